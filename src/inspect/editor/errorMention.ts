/** A Twilio error code that a text speaks of, and where. */
export interface ErrorMention {
  code: number;
  /** In UTF-16 units from the beginning of the line. */
  start: number;
  end: number;
  /** How sure it is that Twilio's code is meant: an address of Twilio's says so, a word may mean another's. */
  by: 'address' | 'word';
}

/** What is farther away than this does not explain a number. */
const REACH = 120;

/** Five or six digits, and no part of a longer number, a word, a version or an amount. */
const NUMBER = /(?<![\w.,+-])\d{5,6}(?![\w]|[.,]\d)/g;

const ADDRESS = /twilio\.com[\w/.-]{0,40}\/errors\/(\d{3,6})(?!\d)/g;

/** `code`, `error`, `errorCode`, `ERROR_CODE`, `err`, `errors`; not `encode`, `barcode`, `terror`. */
const WORDS =
  /(?:^|[^A-Za-z]|(?<=[a-z])(?=[CE]))(?:errors?|err|codes?|error_?codes?|Code|Error|ErrorCode|CODE|ERROR)(?![a-z])/;

/** With these before it, a code is another's. */
const OTHERS =
  /\b(?:zip|postal|post|area|country|exit|status|bar|colou?r|byte|op|char|unicode|promo|coupon|discount|product|dial(?:ling)?|invite|pin)[\s_-]*codes?\b|(?:zip|postal|exit|status|country|promo)Code/i;

/**
 * The error code at a place of a line, where the line says that it is one. Looks at what is around the place only.
 * @param at in UTF-16 units
 */
export function errorMentionAt(line: string, at: number): ErrorMention | undefined {
  const from = Math.max(0, at - REACH);
  const around = line.slice(from, at + REACH);
  const place = at - from;
  const covers = (start: number, length: number) => start <= place && place <= start + length;
  for (const match of around.matchAll(ADDRESS)) {
    const [address, digits = ''] = match;
    const start = match.index + address.length - digits.length;
    if (covers(start, digits.length)) return mention(digits, start + from, 'address');
  }
  for (const match of around.matchAll(NUMBER)) {
    const [digits] = match;
    if (!covers(match.index, digits.length)) continue;
    const others = around.slice(0, match.index) + around.slice(match.index + digits.length);
    if (WORDS.test(others) && !OTHERS.test(others)) return mention(digits, match.index + from, 'word');
  }
  return undefined;
}

function mention(digits: string, start: number, by: ErrorMention['by']): ErrorMention {
  return { code: Number(digits), start, end: start + digits.length, by };
}
