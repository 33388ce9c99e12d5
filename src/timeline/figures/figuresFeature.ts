import type { PanelContext, PanelFeature } from '../panelContext.ts';
import type { ToHost } from '../protocol/messages.ts';
import type { TimelineStore } from '../store.ts';
import { figuresOf } from './figures.ts';

/** While pages stream in, figures are worked out this often at most, in milliseconds; */
const PACE_MS = 400;
/** and take no more than this share of the time: the extension host has more to do. */
const MOST_SHARE = 0.1;

/** Works out the conversation's figures for as long as they are shown. */
export class FiguresFeature implements PanelFeature {
  readonly #context: PanelContext;
  #watched = false;
  /** What the figures that were posted last are of. */
  #posted: { store: TimelineStore; revision: number; masked: boolean; timeZone: string } | undefined;
  /** When they may be worked out again: as `performance.now()`. */
  #nextAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(context: PanelContext) {
    this.#context = context;
  }

  handle(message: ToHost): boolean {
    switch (message.type) {
      case 'watchFigures':
        this.#watched = message.on;
        this.#posted = undefined;
        this.#nextAt = 0;
        this.changed();
        return true;
      case 'showCommunication':
        this.#context.show(message.key);
        return true;
      default:
        return false;
    }
  }

  changed(): void {
    if (!this.#watched || this.#timer) return;
    const wait = this.#nextAt - performance.now();
    if (wait <= 0) {
      this.#post();
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#post();
    }, wait);
  }

  #post(): void {
    const { store, masker, timeZone, visible } = this.#context;
    if (!this.#watched || !store || !visible) return;
    const { revision } = store;
    const before = this.#posted;
    const now = { store, revision, masked: masker.on, timeZone };
    if (
      before &&
      before.store === store &&
      before.revision === revision &&
      before.masked === now.masked &&
      before.timeZone === timeZone
    )
      return;
    this.#posted = now;
    const begun = performance.now();
    const { shown: entries, communicationCount: total, parties } = store;
    const figures =
      entries.length === 0 ? undefined : figuresOf({ entries, total, parties, masker, timeZone });
    const ended = performance.now();
    this.#nextAt = ended + Math.max(PACE_MS, (ended - begun) / MOST_SHARE);
    this.#context.post({ type: 'figures', ...(figures ? { figures } : {}) });
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }
}
