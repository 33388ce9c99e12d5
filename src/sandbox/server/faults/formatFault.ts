import { usualOperations } from './kinds.ts';
import type { FaultRule } from './rules.ts';

/**
 * A rule in the form of the command line, for log lines: `rate-limit@ListConversations:retryAfter=2,rate=0.2,times=3`.
 * `parseFault` of spec.ts reads it back. What goes without saying is left out, but for the times in milliseconds and
 * seconds: a reader should not have to know those.
 */
export function formatFault(rule: FaultRule): string {
  const { kind, operations, rate, times } = rule;
  const where = operations.join(',');
  const options = [
    ...('ms' in rule ? [`ms=${rule.ms}`] : []),
    ...('retryAfter' in rule ? [`retryAfter=${rule.retryAfter}`] : []),
    ...('after' in rule && rule.after ? ['after'] : []),
    ...(rate === 1 ? [] : [`rate=${rate}`]),
    ...(times === undefined ? [] : [`times=${times}`]),
  ];
  return [
    kind,
    ...(where === usualOperations(kind) ? [] : ['@', where]),
    ...(options.length === 0 ? [] : [':', options.join(',')]),
  ].join('');
}
