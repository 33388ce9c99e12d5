import type { PanelContext, PanelFeature } from '../panelContext.ts';
import { nearestTo } from '../places.ts';
import { isOpen } from '../protocol/filter.ts';
import type { ToHost } from '../protocol/messages.ts';
import { densityOf, lifeOf } from './density.ts';

/** Tells the view how much was said when, and leads from a moment to what was said then. */
export class OverviewFeature implements PanelFeature {
  readonly #context: PanelContext;

  constructor(context: PanelContext) {
    this.#context = context;
  }

  handle(message: ToHost): boolean {
    switch (message.type) {
      case 'getOverview':
        this.#post(message.bins);
        return true;
      case 'jumpToTime':
        this.#jump(message.at);
        return true;
      default:
        return false;
    }
  }

  dispose(): void {}

  #post(bins: number): void {
    const { store } = this.#context;
    const life = store && lifeOf(store.entries);
    if (!life) return;
    const { entries, parties, revision, filter } = store;
    this.#context.post({
      type: 'overview',
      revision,
      ...life,
      ...densityOf(entries, parties, life, bins),
      ...(isOpen(filter) ? {} : { shown: densityOf(store.shown, parties, life, bins) }),
    });
  }

  #jump(at: number): void {
    const { store } = this.#context;
    const index = store && nearestTo(store.shown, at);
    const nearest = index === undefined ? undefined : store?.shown[index];
    if (nearest) this.#context.show(nearest.communication.id);
  }
}
