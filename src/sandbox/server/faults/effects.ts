import { Failure } from '../failure.ts';
import type { ActiveFault } from './faults.ts';
import type { FaultRule } from './rules.ts';

/**
 * What the faults do to one request, for the HTTP layer to heed in this order:
 *
 * 1. `refuse`, or `drop` of `'before'`: the request is not carried out.
 * 2. Otherwise it is, with lists that leave out what is younger than `hideNewForMs`.
 * 3. `refuseAfter` takes the place of the answer, whether the request went well or not; a `drop` of `'after'` leaves none.
 * 4. `sendAnswer` of apply.ts does the rest: `delayMs`, `drop`, `truncate` and `dribbleMs`.
 *
 * At most one of `refuse`, `refuseAfter` and `drop` is there. `hideNewForMs` and `dribbleMs` come with none of them.
 */
export interface FaultEffects {
  /** Milliseconds before the first byte of the answer, or before the connection is dropped. */
  readonly delayMs: number;
  readonly refuse?: Failure;
  readonly refuseAfter?: Failure;
  readonly drop?: 'before' | 'after';
  readonly truncate?: true;
  /** Milliseconds over which the body is handed out. */
  readonly dribbleMs?: number;
  /** Milliseconds that an item has to be old to be in a list. */
  readonly hideNewForMs?: number;
  /** The faults behind all this, as they are after this strike, for the log. */
  readonly struckBy: readonly ActiveFault[];
}

/** The effects on a request that no fault strikes: the same object each time. */
export const NO_FAULT: FaultEffects = Object.freeze({ delayMs: 0, struckBy: Object.freeze([]) });

/** Whether a rule decides what becomes of the request. Of several, only the first does. */
export function isDecisive({ kind }: FaultRule): boolean {
  return (
    kind === 'rate-limit' ||
    kind === 'server-error' ||
    kind === 'unavailable' ||
    kind === 'drop' ||
    kind === 'expired-token'
  );
}

/** Whether an indecisive rule still shows when a decisive one strikes the same request, or none. */
export function shows({ kind }: FaultRule, decisive: FaultRule | undefined): boolean {
  if (kind === 'latency') return true;
  if (kind === 'truncate') return decisive?.kind !== 'drop';
  return decisive === undefined;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Adds up the rules that strike one request. At most one of them is decisive. */
export function combine(rules: readonly FaultRule[], struckBy: readonly ActiveFault[]): FaultEffects {
  const effects: Writable<FaultEffects> = { delayMs: 0, struckBy };
  for (const rule of rules) {
    switch (rule.kind) {
      case 'latency':
        effects.delayMs += rule.ms;
        break;
      case 'drop':
        effects.drop = rule.after ? 'after' : 'before';
        break;
      case 'truncate':
        effects.truncate = true;
        break;
      case 'slow-page':
        effects.dribbleMs = (effects.dribbleMs ?? 0) + rule.ms;
        break;
      case 'stale-lists':
        effects.hideNewForMs = Math.max(effects.hideNewForMs ?? 0, rule.ms);
        break;
      case 'rate-limit':
        effects.refuse = refusal(429, 20429, 'Too Many Requests', rule.retryAfter);
        break;
      case 'expired-token':
        effects.refuse = refusal(400, 20001, 'pageToken has expired; begin again with the first page');
        break;
      case 'server-error':
        effects[rule.after ? 'refuseAfter' : 'refuse'] = refusal(500, 20500, 'Internal Server Error');
        break;
      case 'unavailable':
        effects[rule.after ? 'refuseAfter' : 'refuse'] = refusal(
          503,
          20503,
          'Service Unavailable',
          rule.retryAfter,
        );
        break;
    }
  }
  return effects;
}

/** @param retryAfter - seconds */
function refusal(status: number, code: number, message: string, retryAfter?: number): Failure {
  return new Failure(
    status,
    code,
    message,
    retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) },
  );
}
