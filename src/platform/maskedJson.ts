import { jsonText } from './jsonText.ts';
import type { Masker } from './masking.ts';

/** Members that hold what was said, or what somebody has written down of somebody. */
const TEXTS: ReadonlySet<string> = new Set([
  'text',
  'word',
  'body',
  'summary',
  'filename',
  'friendly_name',
  'unique_name',
]);

/** Members that hold where somebody is reached. */
const ADDRESSES: ReadonlySet<string> = new Set([
  'address',
  'proxy_address',
  'projected_address',
  'identity',
  'author',
  'from',
  'to',
]);

/** Members in which anything may stand. */
const FREE: ReadonlySet<string> = new Set(['metadata', 'attributes']);

/**
 * A resource with names, addresses and texts hidden in it; ids, statuses and times stay. What a masker shows as it is
 * comes back as it is.
 */
export function maskedJson(value: unknown, masker: Masker): unknown {
  if (!masker.on) return value;
  if (Array.isArray(value)) return value.map((item) => maskedJson(item, masker));
  if (typeof value !== 'object' || value === null) return value;
  const id = 'id' in value ? String(value.id) : '';
  const type = 'type' in value && typeof value.type === 'string' ? value.type : undefined;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      if (FREE.has(key)) return [key, everyText(member, masker)];
      if (typeof member !== 'string') return [key, maskedJson(member, masker)];
      if (TEXTS.has(key)) return [key, masker.text(member)];
      if (ADDRESSES.has(key)) return [key, masker.address(member)];
      // Of a participant, or of a conversation. What an account has set up is called `displayName`.
      if (key === 'name') return [key, type ? masker.name(member, type, id) : masker.title(member, id)];
      return [key, member];
    }),
  );
}

/** A JSON text with names, addresses and texts hidden in it. */
export function maskedText(json: string, masker: Masker): string {
  return masker.on ? jsonText(maskedJson(JSON.parse(json), masker)) : json;
}

function everyText(value: unknown, masker: Masker): unknown {
  if (typeof value === 'string') return masker.text(value);
  if (Array.isArray(value)) return value.map((item) => everyText(item, masker));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, everyText(member, masker)]));
}
