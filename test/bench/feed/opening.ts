/** Moments in epoch milliseconds, with fractions. */
export interface Opening {
  /** The first communication stood in the document, to 4 ms. */
  firstRows?: number;
  /** All of them were loaded. */
  allLoaded?: number;
}

/**
 * Watches each window and frame from its beginning: takes down the last click in `lastClick`, and when a panel shows its
 * first rows and has all, in `opening`. Runs in the page: it uses nothing from outside of itself.
 *
 * @param count how many communications are all
 */
export function watchOpening(count: number): void {
  const now = () => performance.timeOrigin + performance.now();
  addEventListener('pointerdown', () => Reflect.set(window, 'lastClick', now()), { capture: true });
  const opening: Opening = {};
  Reflect.set(window, 'opening', opening);
  const look = () => {
    const app = document.querySelector('timeline-app')?.shadowRoot;
    const feed = app?.querySelector('communication-feed');
    if (opening.firstRows === undefined && feed?.shadowRoot?.querySelector('article'))
      opening.firstRows = now();
    if (opening.allLoaded === undefined && feed && Reflect.get(feed, 'total') === count)
      opening.allLoaded = now();
    if (opening.firstRows !== undefined && opening.allLoaded !== undefined) clearInterval(timer);
  };
  // No animation frames: VS Code writes the panel's document anew, and with the old one they end.
  const timer = setInterval(look, 4);
}
