import type { Candidate, L10n, UsableCandidate } from '../../../../src/accounts/import/candidate.ts';

/** Puts the arguments in, as VS Code does without a translation. */
export const l10n = {
  t: (message: unknown, ...values: unknown[]) =>
    String(message).replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)])),
} as L10n;

export const SECRET = 'marker-secret-77aa01';
export const sid = (digit: string) => `AC${digit.repeat(32)}`;
export const key = (digit: string) => `SK${digit.repeat(32)}`;

export function usable(changes: Partial<UsableCandidate> = {}): UsableCandidate {
  return {
    source: 'cli',
    origins: ['Twilio CLI'],
    name: 'prod',
    active: false,
    accountSid: sid('a'),
    authentication: { method: 'apiKey', keySid: key('b'), secret: SECRET },
    region: undefined,
    edge: undefined,
    ...changes,
  };
}

/** The problem of a candidate that is known to have one. */
export function problemOf(candidate: Candidate | undefined): string {
  if (candidate?.problem === undefined) throw new Error('It has no problem');
  return candidate.problem;
}
