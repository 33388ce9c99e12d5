import type { EngineClock } from '../../../../src/compose/burst/engine.ts';

/** A clock that goes on only when everything waits: to the next moment that something waits for. */
export class FakeClock implements EngineClock {
  time = 0;
  readonly #waiting: { at: number; wake: () => void }[] = [];

  now(): number {
    return this.time;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const entry = { at: this.time + milliseconds, wake: resolve };
      this.#waiting.push(entry);
      signal?.addEventListener(
        'abort',
        () => {
          const place = this.#waiting.indexOf(entry);
          if (place >= 0) this.#waiting.splice(place, 1);
          reject(signal.reason);
        },
        { once: true },
      );
    });
  }

  /** Goes on until a promise has its end. @throws where nothing is left to wait for */
  async until<T>(promise: Promise<T>): Promise<T> {
    let ended = false;
    const mark = () => {
      ended = true;
    };
    promise.then(mark, mark);
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (ended) return promise;
      this.#waiting.sort((a, b) => a.at - b.at);
      const next = this.#waiting.shift();
      if (!next) throw new Error('Nothing goes on any more');
      this.time = Math.max(this.time, next.at);
      next.wake();
    }
  }
}
