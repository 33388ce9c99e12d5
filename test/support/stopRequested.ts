import process from 'node:process';

const PARENT_CHECKED_EVERY_MS = 500;

/**
 * Calls back, once, when this process is to end: by Ctrl+C, by a signal, or because npm, which started it, is gone. npm
 * dies of a SIGTERM of its own without passing it on.
 */
export function onStopRequested(stop: () => Promise<void>): void {
  let requested = false;
  const request = (): void => {
    // npm may pass on a Ctrl+C that the terminal has already sent: the second must not cut the first short.
    if (requested) return;
    requested = true;
    void stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, request);
  if (process.env['npm_lifecycle_event'] !== undefined) onOrphaned(request);
}

/** Calls back when the process that started this one is gone. */
export function onOrphaned(callback: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, PARENT_CHECKED_EVERY_MS);
  timer.unref();
}
