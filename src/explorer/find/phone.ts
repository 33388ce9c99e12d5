/** A phone number as somebody wrote it. */
export interface PhoneNumber {
  /** Without anything between them, and without `+`, `00` or a national `0` before them. */
  digits: string;
  /** True when it begins with the country's code. */
  international: boolean;
  /** Another way to read it: `011` calls abroad from North America, and is Leeds or Bristol at home. */
  or?: PhoneNumber;
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
  const [, prefix = '', digits = ''] = /^(\+|00)?(\d*)$/.exec(written) ?? [];
  if (digits.length < FEWEST_DIGITS || digits.length > MOST_DIGITS) return undefined;
  if (prefix !== '') return { digits, international: true };
  // What is as short as an extension has no trunk prefix: its zero is a digit of the number.
  const national = digits.length > DISTINCTIVE_DIGITS ? digits.replace(/^0/, '') : digits;
  const abroad = /^011(\d{8,})$/.exec(digits)?.[1];
  return {
    digits: national,
    international: false,
    ...(abroad === undefined ? {} : { or: { digits: abroad, international: true } }),
  };
}

/** Whether an address is that number, or one that begins or ends so. An address that is no phone number never is. */
export function isPhoneNumber({ digits, international, or }: PhoneNumber, address: string): boolean {
  const known = digitsOf(address);
  if (known === undefined) return false;
  if (or && isPhoneNumber(or, address)) return true;
  if (international) return known.startsWith(digits);
  return known.endsWith(digits) || (digits.length >= DISTINCTIVE_DIGITS && known.includes(digits));
}

/** The digits of an address that is a phone number; `undefined` for any other. */
export function digitsOf(address: string): string | undefined {
  return /^\+?(\d{4,})$/.exec(address.replace(SCHEME, ''))?.[1];
}
