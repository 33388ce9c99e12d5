import * as vscode from 'vscode';
import type { Communication } from '../../api/resources.ts';
import type { Session } from '../../platform/session.ts';
import type { PanelContext } from '../panelContext.ts';
import type { DeliveryFailure } from '../protocol/details.ts';
import { classicPlaceOf, failedReceipts, findClassicMessage } from './classicMessage.ts';
import { errorPageOf, meaningOf } from './errorCodes.ts';

/** The SID of a message, as the Console's logs list it. */
const LOGGED_SID = /^[SM]M[0-9a-f]{32}$/i;

/**
 * Tells why communications were not delivered. The API says that they failed and not why; where the conversation is
 * bridged, the receipts of the classic (v1) message have an error code. They are read once for each communication.
 */
export class FailureReasons implements vscode.Disposable {
  readonly #context: PanelContext;
  readonly #known = new Map<string, DeliveryFailure>();
  readonly #changed: () => void;
  /** Whose receipts are read. */
  #session: Session | undefined;
  #abort = new AbortController();

  /** @param changed called when more is known */
  constructor(context: PanelContext, changed: () => void) {
    this.#context = context;
    this.#changed = changed;
  }

  /** What is known of a failure so far; what can be looked up is looked up from now on. */
  of(communication: Communication): DeliveryFailure {
    const { id, updatedAt, channelId, resourceId } = communication;
    const key = `${id} ${updatedAt}`;
    this.#startAnew();
    const known = this.#known.get(key);
    if (known) return known;
    const messageSid = [channelId, resourceId].find((sid) => sid && LOGGED_SID.test(sid));
    const untold: DeliveryFailure = {
      state: 'untold',
      reasons: [],
      probably: false,
      ...(messageSid ? { messageSid } : {}),
    };
    const { store, session } = this.#context;
    const place = store && classicPlaceOf(store.conversation, store.participants, communication);
    if (!place || !session) return untold;
    const looking: DeliveryFailure = { ...untold, state: 'looking' };
    this.#known.set(key, looking);
    const { signal } = this.#abort;
    findClassicMessage(session.client, place, communication, signal)
      .then(async (match): Promise<DeliveryFailure> => {
        const receipts = match ? await failedReceipts(session.client, match, signal) : [];
        const codes = [...new Set(receipts.map(({ error_code }) => error_code))];
        if (codes.length === 0) return untold;
        const reasons = codes.map((code) => {
          const meaning = meaningOf(code, vscode.l10n);
          return { code, url: errorPageOf(code), ...(meaning ? { meaning } : {}) };
        });
        return { ...untold, state: 'found', reasons, probably: !match?.sure };
      })
      .catch((): DeliveryFailure => ({ ...untold, state: 'error' }))
      .then((found) => {
        if (signal.aborted) return;
        this.#known.set(key, found);
        this.#changed();
      });
    return looking;
  }

  /** What an earlier secret was refused may be read with the present one. */
  #startAnew(): void {
    const { session } = this.#context;
    if (session === this.#session) return;
    this.#session = session;
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#known.clear();
  }

  /** What could not be read may be there at the next look. */
  forgetErrors(): void {
    for (const [key, { state }] of this.#known) if (state === 'error') this.#known.delete(key);
  }

  dispose(): void {
    this.#abort.abort();
  }
}
