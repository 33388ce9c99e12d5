import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { badRequest } from '../failure.ts';
import type { Cursor } from '../store/paging.ts';

const MAC_BYTES = 12;

/**
 * Writes and reads page tokens: URL-safe base64 of a cursor, signed together with the list that it belongs to
 * (account, path and filters), so that a token that was changed, or that came from another list, is told from a
 * good one. The page size is not part of it: a caller may change that from page to page.
 */
export class PageTokens {
  readonly #key = randomBytes(32).toString('base64');

  write(list: string, { side, rank }: Cursor): string {
    const cursor = Buffer.from(`${side === 'after' ? 'a' : 'b'}${rank}`);
    return Buffer.concat([this.#sign(list, cursor), cursor]).toString('base64url');
  }

  /**
   * @param name of the parameter that brought it
   * @throws Failure 400 when the token is not one that was written for this list
   */
  read(list: string, token: string, name = 'pageToken'): Cursor {
    const bytes = Buffer.from(token, 'base64url');
    const cursor = bytes.subarray(MAC_BYTES);
    const genuine =
      // Decoding skips what is not base64: only the form that was written counts.
      bytes.toString('base64url') === token &&
      cursor.length > 0 &&
      timingSafeEqual(bytes.subarray(0, MAC_BYTES), this.#sign(list, cursor));
    if (!genuine) throw badRequest(`${name} is not a token of this list with these filters`);
    const text = cursor.toString();
    return { side: text.startsWith('a') ? 'after' : 'before', rank: Number(text.slice(1)) };
  }

  /** A keyed hash; being cut short it cannot be continued by who does not know the key. An HMAC costs twice as much. */
  #sign(list: string, cursor: Buffer): Buffer {
    return createHash('sha256')
      .update(`${this.#key}${list}\0`)
      .update(cursor)
      .digest()
      .subarray(0, MAC_BYTES);
  }
}
