import type { EngineClock } from './engine.ts';

/** The machine's time. */
export const engineClock: EngineClock = {
  now: () => performance.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', leave);
        resolve();
      }, milliseconds);
      signal.addEventListener('abort', leave, { once: true });
    }),
};
