/** What marks the controls of a group that has one tab stop. */
const STOP = '[data-stop]';

/** Makes one control of a group the tab stop: the one that is, else the first that can be seen. */
export function keepTabStop(group: Element | null | undefined): void {
  const stops = stopsIn(group);
  const present = stops.find(({ tabIndex }) => tabIndex === 0) ?? stops[0];
  for (const stop of stops) stop.tabIndex = stop === present ? 0 : -1;
}

/**
 * Moves the focus within a group that has one tab stop: a listener for `keydown` on the group.
 * @returns whether the key did that
 */
export function rove(event: KeyboardEvent): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  const { currentTarget, target } = event;
  if (!(currentTarget instanceof Element) || !(target instanceof Element)) return false;
  const stops = stopsIn(currentTarget);
  const at = stops.indexOf(target.closest<HTMLElement>(STOP) ?? document.body);
  const to = at === -1 ? undefined : indexAfter(event.key, at, stops.length);
  const stop = to === undefined ? undefined : stops[to];
  if (!stop) return false;
  event.preventDefault();
  for (const other of stops) other.tabIndex = other === stop ? 0 : -1;
  stop.focus();
  return true;
}

/** Where a key leads among so many controls, round at the ends; `undefined` for a key that leads nowhere. */
export function indexAfter(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowLeft':
    case 'ArrowUp':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

function stopsIn(group: Element | null | undefined): HTMLElement[] {
  return [...(group?.querySelectorAll<HTMLElement>(STOP) ?? [])].filter((stop) => stop.checkVisibility());
}
