import * as v from 'valibot';
import type { l10n as VscodeL10n } from 'vscode';
import { metadata, metadataKey, metadataValue } from '../../api/bodies/common.ts';

type L10n = Pick<typeof VscodeL10n, 't'>;

/** One entry of a conversation's metadata, as it is typed. */
export interface MetadataEntry {
  key: string;
  value: string;
}

/**
 * What is wrong with a key by the API's rules, or `undefined` when it will do.
 * @param others the entries that there are besides
 */
export function keyComplaint(key: string, others: readonly MetadataEntry[], l10n: L10n): string | undefined {
  if (key === '') return l10n.t('A key is needed.');
  if (others.some((other) => other.key === key)) return l10n.t('There is an entry with this key already.');
  return complaint(metadataKey, key, l10n);
}

/** What is wrong with a value by the API's rules, or `undefined` when it will do; an empty one does. */
export function valueComplaint(value: string, l10n: L10n): string | undefined {
  return complaint(metadataValue, value, l10n);
}

/** Whether the API takes one entry more than these. */
export function takesAnother(entries: readonly MetadataEntry[]): boolean {
  return v.is(metadata, Object.fromEntries([...entries.keys(), entries.length].map((key) => [key, ''])));
}

/** The entries as a request has them; `undefined` where there is none. */
export function metadataOf(entries: readonly MetadataEntry[]): Record<string, string> | undefined {
  if (entries.length === 0) return undefined;
  return Object.fromEntries(entries.map(({ key, value }) => [key, value]));
}

function complaint(
  rule: typeof metadataKey | typeof metadataValue,
  typed: string,
  l10n: L10n,
): string | undefined {
  const broken = v.safeParse(rule, typed).issues?.[0];
  return broken && l10n.t('It {0}.', broken.message);
}
