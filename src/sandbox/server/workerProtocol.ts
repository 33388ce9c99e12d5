import type { SandboxOptions } from './server.ts';

/** What a sandbox in a worker thread is started with (`workerData`): what can be copied between threads. */
export type WorkerOptions = Omit<SandboxOptions, 'now'>;

/** What the worker says. After `failed` it ends by itself. */
export type FromWorker =
  | { type: 'listening'; url: string; port: number }
  | {
      type: 'failed';
      message: string;
      /** The system's, such as EADDRINUSE, when it could not listen. */
      code?: string;
    };

/** What the worker is told. It ends when it has closed. */
export interface ToWorker {
  type: 'close';
}
