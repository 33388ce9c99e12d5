/**
 * Asks for each item, so many at once, and gives the answers as they come.
 * @param queue is emptied: what is left in it was not asked for, or was not answered when something failed or when
 *   whoever waits has left, and may be asked for by another call
 * @param ask gets a signal that ends when nobody waits any more
 * @throws what asking throws, the first time; the requests under way are ended then
 */
export async function* inParallel<T, R>(
  queue: T[],
  atOnce: number,
  ask: (item: T, signal: AbortSignal) => Promise<R>,
  signal: AbortSignal,
): AsyncGenerator<R, void, void> {
  const end = new AbortController();
  const leave = () => end.abort(signal.reason);
  signal.addEventListener('abort', leave);
  if (signal.aborted) leave();
  const running = new Map<T, Promise<{ item: T; answer: R }>>();
  try {
    for (;;) {
      while (running.size < atOnce && queue.length > 0) {
        const [item] = queue.splice(0, 1) as [T];
        const asked = ask(item, end.signal).then((answer) => ({ item, answer }));
        // It may fail when nobody waits for it any more.
        asked.catch(() => undefined);
        running.set(item, asked);
      }
      if (running.size === 0) return;
      const { item, answer } = await Promise.race(running.values());
      running.delete(item);
      yield answer;
    }
  } finally {
    signal.removeEventListener('abort', leave);
    end.abort();
    queue.unshift(...running.keys());
  }
}
