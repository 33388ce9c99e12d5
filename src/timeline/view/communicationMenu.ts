/**
 * Tells VS Code that its context menu is about the communication that is selected. It looks for this on the page itself,
 * where a shadow tree is one element whatever in it was clicked: so it is put there for the moment of the click.
 * @param bridged whether the conversation also lives in a classic (v1) service
 */
export function giveCommunicationMenu(bridged: boolean): void {
  const app = document.querySelector<HTMLElement>('timeline-app');
  if (!app) return;
  app.dataset['vscodeContext'] = JSON.stringify({
    webviewSection: 'communication',
    bridged,
    preventDefaultContextMenuItems: true,
  });
  // The menu was asked for when this event has ended.
  setTimeout(() => delete app.dataset['vscodeContext']);
}
