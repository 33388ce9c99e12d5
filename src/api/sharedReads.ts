/** One read under way, and how many callers wait for it. */
interface Flight<T> {
  promise: Promise<T>;
  abort: AbortController;
  callers: number;
}

/**
 * Lets callers that ask for the same thing at the same time share one request. It is aborted only when every one
 * of them has gone.
 */
export class SharedReads {
  /**
   * Not a Map: of one that changes all the time V8 keeps outgrown tables, each leading to the next, and with them
   * answers long forgotten. A listing of 100,000 communications took 30 MB more.
   */
  readonly #flights: Record<string, Flight<unknown>> = Object.create(null);

  /**
   * @param key what is asked for: equal keys, equal answers
   * @param read starts the request; called only when none is under way
   * @throws the caller's signal's reason as soon as it is aborted; else what `read` throws
   */
  async share<T>(key: string, read: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    let flight = this.#flights[key] as Flight<T> | undefined;
    if (!flight) {
      const abort = new AbortController();
      const started: Flight<T> = {
        abort,
        callers: 0,
        promise: read(abort.signal),
      };
      const land = () => {
        if (this.#flights[key] === started) delete this.#flights[key];
      };
      started.promise.then(land, land);
      this.#flights[key] = started;
      flight = started;
    }
    const shared = flight;
    shared.callers++;
    const leave = () => {
      shared.callers--;
      if (shared.callers > 0) return;
      // Who asks from now on gets a request of their own, not one that is being aborted.
      if (this.#flights[key] === shared) delete this.#flights[key];
      shared.abort.abort(signal?.reason);
    };
    if (!signal) return shared.promise;
    return new Promise<T>((resolve, reject) => {
      const onAbort = () => {
        leave();
        reject(signal.reason);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      shared.promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
    });
  }
}
