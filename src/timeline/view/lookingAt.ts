import type { ViewModel } from './viewModel.ts';

/** A stretch of time: epoch milliseconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * What stretch of time the reader looks at: whoever draws one says which, and the overview shows it. The overview
 * asks for another one, and whoever draws then goes there.
 */
export class LookingAt extends EventTarget {
  #stretch: Stretch | undefined;

  get stretch(): Stretch | undefined {
    return this.#stretch;
  }

  set stretch(stretch: Stretch | undefined) {
    const before = this.#stretch;
    if (before?.from === stretch?.from && before?.to === stretch?.to) return;
    this.#stretch = stretch;
    this.dispatchEvent(new Event('change'));
  }

  /** Go there; to a moment where from and to are the same. */
  ask(stretch: Stretch): void {
    this.dispatchEvent(new CustomEvent<Stretch>('ask', { detail: stretch }));
  }
}

const known = new WeakMap<ViewModel, LookingAt>();

/** The one of a view. */
export function lookingAt(model: ViewModel): LookingAt {
  let found = known.get(model);
  if (!found) {
    found = new LookingAt();
    known.set(model, found);
  }
  return found;
}
