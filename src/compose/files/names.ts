import type { Conversation } from '../../api/resources.ts';
import { folded } from '../../platform/folded.ts';
import type { Account } from '../../platform/session.ts';

/** The accounts that a file's word for one means: by account SID, by label. More than one where labels are shared. */
export function accountsCalled(wanted: string, accounts: readonly Account[]): Account[] {
  return called(wanted, accounts, (account) => account.label, [
    (account) => account.id,
    (account) => account.accountSid,
  ]);
}

/**
 * The conversations that a file's word for one means: by id, by name. Where several are called so and one alone is not
 * closed, it is that one: nothing can be written into the others.
 */
export function conversationsCalled(wanted: string, conversations: readonly Conversation[]): Conversation[] {
  const found = called(wanted, conversations, ({ name }) => name ?? '', [({ id }) => id]);
  const open = found.filter(({ status }) => status !== 'CLOSED');
  return open.length === 1 ? open : found;
}

/** Those that have this id; else those called exactly so; else those called so but for case, accents and spaces. */
export function called<T>(
  wanted: string,
  all: readonly T[],
  nameOf: (one: T) => string,
  idsOf: readonly ((one: T) => string)[],
): T[] {
  const trimmed = wanted.trim();
  for (const idOf of idsOf) {
    const found = all.filter((one) => idOf(one) === trimmed);
    if (found.length > 0) return found;
  }
  const exact = all.filter((one) => nameOf(one).trim() === trimmed);
  if (exact.length > 0) return exact;
  const loose = compared(trimmed);
  return loose === '' ? [] : all.filter((one) => compared(nameOf(one)) === loose);
}

/** The names most like a word that is none of them, the best first: those that hold it, or are a few letters away. */
export function similar<T>(wanted: string, all: readonly T[], nameOf: (one: T) => string, most: number): T[] {
  const loose = compared(wanted);
  if (loose === '') return [];
  const nearEnough = Math.max(2, Math.floor(loose.length / 4));
  return all
    .map((one) => ({ one, away: distance(loose, compared(nameOf(one)), nearEnough) }))
    .filter(({ away }) => away <= nearEnough)
    .sort((a, b) => a.away - b.away)
    .slice(0, most)
    .map(({ one }) => one);
}

function compared(text: string): string {
  return folded(text).trim().replaceAll(/\s+/g, ' ');
}

/** Names are compared while somebody types: longer ones are not. */
const LONGEST_COMPARED = 80;

/** How many letters have to be changed; one text within the other is as near as two letters. */
function distance(a: string, b: string, enough: number): number {
  if (b === '') return Number.POSITIVE_INFINITY;
  if (a.length >= 3 && (b.includes(a) || (b.length >= 3 && a.includes(b)))) return 2;
  if (Math.abs(a.length - b.length) > enough || a.length > LONGEST_COMPARED) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? Number.POSITIVE_INFINITY;
}
