/**
 * Gives bars their lengths: `data-share` of the width, `data-height` of the height, `data-grow` of what there is beside
 * others. By script: the content security policy forbids style attributes.
 */
export function giveShares(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>('[data-share], [data-height], [data-grow]')) {
    const { share, height, grow } = element.dataset;
    if (share !== undefined) element.style.width = percentOf(share);
    if (height !== undefined) element.style.height = percentOf(height);
    if (grow !== undefined) element.style.flexGrow = String(Number(grow) * 100);
  }
}

function percentOf(share: string): string {
  return `${Math.max(0, Math.min(1, Number(share))) * 100}%`;
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
