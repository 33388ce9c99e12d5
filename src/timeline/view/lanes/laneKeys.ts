/** What a key asks of the lanes. */
export type LaneKey =
  | { readonly kind: 'step'; readonly step: 'first' | 'last' | 'previous' | 'next' }
  | { readonly kind: 'lane'; readonly by: 1 | -1 }
  | { readonly kind: 'pan'; readonly share: number }
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'all' | 'open' | 'leave' };

const keys: Readonly<Record<string, LaneKey>> = {
  ArrowLeft: { kind: 'step', step: 'previous' },
  ArrowRight: { kind: 'step', step: 'next' },
  ArrowUp: { kind: 'lane', by: -1 },
  ArrowDown: { kind: 'lane', by: 1 },
  Home: { kind: 'step', step: 'first' },
  End: { kind: 'step', step: 'last' },
  PageUp: { kind: 'pan', share: -0.8 },
  PageDown: { kind: 'pan', share: 0.8 },
  '+': { kind: 'zoom', factor: 0.6 },
  '=': { kind: 'zoom', factor: 0.6 },
  '-': { kind: 'zoom', factor: 1 / 0.6 },
  _: { kind: 'zoom', factor: 1 / 0.6 },
  '0': { kind: 'all' },
  Enter: { kind: 'open' },
  Escape: { kind: 'leave' },
};

/** What a key asks for; `undefined` for one that means nothing here, and for one that is VS Code's. */
export function laneKeyOf(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>,
): LaneKey | undefined {
  if (event.altKey || event.ctrlKey || event.metaKey) return undefined;
  if (event.shiftKey && event.key === 'ArrowLeft') return { kind: 'pan', share: -0.2 };
  if (event.shiftKey && event.key === 'ArrowRight') return { kind: 'pan', share: 0.2 };
  return Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
}
