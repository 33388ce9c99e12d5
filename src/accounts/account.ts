import * as v from 'valibot';
import { twilioOrigin } from '../api/endpoint.ts';
import { isLoopbackOrigin } from '../platform/loopback.ts';
import type { Account } from '../platform/session.ts';

const placeSchema = v.optional(v.string());

const base = {
  /** Raised when the record's shape changes; an older one is migrated when it is read. */
  version: v.literal(1),
  id: v.pipe(v.string(), v.nonEmpty()),
  /** What the person calls it. */
  label: v.string(),
  accountSid: v.pipe(v.string(), v.regex(/^AC[0-9a-fA-F]{32}$/)),
  /** `SK…`, or the account SID itself when the secret is the auth token. */
  username: v.string(),
  secret: v.string(),
};

/** What SecretStorage holds for one account, as JSON. */
export const accountRecordSchema = v.variant('kind', [
  v.object({ ...base, kind: v.literal('twilio'), region: placeSchema, edge: placeSchema }),
  v.object({ ...base, kind: v.literal('sandbox'), origin: v.pipe(v.string(), v.check(isLoopbackOrigin)) }),
]);

/** With the secret: it stays inside src/accounts. */
export type AccountRecord = v.InferOutput<typeof accountRecordSchema>;

/** The account without its secret. */
export function publicPart(record: AccountRecord): Account {
  return {
    id: record.id,
    label: record.label,
    accountSid: record.accountSid,
    origin: record.kind === 'sandbox' ? record.origin : twilioOrigin(record),
    sandbox: record.kind === 'sandbox',
  };
}
