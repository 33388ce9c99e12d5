/** A phone number as somebody wrote it. */
export interface PhoneNumber {
  /** Without anything between them, and without `+`, `00` or a national `0` before them. */
  digits: string;
  /** True when it begins with the country's code. */
  international: boolean;
}

/** Fewer digits are on too many phones. */
const FEWEST_DIGITS = 4;
/** E.164 knows no longer number than 15 digits; one may be written with `00` and `(0)` as well. */
const MOST_DIGITS = 18;
/** From so many digits on, they may stand anywhere in a number. */
const DISTINCTIVE_DIGITS = 6;

/** What stands before the number in an address of Twilio's, or in a link. */
const SCHEME = /^(?:whatsapp|rcs|sms|mms|tel|voice|messenger):/i;

/**
 * Reads a phone number in any spelling: `(415) 555-0100`, `+1 415.555.0100`, `0049 40 66969100`, `+44 (0)117 496 0110`,
 * `whatsapp:+14155550100`.
 * @returns `undefined` when the text is something else
 */
export function readPhoneNumber(text: string): PhoneNumber | undefined {
  const bare = text.replace(SCHEME, '').trim();
  // Spaces of any kind, and all the dashes that word processors put in place of `-`.
  if (!/^\+?[\d\s().\-/\u2010-\u2015\u2212]+$/.test(bare)) return undefined;
  const written = bare.replace(/\(0\)/, '').replaceAll(/[^\d+]/g, '');
  const [, prefix = '', digits = ''] = /^(\+|00|011(?=\d{8}))?(\d*)$/.exec(written) ?? [];
  if (digits.length < FEWEST_DIGITS || digits.length > MOST_DIGITS) return undefined;
  if (prefix !== '') return { digits, international: true };
  const national = digits.replace(/^0/, '');
  return national.length < FEWEST_DIGITS ? undefined : { digits: national, international: false };
}

/** Whether an address is that number, or one that begins or ends so. An address that is no phone number never is. */
export function isPhoneNumber({ digits, international }: PhoneNumber, address: string): boolean {
  const known = /^\+?(\d{4,})$/.exec(address.replace(SCHEME, ''))?.[1];
  if (known === undefined) return false;
  if (international) return known.startsWith(digits);
  return known.endsWith(digits) || (digits.length >= DISTINCTIVE_DIGITS && known.includes(digits));
}
