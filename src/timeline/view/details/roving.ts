const NEXT = new Set(['ArrowRight', 'ArrowDown']);
const PREVIOUS = new Set(['ArrowLeft', 'ArrowUp']);

function stopsIn(group: Element): HTMLElement[] {
  return [...group.querySelectorAll<HTMLElement>('button:not([disabled]), a[href]')];
}

/** Makes each group marked `data-roving` one stop of the Tab key: the one of its buttons that was used last. */
export function settleRoving(root: ParentNode): void {
  for (const group of root.querySelectorAll('[data-roving]')) {
    const stops = stopsIn(group);
    const current = stops.find((stop) => stop.tabIndex === 0 && stop.dataset['stop'] === '') ?? stops[0];
    for (const stop of stops) mark(stop, stop === current);
  }
}

/** Moves within the group that the focus is in: by arrows, Home and End. */
export function onRovingKey(event: KeyboardEvent): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const { target } = event;
  const group = target instanceof Element ? target.closest('[data-roving]') : null;
  if (!group || !(target instanceof HTMLElement)) return;
  const stops = stopsIn(group);
  const at = stops.indexOf(target);
  const to = NEXT.has(event.key)
    ? (at + 1) % stops.length
    : PREVIOUS.has(event.key)
      ? (at - 1 + stops.length) % stops.length
      : event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? stops.length - 1
          : -1;
  const next = stops[to];
  if (!next) return;
  event.preventDefault();
  for (const stop of stops) mark(stop, stop === next);
  next.focus();
}

/** Remembers which of a group's buttons was used. */
export function onRovingFocus({ target }: FocusEvent): void {
  const group = target instanceof Element ? target.closest('[data-roving]') : null;
  if (!group) return;
  for (const stop of stopsIn(group)) mark(stop, stop === target);
}

function mark(stop: HTMLElement, current: boolean): void {
  stop.tabIndex = current ? 0 : -1;
  if (current) stop.dataset['stop'] = '';
  else delete stop.dataset['stop'];
}
