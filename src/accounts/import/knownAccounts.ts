import { twilioOrigin } from '../../api/endpoint.ts';
import type { AccountRecord } from '../account.ts';
import { keyOf, originOf, type UsableCandidate } from './candidate.ts';

/** The account that a candidate already is here: the same account, host and way to authenticate. */
export function knownAs(
  candidate: UsableCandidate,
  records: readonly AccountRecord[],
): AccountRecord | undefined {
  return records.find(
    (record) =>
      record.kind === 'twilio' &&
      record.accountSid === candidate.accountSid &&
      twilioOrigin(record) === originOf(candidate) &&
      record.authentication.method === candidate.authentication.method &&
      keyOf(record) === keyOf(candidate),
  );
}

/**
 * The record that an imported account becomes. One that is here already keeps its id and label and gets the secret
 * that was imported.
 * @param records those that are here
 */
export function recordOf(candidate: UsableCandidate, records: readonly AccountRecord[]): AccountRecord {
  const { accountSid, authentication, region, edge, name } = candidate;
  const known = knownAs(candidate, records);
  // The id that a sign-in gives; the same account by a second key is an account of its own beside it.
  const id = `${accountSid}@${new URL(originOf(candidate)).host}`;
  const taken = records.some((record) => record.id === id);
  return {
    version: 2,
    kind: 'twilio',
    id: known?.id ?? (taken ? `${id}~${keyOf(candidate)}` : id),
    label: known?.label ?? name,
    accountSid,
    authentication,
    region,
    edge,
  };
}
