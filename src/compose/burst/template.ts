import { createHash } from 'node:crypto';
import type { l10n as VscodeL10n } from 'vscode';

type L10n = Pick<typeof VscodeL10n, 't'>;

/** What the variables of one copy stand for. */
export interface CopyContext {
  /** Of the burst: the same one gives the same random words for the same copy. */
  seed: string;
  /** The copy's number, from 1. */
  n: number;
  /** How many there are. */
  count: number;
  /** Epoch milliseconds: when this copy is sent. */
  now: number;
  /** What the author and the first recipient are called. */
  author: string;
  recipient: string;
}

type Part = string | ((context: CopyContext) => string);

/** A text with variables, understood. */
export interface Template {
  /** The text of one copy. */
  text(context: CopyContext): string;
  /** Whether the copies can differ at all. */
  readonly varies: boolean;
}

/** A template, or what is wrong with it, in a sentence. */
export type ReadTemplate =
  | { template: Template; complaint?: undefined }
  | { template?: undefined; complaint: string };

/** `\{{` stands for two braces; a variable has no braces in it. */
const PIECES = /\\\{\{|\{\{([^{}]*)\}\}|\{\{/g;

/** `{{n:4}}` has at most so many digits: longer numbers than any burst counts to help nobody. */
const MOST_DIGITS = 12;

/** The variables, as they are offered. */
export const VARIABLES =
  '{{n}} {{n:4}} {{count}} {{uuid}} {{now}} {{random:a|b|c}} {{pick:a|b|c}} {{author}} {{recipient}}';

/**
 * Reads a text with variables:
 *
 * - `{{n}}` the copy's number from 1, `{{n:4}}` with zeros in front, `{{count}}` how many there are
 * - `{{uuid}}` a UUID, `{{now}}` the moment of sending in ISO 8601
 * - `{{random:a|b|c}}` one of them, `{{pick:a|b|c}}` one after the other
 * - `{{author}}`, `{{recipient}}` what they are called
 *
 * What is random is drawn by the burst and the copy's number: a copy that is sent again says the same.
 */
export function readTemplate(text: string, l10n: L10n): ReadTemplate {
  const parts: Part[] = [];
  let from = 0;
  for (const { 0: piece, 1: inside, index } of text.matchAll(PIECES)) {
    parts.push(text.slice(from, index));
    from = index + piece.length;
    if (piece === '\\{{') {
      parts.push('{{');
      continue;
    }
    if (inside === undefined)
      return { complaint: l10n.t('“{{” is not closed by “}}”. For the braces themselves, write “\\{{”.') };
    const part = readVariable(inside.trim(), parts.length, l10n);
    if ('complaint' in part) return part;
    parts.push(part.of);
  }
  parts.push(text.slice(from));
  return {
    template: {
      text: (context) => parts.map((part) => (typeof part === 'string' ? part : part(context))).join(''),
      varies: parts.some((part) => typeof part !== 'string'),
    },
  };
}

/** @param place tells one variable of the template from another */
function readVariable(
  typed: string,
  place: number,
  l10n: L10n,
): { of: (context: CopyContext) => string } | { complaint: string } {
  const [, name = '', argument] = /^([^:]*?)\s*(?::(.*))?$/s.exec(typed) ?? [];
  const bare = argument === undefined;
  switch (name) {
    case 'n': {
      if (bare) return { of: ({ n }) => String(n) };
      const digits = Number(argument);
      if (/^\s*\d+\s*$/.test(argument) && digits >= 1 && digits <= MOST_DIGITS)
        return { of: ({ n }) => String(n).padStart(digits, '0') };
      return { complaint: l10n.t('After “n:” stands a number of digits up to {0}: {{n:4}}.', MOST_DIGITS) };
    }
    case 'random':
    case 'pick': {
      const choices = argument?.split('|') ?? [];
      if (choices.length < 2)
        return { complaint: l10n.t('“{0}” needs a list to choose from: {{{0}:one|two|three}}.', name) };
      const chosen = (index: number) => choices[index % choices.length] ?? '';
      return name === 'pick'
        ? { of: ({ n }) => chosen(n - 1) }
        : { of: ({ seed, n }) => chosen(drawn(seed, n, place).readUInt32BE(0)) };
    }
    case 'count':
      if (bare) return { of: ({ count }) => String(count) };
      break;
    case 'uuid':
      if (bare) return { of: ({ seed, n }) => uuidOf(drawn(seed, n, place)) };
      break;
    case 'now':
      if (bare) return { of: ({ now }) => new Date(now).toISOString() };
      break;
    case 'author':
      if (bare) return { of: ({ author }) => author };
      break;
    case 'recipient':
      if (bare) return { of: ({ recipient }) => recipient };
      break;
  }
  return {
    complaint: l10n.t('There is no variable “{0}”. There are: {1}', typed, VARIABLES),
  };
}

function drawn(seed: string, n: number, place: number): Buffer {
  return createHash('sha256').update(`${seed}/${n}/${place}`).digest();
}

/** A UUID of version 4 out of bytes that look random. */
function uuidOf(bytes: Buffer): string {
  const [version = 0, variant = 0] = [bytes[6], bytes[8]];
  bytes[6] = (version & 0x0f) | 0x40;
  bytes[8] = (variant & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
