import type { AccountRecord } from '../account.ts';
import { idFor, sameAccess, suggestedLabel, type UnnamedRecord } from '../accountIdentity.ts';
import type { UsableCandidate } from './candidate.ts';

/** The account that a candidate already is here: the same account, host and key. */
export function knownAs(
  candidate: UsableCandidate,
  records: readonly AccountRecord[],
): AccountRecord | undefined {
  return sameAccess(records, unnamedRecordOf(candidate));
}

/**
 * The record that an imported account becomes. One that is here already keeps its id and label and gets the secret
 * that was imported; another one is told apart from those that are called like it.
 * @param records those that are here
 */
export function recordOf(candidate: UsableCandidate, records: readonly AccountRecord[]): AccountRecord {
  const record = unnamedRecordOf(candidate);
  const label = suggestedLabel(records, record, candidate.name || undefined);
  return { ...record, id: idFor(records, record), label };
}

/** What is checked and kept of a candidate. */
export function unnamedRecordOf(candidate: UsableCandidate): UnnamedRecord {
  const { accountSid, authentication, region, edge } = candidate;
  return { version: 2, kind: 'twilio', accountSid, authentication, region, edge };
}
