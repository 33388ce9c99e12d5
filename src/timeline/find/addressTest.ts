/** Digits, as people write phone numbers. */
const NUMBER_LIKE = /^\+?[\d\s().\-/]+$/;
const SEPARATORS = /[\s().\-/]/g;

/** With fewer digits it is rather a number in a text. */
const LEAST_DIGITS = 5;

/** What a query looks like: a phone number or a part of one, an address with an @, or words. */
export function queryKind(query: string): 'number' | 'mail' | 'words' {
  if (query.includes('@')) return 'mail';
  const digits = NUMBER_LIKE.test(query) ? query.replaceAll(SEPARATORS, '') : '';
  return digits.length >= LEAST_DIGITS ? 'number' : 'words';
}

/**
 * Tells whether an address has what is looked for in it, however a phone number is spaced.
 * @param query folded
 * @returns `undefined` where the query does not look like an address
 */
export function addressTest(query: string): ((address: string) => boolean) | undefined {
  switch (queryKind(query)) {
    case 'mail':
      return (address) => address.toLowerCase().includes(query);
    case 'number': {
      const digits = query.replaceAll(SEPARATORS, '');
      return (address) => address.includes(digits);
    }
    case 'words':
      return undefined;
  }
}
