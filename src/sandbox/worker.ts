import { parentPort, workerData } from 'node:worker_threads';
import { type Sandbox, startSandbox } from './server/server.ts';
import type { FromWorker, ToWorker, WorkerOptions } from './server/workerProtocol.ts';

/** The sandbox as a worker thread: starts by itself, says where it listens, closes when told. */
async function run(port: NonNullable<typeof parentPort>): Promise<void> {
  const say = (message: FromWorker) => port.postMessage(message);
  const starting = startSandbox((workerData ?? {}) as WorkerOptions);

  // Told to close while it starts, it closes as soon as it has started.
  port.on('message', async ({ type }: ToWorker) => {
    if (type !== 'close') return;
    const started = await starting.catch(() => undefined);
    await started?.close();
    port.close();
  });

  let sandbox: Sandbox;
  try {
    sandbox = await starting;
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    say({ type: 'failed', message, ...(code === undefined ? {} : { code }) });
    port.close();
    return;
  }
  say({ type: 'listening', url: sandbox.url, port: sandbox.port });
}

if (parentPort) void run(parentPort);
