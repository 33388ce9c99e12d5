import type { PanelContext, PanelFeature } from '../panelContext.ts';
import type { CommunicationAct } from '../protocol/details.ts';
import type { ToHost } from '../protocol/messages.ts';
import { failedForSome } from '../worstStatus.ts';
import { CommunicationActs } from './communicationActs.ts';
import { detailsOf } from './details.ts';
import { FailureReasons } from './failureReasons.ts';

/** Serves the details of a communication for as long as they are shown, and does what can be done with one. */
export class DetailsFeature implements PanelFeature {
  readonly #context: PanelContext;
  readonly #acts: CommunicationActs;
  readonly #failures: FailureReasons;
  #selected: string | undefined;
  /** Whose details are shown. */
  #shown: string | undefined;
  /** What was posted last, to post no more than what is new. */
  #posted = '';

  constructor(context: PanelContext) {
    this.#context = context;
    this.#acts = new CommunicationActs(context);
    this.#failures = new FailureReasons(context, () => this.changed());
  }

  /** The id of the communication that is selected. */
  get selected(): string | undefined {
    return this.#selected;
  }

  handle(message: ToHost): boolean {
    switch (message.type) {
      case 'selected':
        this.#selected = message.key;
        return true;
      case 'getDetails':
        this.#shown = message.key;
        this.#posted = '';
        this.#failures.forgetErrors();
        this.changed();
        return true;
      case 'copyDetail':
        this.#acts.copyDetail(message.key, message.path);
        return true;
      case 'actOn':
        this.act(message.act, message.key);
        return true;
      default:
        return false;
    }
  }

  /** Does something with a communication; with the selected one where none is named. */
  act(act: CommunicationAct, key: string | undefined = this.#selected): void {
    if (key !== undefined) this.#acts.run(act, key);
  }

  changed(): void {
    const key = this.#shown;
    const { store, masker, visible, services, key: panel } = this.#context;
    if (key === undefined || !store || !visible) return;
    const communication = store.communication(key);
    // Until all was read, what is not there yet may still come.
    if (!communication && store.phase !== 'ready') return;
    const details =
      communication &&
      detailsOf(communication, {
        entries: store.entries,
        shown: store.shown,
        parties: store.parties,
        history: store.deliveryHistory,
        masker,
        bridged: store.conversation?.configuration?.conversationsV1Bridge !== undefined,
        callbacks: services.callbacksAbout(panel.accountId, key),
        failure: failedForSome(communication.recipients) ? this.#failures.of(communication) : undefined,
      });
    const message = { type: 'details' as const, key, ...(details ? { details } : {}) };
    const json = JSON.stringify(message);
    if (json === this.#posted) return;
    this.#posted = json;
    this.#context.post(message);
  }

  dispose(): void {
    this.#failures.dispose();
  }
}
