import { type AccountRecord, type Authentication, publicPart } from './account.ts';

/** What a record is before it has an id and a name. */
export type UnnamedRecord = AccountRecord extends infer R
  ? R extends AccountRecord
    ? Omit<R, 'id' | 'label'>
    : never
  : never;

/**
 * The record of the same account, at the same address, by the same key: signing in again replaces it. Another key of
 * the same account stands beside it.
 */
export function sameAccess(
  records: readonly AccountRecord[],
  wanted: UnnamedRecord,
): AccountRecord | undefined {
  if (wanted.kind === 'sandbox') return records.find(({ id }) => id === sandboxId(wanted.origin));
  return records.find(
    (record) =>
      record.kind === 'twilio' &&
      record.accountSid === wanted.accountSid &&
      originOf(record) === originOf(wanted) &&
      keyOf(record.authentication) === keyOf(wanted.authentication),
  );
}

/**
 * An id for a record. It says nothing but where and by which key, so that it is the same again after a sign-out: what
 * was open on the account finds it.
 */
export function idFor(records: readonly AccountRecord[], wanted: UnnamedRecord): string {
  const known = sameAccess(records, wanted);
  if (known) return known.id;
  if (wanted.kind === 'sandbox') return sandboxId(wanted.origin);
  const plain = `${wanted.accountSid}@${new URL(originOf(wanted)).host}`;
  return records.some(({ id }) => id === plain) ? `${plain}#${keyOf(wanted.authentication)}` : plain;
}

/**
 * What an account is called unless the person says otherwise: told apart from those that have a name already.
 * @param plain what it is called elsewhere; by its SID or address when absent
 */
export function suggestedLabel(
  records: readonly AccountRecord[],
  wanted: UnnamedRecord,
  plain = plainLabel(wanted),
): string {
  const known = sameAccess(records, wanted);
  if (known) return known.label;
  const taken = new Set(records.map(({ label }) => label));
  for (let number = 1; ; number++) {
    const label = number === 1 ? plain : `${plain} ${number}`;
    if (!taken.has(label)) return label;
  }
}

function plainLabel(wanted: UnnamedRecord): string {
  if (wanted.kind === 'sandbox') return new URL(wanted.origin).host;
  return shortAccount(wanted.accountSid, wanted.region);
}

/** A SID as it is shown, such as `AC5555…5555`. */
export function shortSid(sid: string): string {
  return `${sid.slice(0, 6)}…${sid.slice(-4)}`;
}

/** An account's SID as it is shown; with its region, since the same account has data in each. */
export function shortAccount(accountSid: string, region?: string): string {
  return region ? `${shortSid(accountSid)} (${region})` : shortSid(accountSid);
}

function sandboxId(origin: string): string {
  return `sandbox@${new URL(origin).host}`;
}

/** Where an account's API is reached. */
export function originOf(record: UnnamedRecord): string {
  return publicPart({ ...record, id: '-', label: '' } as AccountRecord).origin;
}

/** By what it authenticates, without the secret: two of one account with the same are the same. */
export function keyOf(authentication: Authentication): string {
  switch (authentication.method) {
    case 'apiKey':
      return authentication.keySid;
    case 'oauth':
      return authentication.clientId;
    case 'authToken':
      return 'authToken';
  }
}
