import type { Context } from 'hono';
import type { SandboxState } from '../state.ts';
import type { AccountData } from '../store/accountData.ts';

/** What every handler of the API finds in its context. */
export interface ApiEnv {
  Variables: { data: AccountData };
}

export type ApiContext = Context<ApiEnv>;

/** One operation of the API. Handlers throw a Failure for any answer other than the one asked for. */
export interface Route {
  method: 'GET' | 'POST';
  path: string;
  handle(context: ApiContext, state: SandboxState): Response | Promise<Response>;
}

/** A path parameter; the route's path says which there are. */
export function pathParameter(context: ApiContext, name: string): string {
  return context.req.param(name) ?? '';
}
