import type { RunningSandbox } from './controller.ts';
import type { ReceivedExchange } from './server/http/exchangeRing.ts';

/** What a sandbox received since it was asked last. */
export interface ReceivedBatch {
  readonly origin: string;
  readonly exchanges: readonly ReceivedExchange[];
  /** There is more at once. */
  readonly more: boolean;
}

/** How long an answer may take, in milliseconds. */
const PATIENCE_MS = 3_000;

/** Asks sandboxes what they received, each from where it was asked last: whoever runs it, this window or another program. */
export class ReceivedExchanges {
  readonly #access: (accountId: string) => Promise<RunningSandbox | undefined>;
  readonly #briefly: string;
  readonly #places = new Map<string, { run: string; after: number }>();

  /** @param briefly how the User-Agent of those begins whose bodies are not wanted: we have them ourselves */
  constructor(access: (accountId: string) => Promise<RunningSandbox | undefined>, briefly: string) {
    this.#access = access;
    this.#briefly = briefly;
  }

  /** @returns undefined when it does not answer, or is one that cannot tell */
  async next(account: { readonly id: string }): Promise<ReceivedBatch | undefined> {
    const access = await this.#access(account.id);
    if (!access) return undefined;
    const { origin } = access;
    const place = this.#places.get(origin);
    let answer = await this.#ask(access, place?.after ?? 0);
    // Started again meanwhile, it counts anew.
    if (answer && place && answer.run !== place.run) answer = await this.#ask(access, 0);
    if (!answer) return undefined;
    const { run, latest, exchanges } = answer;
    const after = exchanges.at(-1)?.number ?? latest;
    this.#places.set(origin, { run, after });
    return { origin, exchanges, more: after < latest };
  }

  async #ask(
    { origin, accountSid, authToken }: RunningSandbox,
    after: number,
  ): Promise<{ run: string; latest: number; exchanges: ReceivedExchange[] } | undefined> {
    const query = new URLSearchParams({ after: String(after), brief: this.#briefly });
    try {
      const answer = await fetch(`${origin}/sandbox/exchanges?${query}`, {
        headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (answer.ok) return await answer.json();
      await answer.body?.cancel();
    } catch {
      // It was stopped. The next look tells whether it is there again.
    }
    return undefined;
  }

  /** Nothing is under way between two questions. */
  dispose(): void {}
}
