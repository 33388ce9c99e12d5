import { shortAccount } from '../accountIdentity.ts';
import { type Candidate, examine, type L10n, type Source } from './candidate.ts';

/** Variables, of a process or of a file. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Where the variables are from. */
export interface VariablesOrigin {
  source: Source;
  /** In words, such as `environment variables`. */
  origin: string;
}

/**
 * The account that variables describe, read as the Twilio CLI reads them: TWILIO_ACCOUNT_SID with TWILIO_API_KEY and
 * TWILIO_API_SECRET, else with TWILIO_AUTH_TOKEN; TWILIO_REGION and TWILIO_EDGE say where.
 * @returns one, or none when they describe no account
 */
export function candidatesFromVariables(
  variables: Variables,
  { source, origin }: VariablesOrigin,
  l10n: L10n,
): Candidate[] {
  const own = (name: string): string | undefined =>
    Object.hasOwn(variables, name) ? variables[name]?.trim() || undefined : undefined;
  const claim = {
    accountSid: own('TWILIO_ACCOUNT_SID'),
    apiKey: own('TWILIO_API_KEY'),
    apiSecret: own('TWILIO_API_SECRET'),
    authToken: own('TWILIO_AUTH_TOKEN'),
  };
  if (Object.values(claim).every((value) => value === undefined)) return [];
  const region = own('TWILIO_REGION');
  const candidate = examine(
    { source, origin, name: origin, active: false },
    { ...claim, region, edge: own('TWILIO_EDGE') },
    l10n,
  );
  // Variables have no name: the account's own is what tells it from others once it is imported.
  return [
    candidate.problem === undefined
      ? { ...candidate, name: shortAccount(candidate.accountSid, region) }
      : candidate,
  ];
}
