import { createHash } from 'node:crypto';
import type { Collection } from '../store/collection.ts';
import { BASE_32_DIGITS } from '../store/ids.ts';

/*
 * The SIDs of what v1 shows of v2's resources. An id of v2 ends in 26 digits of base 32 with the first of them below 8,
 * and so in 128 bits; a SID is 128 bits in hexadecimal: one is the other in another notation, and nothing has to be
 * kept to find the resource again.
 */

const ID = /^([a-z_]+_)([0-7][0-9a-hjkmnp-tv-z]{25})$/;
const SID = /^[A-Z]{2}[0-9a-f]{32}$/;
const DIGITS = 26;
const BASE = 32n;

/** What ids look like, by the prefix of the SIDs that stand for them. */
const ID_PREFIXES = { IM: 'conv_communication_', MB: 'conv_participant_' } as const;

export type SidPrefix = keyof typeof ID_PREFIXES;

/** The digits of an id; undefined for one that was made elsewhere, in another form. */
function digitsOf(prefix: SidPrefix, id: string): string | undefined {
  const [, idPrefix, digits] = ID.exec(id) ?? [];
  return idPrefix === ID_PREFIXES[prefix] ? digits : undefined;
}

/** The SID that stands for an id. */
export function sidOfId(prefix: SidPrefix, id: string): string {
  const digits = digitsOf(prefix, id);
  if (digits === undefined) return sidOfParts(prefix, id);
  let value = 0n;
  for (const digit of digits) value = value * BASE + BigInt(BASE_32_DIGITS.indexOf(digit));
  return prefix + value.toString(16).padStart(32, '0');
}

/** The item for whose id the SID stands. */
export function findBySid<T extends { readonly id: string }>(
  collection: Collection<T>,
  prefix: SidPrefix,
  sid: string,
): T | undefined {
  if (!sid.startsWith(prefix) || !SID.test(sid)) return undefined;
  let value = BigInt(`0x${sid.slice(prefix.length)}`);
  let digits = '';
  for (let digit = 0; digit < DIGITS; digit++) {
    digits = BASE_32_DIGITS.charAt(Number(value % BASE)) + digits;
    value /= BASE;
  }
  const found = collection.get(ID_PREFIXES[prefix] + digits);
  if (found) return found;
  for (const item of collection) {
    if (digitsOf(prefix, item.id) === undefined && sidOfParts(prefix, item.id) === sid) return item;
  }
  return undefined;
}

/** A SID for what has no id of its own on v2, such as one recipient of a communication: the same for the same parts. */
export function sidOfParts(prefix: string, ...parts: readonly (string | number)[]): string {
  return prefix + createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
