import * as v from 'valibot';
import { isLocationName } from '../api/endpoint.ts';
import { isLoopbackOrigin } from '../platform/loopback.ts';
import type { AccountRecord, Authentication } from './account.ts';

/** Part of the host's name: nothing may stand here that leads the credentials elsewhere. */
const placeSchema = v.optional(v.pipe(v.string(), v.check(isLocationName)));
/** As Twilio writes them: AC and 32 hexadecimal digits. */
export const accountSidSchema = v.pipe(v.string(), v.regex(/^AC[0-9a-fA-F]{32}$/));
const idSchema = v.pipe(v.string(), v.nonEmpty());

/** Each way to authenticate, and the secret that goes with it. */
export const authenticationSchema = v.variant('method', [
  v.object({ method: v.literal('apiKey'), keySid: v.string(), secret: v.string() }),
  v.object({ method: v.literal('authToken'), secret: v.string() }),
  /** OAuth 2 client credentials. */
  v.object({ method: v.literal('oauth'), clientId: v.string(), secret: v.string() }),
]);

const base = {
  /** Raised when the record's shape changes; an older one is migrated when it is read. */
  version: v.literal(2),
  id: idSchema,
  /** What the person calls it. */
  label: v.string(),
  accountSid: accountSidSchema,
  authentication: authenticationSchema,
};

/** What SecretStorage holds for one account, as JSON. */
export const accountRecordSchema = v.variant('kind', [
  v.object({ ...base, kind: v.literal('twilio'), region: placeSchema, edge: placeSchema }),
  v.object({ ...base, kind: v.literal('sandbox'), origin: v.pipe(v.string(), v.check(isLoopbackOrigin)) }),
]);

/** Version 1 knew two ways to authenticate, told apart by the user name. */
const versionOneSchema = v.looseObject({
  version: v.literal(1),
  accountSid: accountSidSchema,
  username: v.string(),
  secret: v.string(),
});

/**
 * Reads a record of this version or an earlier one.
 * @returns the record as this version writes it
 * @throws v.ValiError when it is neither; its message may quote the secret, so it must not be shown or logged
 */
export function readRecord(value: unknown): AccountRecord {
  const old = v.safeParse(versionOneSchema, value);
  if (!old.success) return v.parse(accountRecordSchema, value);
  const { username, secret, ...rest } = old.output;
  const authentication: Authentication =
    username === rest.accountSid
      ? { method: 'authToken', secret }
      : { method: 'apiKey', keySid: username, secret };
  return v.parse(accountRecordSchema, { ...rest, version: 2, authentication });
}

/**
 * Checks a record before it is kept.
 * @throws v.ValiError whose message may quote the secret
 */
export function checkRecord(record: unknown): AccountRecord {
  return v.parse(accountRecordSchema, record);
}
