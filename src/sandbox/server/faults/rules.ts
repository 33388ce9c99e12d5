import * as v from 'valibot';
import { Failure } from '../failure.ts';
import { FAULT_KINDS, type FaultKind, isFaultKind, usualOperations } from './kinds.ts';
import { nearest } from './nearest.ts';
import { patternProblem } from './operationPatterns.ts';

/** More than a client's patience; a longer wait is a drop. */
const MAX_MS = 600_000;
const MAX_RETRY_AFTER_S = 3600;
const MAX_TIMES = 1_000_000_000;

/** A rule that cannot be. As a Failure it is a 400 to whoever sent it to the admin endpoint. */
export class FaultRuleError extends Failure {
  constructor(problem: string) {
    super(400, 20001, problem);
    this.name = 'FaultRuleError';
  }
}

/** What was found instead, short enough for a message. */
function show(input: unknown): string {
  const text = JSON.stringify(input) ?? String(input);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** One schema with one message, whatever is wrong with a member: the message says all that is allowed. */
const member = <T>(fits: (input: unknown) => boolean, expected: string) =>
  v.custom<T>(fits, ({ input }) => `${expected}, not ${show(input)}`);

const whole = (name: string, unit: string, low: number, high: number) =>
  member<number>(
    (input) => Number.isInteger(input) && (input as number) >= low && (input as number) <= high,
    `${name} must be a whole number${unit} from ${low} to ${high.toLocaleString('en-US')}`,
  );

const rate = member<number>(
  (input) => typeof input === 'number' && input >= 0 && input <= 1,
  'rate must be a number from 0 to 1',
);
const times = whole('times', '', 1, MAX_TIMES);
const milliseconds = whole('ms', ' of milliseconds', 1, MAX_MS);
const retryAfter = whole('retryAfter', ' of seconds', 0, MAX_RETRY_AFTER_S);
const after = member<boolean>((input) => typeof input === 'boolean', 'after must be true or false');

const NOT_A_LIST =
  'operations must be a list of at least one name, such as ListConversations, List*, reads or writes';

const operations = (kind: FaultKind) =>
  v.pipe(
    v.array(v.string(NOT_A_LIST), NOT_A_LIST),
    v.minLength(1, NOT_A_LIST),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      for (const pattern of dataset.value) {
        const problem = patternProblem(pattern, kind);
        if (problem !== undefined) addIssue({ message: problem });
      }
    }),
  );

/**
 * The schema of one kind: what every rule takes, and the kind's own members.
 *
 * - `operations`: names of operations, names with `*`, and the groups `reads` and `writes`
 * - `rate`: the share of their requests that the rule strikes, 0 to 1
 * - `times`: how many requests the rule strikes before it removes itself; absent, it stays until it is removed
 */
function kind<const K extends FaultKind, const E extends v.ObjectEntries>(name: K, entries: E) {
  return v.strictObject(
    {
      kind: v.literal(name),
      operations: v.exactOptional(operations(name), [usualOperations(name)]),
      rate: v.exactOptional(rate, 1),
      times: v.exactOptional(times),
      ...entries,
    },
    // The object's own issues are members that it does not know; readFaultRule has seen to the others.
    ({ input }) => `${name} takes no ${show(input)}; it takes ${membersOf(name).join(', ')}`,
  );
}

/** A fault rule as JSON. Read it with {@link readFaultRule}, whose messages cover what a schema cannot tell. */
export const faultRuleSchema = v.variant('kind', [
  kind('latency', { ms: v.exactOptional(milliseconds, 1000) }),
  kind('rate-limit', { retryAfter: v.exactOptional(retryAfter, 1) }),
  kind('server-error', { after: v.exactOptional(after, false) }),
  kind('unavailable', { retryAfter: v.exactOptional(retryAfter), after: v.exactOptional(after, false) }),
  kind('drop', { after: v.exactOptional(after, false) }),
  kind('truncate', {}),
  kind('expired-token', {}),
  kind('slow-page', { ms: v.exactOptional(milliseconds, 3000) }),
  kind('stale-lists', { ms: v.exactOptional(milliseconds, 3000) }),
]);

/** A rule as people and programs write it: all but the kind may be left out. */
export type FaultRuleInput = v.InferInput<typeof faultRuleSchema>;
/**
 * A rule with its defaults filled in. `ms` counts milliseconds and `retryAfter` seconds; `after` has the request
 * carried out first, so that only its answer is lost.
 */
export type FaultRule = v.InferOutput<typeof faultRuleSchema>;

/** What a rule of a kind may say, apart from its kind. */
function membersOf(name: FaultKind): string[] {
  const schema = faultRuleSchema.options.find(({ entries }) => entries.kind.literal === name);
  return Object.keys(schema?.entries ?? {}).filter((entry) => entry !== 'kind');
}

/**
 * Reads a rule out of JSON, with its defaults.
 *
 * @throws FaultRuleError that names each member that is wrong, and says what would be right
 */
export function readFaultRule(value: unknown): FaultRule {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new FaultRuleError(
      `A fault rule must be an object such as {"kind":"latency","ms":500}, not ${show(value)}`,
    );
  }
  const { kind: name } = value as { kind?: unknown };
  if (!isFaultKind(name)) throw unknownKind(name);
  const result = v.safeParse(faultRuleSchema, value);
  if (result.success) return result.output;
  throw new FaultRuleError([...new Set(result.issues.map(({ message }) => message))].join('; '));
}

function unknownKind(name: unknown): FaultRuleError {
  const kinds = Object.keys(FAULT_KINDS);
  const offered = `kind must be one of ${kinds.join(', ')}`;
  if (name === undefined) return new FaultRuleError(offered);
  const hint = typeof name === 'string' && name !== '' ? `; did you mean ${nearest(name, kinds)}?` : '';
  return new FaultRuleError(`${offered}, not ${show(name)}${hint}`);
}
