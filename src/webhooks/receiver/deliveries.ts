/** How many idempotency tokens are remembered. */
const MOST = 20_000;

/** Knows again what was delivered before, by the idempotency token that retries share. */
export class Deliveries {
  /** The oldest first. */
  readonly #seen = new Map<string, { id: string; times: number }>();

  /** Takes note of a delivery. @returns which one of its event it is, and the first one where it is not that itself */
  note(accountId: string, token: string | undefined, id: string): { attempt: number; duplicateOf?: string } {
    if (token === undefined) return { attempt: 1 };
    const key = `${accountId} ${token}`;
    const seen = this.#seen.get(key);
    if (seen) {
      seen.times++;
      return { attempt: seen.times, duplicateOf: seen.id };
    }
    this.#seen.set(key, { id, times: 1 });
    const [oldest] = this.#seen.keys();
    if (this.#seen.size > MOST && oldest !== undefined) this.#seen.delete(oldest);
    return { attempt: 1 };
  }
}
