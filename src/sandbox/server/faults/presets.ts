import type { FaultRuleInput } from './rules.ts';

/** Faults under a name, for people who want to see how a program bears something and not to think about rules. */
export interface FaultPreset {
  /** What the command line calls it. Never the name of a kind of fault. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly rules: readonly [FaultRuleInput, ...FaultRuleInput[]];
}

export const FAULT_PRESETS: readonly FaultPreset[] = [
  {
    name: 'slow-network',
    title: 'Slow network',
    description: 'Every answer begins 1.5 s late, and pages trickle in over 3 s',
    rules: [
      { kind: 'latency', ms: 1500 },
      { kind: 'slow-page', ms: 3000 },
    ],
  },
  {
    name: 'rate-limited',
    title: 'Rate limited',
    description: 'Three of ten requests are answered 429, to be sent again after 2 s',
    rules: [{ kind: 'rate-limit', rate: 0.3, retryAfter: 2 }],
  },
  {
    name: 'flaky',
    title: 'Flaky server',
    description: 'About one request in four fails: 500, 503, a dropped connection or a body cut short',
    rules: [
      { kind: 'server-error', rate: 0.1 },
      { kind: 'unavailable', rate: 0.1, retryAfter: 1 },
      { kind: 'drop', rate: 0.05 },
      { kind: 'truncate', rate: 0.05 },
    ],
  },
  {
    name: 'outage',
    title: 'Outage',
    description: 'Every request is answered 503, to be sent again after 5 s',
    rules: [{ kind: 'unavailable', retryAfter: 5 }],
  },
  {
    name: 'lost-answers',
    title: 'Lost answers to writes',
    description: 'Writes are carried out, but the connection ends before the answer',
    rules: [{ kind: 'drop', operations: ['writes'], after: true }],
  },
  {
    name: 'late-lists',
    title: 'Stale lists',
    description: 'What is new appears in lists only after 5 s',
    rules: [{ kind: 'stale-lists', ms: 5000 }],
  },
  {
    name: 'expiring-tokens',
    title: 'Expiring page tokens',
    description: 'A third of the page tokens have expired: read the list from its beginning',
    rules: [{ kind: 'expired-token', rate: 0.3 }],
  },
];
