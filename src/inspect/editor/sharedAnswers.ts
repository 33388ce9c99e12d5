interface Answer<T> {
  promise: Promise<T>;
  /** Ends what is under way. */
  abort: AbortController;
  /** How many wait for it. */
  waiting: number;
  settled: boolean;
  /** Epoch milliseconds. */
  at: number;
}

/** How many are kept: a person reads one page of code at a time. */
const MOST = 200;

/**
 * Answers that several may ask for: each is asked for once, kept for a while, and given up when nobody waits any more. A
 * failure is not kept.
 */
export class SharedAnswers<T> {
  readonly #keepMs: number;
  readonly #now: () => number;
  readonly #answers = new Map<string, Answer<T>>();

  /**
   * @param keepMs how long an answer stays true
   * @param now epoch milliseconds
   */
  constructor(keepMs: number, now: () => number = Date.now) {
    this.#keepMs = keepMs;
    this.#now = now;
  }

  /**
   * The answer about something.
   * @param signal of the one that waits; when it ends, they wait no more
   * @returns undefined when the signal ended first
   */
  async get(
    key: string,
    signal: AbortSignal,
    ask: (signal: AbortSignal) => Promise<T>,
  ): Promise<T | undefined> {
    if (signal.aborted) return undefined;
    const answer = this.#fresh(key) ?? this.#ask(key, ask);
    answer.waiting++;
    let leave = () => {};
    const left = new Promise<undefined>((resolve) => {
      leave = () => resolve(undefined);
    });
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await Promise.race([answer.promise, left]);
    } finally {
      signal.removeEventListener('abort', leave);
      answer.waiting--;
      if (answer.waiting === 0 && !answer.settled) {
        answer.abort.abort();
        this.#drop(key, answer);
      }
    }
  }

  /** Nothing that was known is true any more. Who waits for an answer gets it: what was asked is not given up. */
  clear(): void {
    this.#answers.clear();
  }

  #fresh(key: string): Answer<T> | undefined {
    const answer = this.#answers.get(key);
    if (!answer) return undefined;
    const age = this.#now() - answer.at;
    if (!answer.settled || (age >= 0 && age < this.#keepMs)) return answer;
    this.#answers.delete(key);
    return undefined;
  }

  #ask(key: string, ask: (signal: AbortSignal) => Promise<T>): Answer<T> {
    const abort = new AbortController();
    const answer: Answer<T> = {
      promise: ask(abort.signal),
      abort,
      waiting: 0,
      settled: false,
      at: this.#now(),
    };
    this.#answers.set(key, answer);
    answer.promise.then(
      () => {
        answer.settled = true;
        answer.at = this.#now();
      },
      () => {
        answer.settled = true;
        this.#drop(key, answer);
      },
    );
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= MOST) break;
      this.#answers.delete(oldest);
    }
    return answer;
  }

  #drop(key: string, answer: Answer<T>): void {
    if (this.#answers.get(key) === answer) this.#answers.delete(key);
  }
}
