import { FAULT_KINDS, isFaultKind } from './kinds.ts';
import { nearest } from './nearest.ts';
import { FAULT_PRESETS } from './presets.ts';
import { type FaultRule, FaultRuleError, readFaultRule } from './rules.ts';

/** A number as people write one. Anything else goes on as text, for the rule's schema to refuse in its own words. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function readValue(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return NUMBER.test(text) ? Number(text) : text;
}

/**
 * Reads one fault of the command line: a kind, then if wanted `@` and operations, then if wanted `:` and options, as
 * in `rate-limit@ListConversations,ListParticipants:rate=0.2,times=3,retryAfter=2` or `drop@writes:after`.
 *
 * @throws FaultRuleError that says what is allowed
 */
export function parseFault(spec: string): FaultRule {
  const colon = spec.indexOf(':');
  const [head, tail] = colon < 0 ? [spec, undefined] : [spec.slice(0, colon), spec.slice(colon + 1)];
  const at = head.indexOf('@');
  const kind = (at < 0 ? head : head.slice(0, at)).trim();
  const rule = new Map<string, unknown>([['kind', kind]]);
  // A wrong kind is told before all else: what may follow depends on it.
  if (!isFaultKind(kind)) return readFaultRule({ kind });
  if (at >= 0) rule.set('operations', readOperations(head.slice(at + 1)));
  for (const option of tail?.split(',') ?? []) {
    const [name = '', ...rest] = option.split('=');
    const key = name.trim();
    if (key === '') {
      throw new FaultRuleError(
        `After ":" come options with commas between them, as in ${kind}:rate=0.5,times=3; one is empty`,
      );
    }
    if (key === 'operations') {
      throw new FaultRuleError(`The operations come after "@", as in ${kind}@ListConversations`);
    }
    if (rule.has(key)) throw new FaultRuleError(`${key} is given twice`);
    rule.set(key, rest.length === 0 ? true : readValue(rest.join('=').trim()));
  }
  return readFaultRule(Object.fromEntries(rule));
}

function readOperations(text: string): string[] {
  const operations = text.split(',').map((operation) => operation.trim());
  if (operations.includes('')) {
    throw new FaultRuleError(
      'After "@" come operations with commas between them, such as ListConversations,Fetch*, reads or writes; one is empty',
    );
  }
  return operations;
}

/**
 * Reads what follows `--fault`: the name of a preset, or one fault as {@link parseFault} reads it.
 *
 * @throws FaultRuleError that says what is allowed
 */
export function parseFaults(text: string): FaultRule[] {
  const name = text.trim();
  const preset = FAULT_PRESETS.find((candidate) => candidate.name === name);
  if (preset) return preset.rules.map(readFaultRule);
  // Nothing but a name, and no kind's: it may be meant for either.
  if (!/[@:]/.test(name) && !isFaultKind(name)) {
    const kinds = Object.keys(FAULT_KINDS);
    const presets = FAULT_PRESETS.map((candidate) => candidate.name);
    const hint = name === '' ? '' : `; did you mean ${nearest(name, [...kinds, ...presets])}?`;
    throw new FaultRuleError(
      `A fault is a preset (${presets.join(', ')}) or begins with its kind (${kinds.join(', ')}), not "${name}"${hint}`,
    );
  }
  return [parseFault(text)];
}
