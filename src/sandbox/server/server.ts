import { createServer, type Server, STATUS_CODES } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { ExportDocument } from '../../api/exportDocument.ts';
import { checkAccounts, type SandboxAccount } from './accounts.ts';
import { type BehaviorName, chooseBehavior } from './behavior.ts';
import { StatusCallbacks, type StatusCallbacksOptions } from './callbacks/statusCallbacks.ts';
import { DataFile, type DataFileOptions } from './data/dataFile.ts';
import { DEFAULT_ACCOUNT } from './defaultAccount.ts';
import { badRequest, Failure } from './failure.ts';
import type { ActiveFault } from './faults/faults.ts';
import type { FaultRuleInput } from './faults/rules.ts';
import { App, newRequestId } from './http/app.ts';
import { fetchFrom } from './http/fetch.ts';
import { createListener, type OnExchange, refuseExpectation } from './http/listener.ts';
import { type ImportMode, type SandboxData, SandboxState, type StateOptions } from './state.ts';

export type { SandboxAccount };
export { DEFAULT_ACCOUNT };

/** Loopback, and nothing else: a sandbox is never offered to the network. */
const HOST = '127.0.0.1';

const DEFAULT_SEED = 1;
const DEFAULT_DELIVERY_STEP_MS = 1_500;
const DEFAULT_OPERATION_MS = 1_000;

export interface SandboxOptions {
  /** 0, which is also the default, takes any free port. */
  port?: number;
  /** The default account when left out or empty. */
  accounts?: SandboxAccount[];
  /** What to begin with; `demo` unless told otherwise. `empty` still has one configuration to create with. */
  data?: SandboxData;
  /**
   * A file to keep everything in: the sandbox goes on with what it holds, or begins with `data` when it is not there. It is
   * an export document, with a journal beside it while the sandbox runs; what was acknowledged outlives the process.
   */
  dataFile?: string;
  /** How that file is kept: for tests. */
  dataFileOptions?: DataFileOptions;
  /** The same seed, account and moment give the same data. */
  seed?: number;
  /** The clock that everything goes by. */
  now?: () => Date;
  /** Milliseconds between two delivery statuses, and until an action is carried out; 0 delivers at once. */
  deliveryStepMs?: number;
  /** Milliseconds that an operation takes, such as the change of a configuration. */
  operationMs?: number;
  /** Sandbox time for each unit of real time; 1 unless told otherwise. */
  clockRate?: number;
  /** Faults that are in force from the beginning. */
  faults?: readonly FaultRuleInput[];
  /** Answers where Twilio documents none, by name: see BEHAVIORS. */
  behavior?: Partial<Record<BehaviorName, string>>;
  /** Where status callbacks may go, and how they are tried again. */
  callbacks?: Omit<StatusCallbacksOptions, 'now'>;
  /** Told of every request and its answer. */
  onExchange?: OnExchange;
}

/** A sandbox that listens. */
export interface Sandbox {
  /** The origin to call, such as `http://127.0.0.1:4010`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly accounts: readonly SandboxAccount[];
  /** The faults in force. */
  readonly faults: readonly ActiveFault[];
  /**
   * Stops listening and cuts connections, idle and busy. May be called again.
   *
   * @throws Error in words for people, when changes could not be written to the data file
   */
  close(): Promise<void>;
  /** Answers a request without the network. */
  fetch(request: Request): Promise<Response>;
  /** Forgets everything and begins again, as of now. */
  reset(data?: SandboxData): void;
  /** Takes a conversation away, as if someone else had deleted it. @returns false when there is none */
  deleteConversation(id: string): boolean;
  /** All accounts with all that they have, for a file. It holds no secrets. */
  exportDocument(): ExportDocument;
  /**
   * Takes in an export document, also one that a client wrote of a live account: all of it, or nothing when that fails.
   *
   * @param document - parsed JSON
   * @param mode - whether it takes the place of everything, or its conversations and configurations come to the others, in
   *   the places of those with the same ids
   * @throws Error in words for people
   */
  importDocument(document: unknown, mode: ImportMode): void;
}

/**
 * Starts a sandbox: an emulator of Twilio Conversations v2 on the loopback interface, with its data in memory.
 *
 * @throws Error in words for people; `code` is the system's, such as EADDRINUSE, when listening failed. A data file that
 *   cannot be used is left as it is
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const accounts = options.accounts?.length ? checkAccounts(options.accounts) : [DEFAULT_ACCOUNT];
  const realNow = options.now;
  const callbacks = new StatusCallbacks({ ...options.callbacks, now: () => state.now() });
  const state = openState(options, {
    accounts,
    data: options.data ?? 'demo',
    seed: options.seed ?? DEFAULT_SEED,
    now: realNow ? () => realNow().getTime() : Date.now,
    deliveryStepMs: options.deliveryStepMs ?? DEFAULT_DELIVERY_STEP_MS,
    operationMs: options.operationMs ?? DEFAULT_OPERATION_MS,
    behavior: chooseBehavior(options.behavior),
    clockRate: options.clockRate ?? 1,
    callbacks,
  });
  if (options.faults) state.faults.addAll(options.faults);
  const app = new App(state);
  // A request without a Host gets its answer from the app, in Twilio's shape.
  const server = createServer({ requireHostHeader: false }, createListener(app, options.onExchange));
  server.on('checkExpectation', (request, response) => refuseExpectation(request, response));
  server.on('clientError', answerUnreadable);
  const port = await listen(server, options.port ?? 0).catch(async (error) => {
    state.close();
    await state.closeFile();
    throw error;
  });

  let closed: Promise<void> | undefined;
  return {
    url: `http://${HOST}:${port}`,
    port,
    accounts,
    get faults() {
      return state.faults.list();
    },
    close() {
      closed ??= (async () => {
        state.close();
        const ended = new Promise<void>((resolve) => server.close(() => resolve()));
        // Keep-alive connections would hold the server open for as long as their clients like.
        server.closeAllConnections();
        await Promise.all([ended, callbacks.close()]);
        await state.closeFile();
      })();
      return closed;
    },
    fetch: (request) => fetchFrom(app, request, options.onExchange),
    reset: (data) => state.reset(data),
    deleteConversation: (id) => state.deleteConversation(id),
    exportDocument: () => state.exportDocument(),
    importDocument: (document, mode) => state.importDocument(document, mode),
  };
}

/** The state, from the data file if there is to be one. @throws Error in words for people */
function openState({ dataFile: file, dataFileOptions }: SandboxOptions, options: StateOptions): SandboxState {
  if (file === undefined) return new SandboxState(options);
  const kept = DataFile.open(file, dataFileOptions);
  try {
    return new SandboxState({ ...options, kept });
  } catch (error) {
    kept.dataFile.abandon();
    if (!(error instanceof Failure)) throw error;
    throw new Error(`${kept.dataFile.path} cannot be used: ${error.message}`, { cause: error });
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => reject(explainListenError(error, port));
    server.once('error', refuse);
    server.listen(port, HOST, () => {
      server.off('error', refuse);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function explainListenError(error: NodeJS.ErrnoException, port: number): Error {
  const reasons: Record<string, string> = {
    EADDRINUSE: `Port ${port} is in use by another program`,
    EACCES: `Port ${port} may not be used without more rights`,
  };
  const message = reasons[error.code ?? ''] ?? `The sandbox cannot listen on port ${port}: ${error.message}`;
  return Object.assign(new Error(message, { cause: error }), { code: error.code });
}

/** What cannot be read as HTTP never becomes a request; it still gets an answer in Twilio's shape. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const failure =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? new Failure(431, 20001, 'The request headers are too large')
      : badRequest('The request is not valid HTTP');
  const body = JSON.stringify(failure.toBody());
  socket.end(
    [
      `HTTP/1.1 ${failure.status} ${STATUS_CODES[failure.status]}`,
      'Connection: close',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `Twilio-Request-Id: ${newRequestId()}`,
      'Twilio-Request-Duration: 0.000',
      '',
      body,
    ].join('\r\n'),
  );
}
