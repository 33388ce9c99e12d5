import { badRequest } from '../failure.ts';
import type { OperationName } from '../operations.ts';
import type { SandboxState } from '../state.ts';
import type { AccountData } from '../store/accountData.ts';
import type { SandboxAnswer, SandboxRequest } from './request.ts';

/** One request to the API on its way through a handler. */
export class Call {
  readonly request: SandboxRequest;
  readonly state: SandboxState;
  /** The data of the account that calls. */
  readonly data: AccountData;
  /** The moment of the request on the sandbox's clock, in epoch milliseconds. */
  readonly at: number;
  /** Where the caller reaches this sandbox, such as `http://127.0.0.1:4010`. */
  readonly origin: string;
  /** Milliseconds that an item has to be old to be in a list; 0 when lists are always up to date. */
  readonly hideNewForMs: number;
  readonly #parameters: Readonly<Record<string, string>>;
  #query: URLSearchParams | undefined;

  constructor(
    state: SandboxState,
    data: AccountData,
    request: SandboxRequest,
    parameters: Readonly<Record<string, string>>,
    origin: string,
    hideNewForMs: number,
  ) {
    this.state = state;
    this.data = data;
    this.request = request;
    this.at = state.now();
    this.origin = origin;
    this.hideNewForMs = hideNewForMs;
    this.#parameters = parameters;
  }

  get query(): URLSearchParams {
    this.#query ??= new URLSearchParams(this.request.query);
    return this.#query;
  }

  /** A query parameter that may be there once; null when it is not. @throws Failure 400 when it is there again */
  one(name: string): string | null {
    const [value = null, again] = this.query.getAll(name);
    if (again !== undefined) throw badRequest(`${name} is given twice`);
    return value;
  }

  /** A path parameter; the route's path says which there are. */
  parameter(name: string): string {
    return this.#parameters[name] ?? '';
  }
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One operation of the API. Handlers throw a Failure for any answer other than the one asked for. */
export interface Route {
  method: Method;
  /** With parameters such as `:id`. */
  path: string;
  /** The API's name of it, by which faults are aimed; absent where none may strike. */
  operation?: OperationName;
  /** An Idempotency-Key gives the first answer again. */
  idempotent?: true;
  /** For routes that take more than others. */
  maxBodyBytes?: number;
  handle(call: Call): SandboxAnswer;
}
