/** Marks a group whose controls are one stop of the Tab key. */
const GROUP = '[data-roving]';

const CONTROLS = 'button, a[href], input[type="checkbox"]';

/** Makes each group one stop of the Tab key: the chosen one of radio buttons, the control that was used last, or the first. */
export function keepTabStops(root: ParentNode): void {
  for (const group of root.querySelectorAll(GROUP)) {
    const stops = stopsIn(group);
    const present =
      stops.find((stop) => stop.getAttribute('aria-checked') === 'true') ??
      stops.find(({ dataset }) => dataset['stop'] === '') ??
      stops[0];
    if (present) makeStop(present, stops);
  }
}

/**
 * Moves the focus within the group that it is in, by arrows, Home and End: a listener for `keydown` on the group or
 * around it.
 * @returns whether the key did that
 */
export function rove(event: KeyboardEvent): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  const [control, group] = controlOf(event);
  if (!control || !group) return false;
  const stops = stopsIn(group);
  const at = stops.indexOf(control);
  const to = at === -1 ? undefined : indexAfter(event.key, at, stops.length);
  const stop = to === undefined ? undefined : stops[to];
  if (!stop) return false;
  event.preventDefault();
  makeStop(stop, stops);
  stop.focus();
  return true;
}

/** Tab comes back to the control that was used, by whatever means: a listener for `focusin` on the group or around it. */
export function keepUsed(event: FocusEvent): void {
  const [control, group] = controlOf(event);
  if (control && group) makeStop(control, stopsIn(group));
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

function controlOf({ target }: Event): [control: HTMLElement | null, group: Element | null] {
  const control = target instanceof Element ? target.closest<HTMLElement>(CONTROLS) : null;
  return [control, control?.closest(GROUP) ?? null];
}

function makeStop(present: HTMLElement, stops: readonly HTMLElement[]): void {
  for (const stop of stops) {
    stop.tabIndex = stop === present ? 0 : -1;
    if (stop === present) stop.dataset['stop'] = '';
    else delete stop.dataset['stop'];
  }
}

function stopsIn(group: Element): HTMLElement[] {
  return [...group.querySelectorAll<HTMLElement>(CONTROLS)].filter((stop) => stop.checkVisibility());
}
