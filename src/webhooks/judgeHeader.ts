import type { CauseFound } from './verdict.ts';

/** So many values of a header are looked at. */
const MOST_VALUES = 10;

/**
 * The signatures that a header may mean, and what is wrong with how they are written: nothing for the header as it is.
 */
export function headerForms(given: string): Map<string, CauseFound | undefined> {
  const forms = new Map<string, CauseFound | undefined>([[given, undefined]]);
  const add = (how: string, signature: string): void => {
    if (!forms.has(signature)) forms.set(signature, { cause: 'headerForm', how });
  };
  const bare = given.replace(/^["']|["']$/g, '');
  add('quoted', bare);
  if (given.includes(',')) {
    for (const value of given.split(',').slice(0, MOST_VALUES)) add('several', value.trim());
  }
  const unprefixed = bare.replace(/^(?:sha1|hmac-sha1|v1|basic|bearer)[=:\s]\s*/i, '');
  add('prefixed', unprefixed);
  if (/^[\da-f]{40}$/i.test(unprefixed)) add('hex', Buffer.from(unprefixed, 'hex').toString('base64'));
  const decoded = bare.replaceAll(/%([\da-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  add('percentEncoded', decoded);
  add('plusLost', bare.replaceAll(' ', '+'));
  add('urlAlphabet', padded(bare.replaceAll('-', '+').replaceAll('_', '/')));
  add('unpadded', padded(bare));
  return forms;
}

function padded(signature: string): string {
  return /^[A-Za-z\d+/]{27}$/.test(signature) ? `${signature}=` : signature;
}
