import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import { setContextKey } from '../platform/contextKeys.ts';
import { setting } from '../platform/settings.ts';
import { DEFAULT_ACCOUNT } from './server/defaultAccount.ts';
import { SANDBOX_SERVICE } from './server/version.ts';
import type { FromWorker, ToWorker } from './server/workerProtocol.ts';

/** Where the sandbox listens and what it accepts. */
export interface RunningSandbox {
  /** `http://127.0.0.1:4010` */
  origin: string;
  accountSid: string;
  authToken: string;
}

/**
 * Runs the sandbox for this window, in a thread of its own so that its work never holds up the editor. A sandbox
 * that already listens on the port, another window's or one from a terminal, is used as it is.
 */
export class SandboxController implements vscode.Disposable {
  readonly #extensionPath: string;
  readonly #log: vscode.LogOutputChannel;
  readonly #stopped = new vscode.EventEmitter<void>();
  #worker: Worker | undefined;
  #runs = 0;
  /** The address that was last seen to answer: not asked again before each request. */
  #seen: string | undefined;
  #starting: Promise<RunningSandbox> | undefined;

  /** This window's sandbox has ended. */
  readonly onDidStop = this.#stopped.event;

  constructor(extensionPath: string, log: vscode.LogOutputChannel) {
    this.#extensionPath = extensionPath;
    this.#log = log;
  }

  /** How many sandboxes this window has started: each begins with its data anew. */
  get runs(): number {
    return this.#runs;
  }

  /** Where this window's sandbox listens, if it runs one. */
  get here(): string | undefined {
    return this.#worker && this.#seen;
  }

  /** Whether one has answered, and has not ended since. */
  get isAwake(): boolean {
    return this.#seen !== undefined;
  }

  /** What is known of a sandbox at this address without asking it. */
  at(origin: string): RunningSandbox {
    return { origin, ...DEFAULT_ACCOUNT };
  }

  /**
   * Starts the sandbox, or finds the one that runs.
   * @throws Error with a message for people when it cannot listen
   */
  start(): Promise<RunningSandbox> {
    // One that runs here already is the one, wherever it found a port.
    if (this.#worker && this.#seen) return Promise.resolve(this.at(this.#seen));
    this.#seen = undefined;
    return this.ensure(`http://127.0.0.1:${setting('sandbox.port')}`);
  }

  /**
   * Sees to it that a sandbox answers, at best at this address. When something else has the port, it listens on a
   * free one, so look at the address that comes back.
   */
  async ensure(origin: string): Promise<RunningSandbox> {
    if (this.#seen === origin) return this.at(origin);
    this.#starting ??= this.#ensure(origin).finally(() => {
      this.#starting = undefined;
    });
    const running = await this.#starting;
    this.#seen = running.origin;
    return running;
  }

  /** Stops this window's sandbox and forgets its data. @returns false when this window runs none */
  async stop(): Promise<boolean> {
    const worker = this.#worker;
    if (!worker) return false;
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    worker.postMessage({ type: 'close' } satisfies ToWorker);
    await ended;
    return true;
  }

  dispose(): void {
    this.#stopped.dispose();
    void this.#worker?.terminate();
  }

  async #ensure(origin: string): Promise<RunningSandbox> {
    if (await isSandbox(origin)) return this.at(origin);
    await this.stop();
    const port = Number(new URL(origin).port);
    try {
      return await this.#startWorker(port);
    } catch (error) {
      if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
      this.#log.info(`Port ${port} is taken: the sandbox takes a free one`);
      return this.#startWorker(0);
    }
  }

  async #startWorker(port: number): Promise<RunningSandbox> {
    // Loaded when it is needed: most windows run no sandbox.
    const { Worker } = await import('node:worker_threads');
    const worker = new Worker(path.join(this.#extensionPath, 'dist', 'sandbox.js'), { workerData: { port } });
    this.#worker = worker;
    return new Promise((resolve, reject) => {
      worker.on('message', (message: FromWorker) => {
        if (message.type === 'failed') {
          reject(Object.assign(new Error(message.message), { code: message.code }));
          return;
        }
        this.#runs++;
        this.#log.info(`Sandbox listening on ${message.url}`);
        setContextKey('sandboxRunning', true);
        resolve(this.at(message.url));
      });
      worker.once('error', (error) => {
        this.#log.error('The sandbox failed', error);
        reject(error);
      });
      worker.once('exit', () => {
        if (this.#worker === worker) this.#worker = undefined;
        this.#seen = undefined;
        setContextKey('sandboxRunning', false);
        this.#log.info('Sandbox stopped');
        this.#stopped.fire();
        reject(new Error(vscode.l10n.t('The sandbox ended before it was ready.')));
      });
    });
  }
}

/** Whether a sandbox, and not some other program, answers there. */
async function isSandbox(origin: string): Promise<boolean> {
  try {
    const answer = await fetch(origin, { signal: AbortSignal.timeout(1_000) });
    const { service } = (await answer.json()) as { service?: unknown };
    return service === SANDBOX_SERVICE;
  } catch {
    return false;
  }
}
