import type { CallbackTarget } from './event.ts';

/** A target, taken apart. */
export interface Destination {
  method: 'GET' | 'POST';
  /** What is called, and what may be shown: without user, password and fragment. */
  url: string;
  /** The header that user and password make. A secret. */
  authorization?: string;
}

/** @returns undefined when the URL is not one that HTTP can call */
export function readTarget({ url, method }: CallbackTarget): Destination | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  const { protocol, username, password } = parsed;
  if (protocol !== 'http:' && protocol !== 'https:') return undefined;
  parsed.username = '';
  parsed.password = '';
  parsed.hash = '';
  const destination = { method: readMethod(method), url: parsed.href };
  if (username === '' && password === '') return destination;
  const credentials = Buffer.from(`${decode(username)}:${decode(password)}`).toString('base64');
  return { ...destination, authorization: `Basic ${credentials}` };
}

/**
 * What may be shown of a target that is none. The text may still hold a password, so nothing up to the last `@` is
 * shown.
 */
export function describeTarget({ url, method }: CallbackTarget): Destination {
  return { method: readMethod(method), url: url.slice(url.lastIndexOf('@') + 1) };
}

function readMethod(method: string | undefined): Destination['method'] {
  return method === 'GET' ? 'GET' : 'POST';
}

/** A lone `%` in a password is taken as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
