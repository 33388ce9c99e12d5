import type { ViewModel } from '../viewModel.ts';

/** Closes the pane beside the conversation; the focus goes back to what it stands beside. */
export function closePane(pane: Element, model: ViewModel): void {
  const root = pane.getRootNode();
  model.pane = undefined;
  if (!(root instanceof ShadowRoot)) return;
  const beside = root.querySelector('communication-feed:not([hidden]), conversation-lanes');
  beside?.shadowRoot?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
}

/** Gives what has a share of a bar its length. By script: the content security policy forbids style attributes. */
export function giveShares(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>('[data-share]')) {
    const share = Number(element.dataset['share']);
    if (element.parentElement?.classList.contains('life')) element.style.flexGrow = String(share * 100);
    else element.style.width = `${Math.max(0, Math.min(1, share)) * 100}%`;
  }
}

/**
 * Tells VS Code what its context menu is about. It looks for this on the page itself, where a shadow tree is one element
 * whatever in it was clicked: so it is put there for the moment of the click.
 */
export function giveMenu(context: Record<string, unknown>): void {
  const app = document.querySelector<HTMLElement>('timeline-app');
  if (!app) return;
  app.dataset['vscodeContext'] = JSON.stringify(context);
  // The menu was asked for when this event has ended.
  setTimeout(() => delete app.dataset['vscodeContext']);
}
