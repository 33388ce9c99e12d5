import type { PanelFeature } from '../panelContext.ts';
import type { ToHost } from '../protocol/messages.ts';

/** Which communication is selected on a panel, as its view says: what is opened beside it begins there. */
export class Selection implements PanelFeature {
  #key: string | undefined;

  /** The communication's id. */
  get key(): string | undefined {
    return this.#key;
  }

  handle(message: ToHost): boolean {
    if (message.type !== 'selected') return false;
    this.#key = message.key;
    return true;
  }

  dispose(): void {}
}
