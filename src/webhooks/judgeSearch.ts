/** Finds out what would make a signature match: each known cause, then each two of them, until one does. */
import type { Judged } from './judge.ts';
import { bodyRewritten } from './judgeBody.ts';
import { headerForms } from './judgeHeader.ts';
import { claimedHash, type Payload } from './judgePayload.ts';
import { type PayloadChange, payloadChanges } from './judgePayloadChanges.ts';
import { type UrlChange, UrlChanges } from './judgeUrlChanges.ts';
import { hashOf, signData, spellings } from './signature.ts';
import type { CauseFound, SigningToken } from './verdict.ts';

/** What was signed, as far as it was found out. */
export interface Found {
  /** Empty when nothing matched. */
  readonly causes: readonly CauseFound[];
  readonly url?: string;
  readonly token?: SigningToken;
  /** What was signed besides the URL, where that is not what arrived. */
  readonly payload?: Payload;
  /** The signature as it should have been written. */
  readonly header?: string;
  /** How many signatures were computed. */
  readonly tries?: number;
}

/** So many signatures are computed at most: some milliseconds. */
export const MOST_TRIES = 3_000;

/** So many bytes are signed at most: a form of a megabyte is not signed thousands of times. */
const MOST_BYTES = 16_000_000;

/**
 * @param match set where the URL is signed as it arrived: then it can only be the body
 * @returns no causes when none of them, and no two, make it match
 */
export function findCauses(judged: Judged, match?: { url: string; token: SigningToken }): Found {
  if (match) return withBodyCause(judged, { causes: [], url: match.url, token: match.token });
  if (judged.options.tries === 0) return { causes: [{ cause: 'unknown', how: 'notSearched' }] };
  const search = new Search(judged);
  const found = search.run();
  return found
    ? withBodyCause(judged, { ...found, tries: search.tries })
    : { causes: [], tries: search.tries };
}

/** Adds what is wrong with a body that the signed URL's hash is not of. */
function withBodyCause({ payload, request }: Judged, found: Found): Found {
  const { url = '', payload: signed = payload } = found;
  if (signed.kind !== 'hashed') return found;
  const claimed = claimedHash(url);
  const hash = hashOf(request.body);
  if (claimed === hash) return found;
  const cause: CauseFound =
    claimed === ''
      ? { cause: 'bodyHashMissing', how: 'notSigned' }
      : bodyRewritten(request.body, claimed, { received: hash, signed: claimed });
  return { ...found, causes: [...found.causes, cause] };
}

/** One way to look at the payload: as it arrived, or changed. */
interface Reading {
  readonly payload: Payload;
  readonly change?: PayloadChange;
}

interface Way {
  readonly url: string;
  readonly changes: readonly UrlChange[];
}

class Search {
  readonly #judged: Judged;
  readonly #forms: ReadonlyMap<string, CauseFound | undefined>;
  readonly #urlChanges: UrlChanges;
  readonly #others: readonly SigningToken[];
  readonly #seen = new Set<string>();
  readonly #most: number;
  #bytes = 0;
  tries = 0;

  constructor(judged: Judged) {
    this.#judged = judged;
    this.#forms = headerForms(judged.given);
    this.#urlChanges = new UrlChanges(judged.request, judged.options);
    this.#others = judged.options.tokens.filter(({ token, expected }) => !expected && token !== '');
    this.#most = judged.options.tries ?? MOST_TRIES;
  }

  run(): Found | undefined {
    const { urls, payload, expected } = this.#judged;
    const asIs: Reading = { payload };
    const known = urls.map(({ url }): Way => ({ url, changes: [] }));
    const received: Way = { url: urls[0].url, changes: [] };
    const tokens = [...expected, ...this.#others];

    // What arrived, with each token: only the header may be at fault, or the token.
    for (const token of tokens) {
      for (const way of known) {
        const found = this.#try(way, asIs, token, true);
        if (found) return found;
      }
    }
    const readings = [...payloadChanges(this.#judged.request, payload)].map(
      (change): Reading => ({ payload: change.payload, change }),
    );
    const ways = [...this.#urlChanges.of(received.url)].map(
      (change): Way => ({ url: change.url, changes: [change] }),
    );
    for (const token of expected) {
      for (const way of ways) {
        const found = this.#try(way, asIs, token, true);
        if (found) return found;
      }
      for (const reading of readings) {
        for (const way of known) {
          const found = this.#try(way, reading, token);
          if (found) return found;
        }
      }
    }
    // Two at a time. Another token first: they are few.
    for (const token of this.#others) {
      for (const way of ways) {
        const found = this.#try(way, asIs, token);
        if (found) return found;
      }
    }
    for (const token of expected) {
      for (const found of this.#pairs(ways, readings, asIs, token)) if (found) return found;
    }
    for (const token of this.#others) {
      for (const reading of readings) {
        const found = this.#try(received, reading, token);
        if (found) return found;
      }
    }
    return undefined;
  }

  *#pairs(
    ways: readonly Way[],
    readings: readonly Reading[],
    asIs: Reading,
    token: SigningToken,
  ): Generator<Found | undefined> {
    for (const way of ways) {
      for (const reading of readings) yield this.#try(way, reading, token);
      for (const second of this.#urlChanges.of(way.url)) {
        if (way.changes.some(({ cause }) => cause === second.cause)) continue;
        yield this.#try({ url: second.url, changes: [...way.changes, second] }, asIs, token);
      }
    }
  }

  /** @param thoroughly also in the spellings that the SDK falls back to */
  #try(way: Way, reading: Reading, token: SigningToken, thoroughly = false): Found | undefined {
    const { payload, change } = reading;
    let left = thoroughly ? Number.POSITIVE_INFINITY : 2;
    for (const url of spellings(way.url)) {
      if (left-- <= 0 || this.tries >= this.#most || this.#bytes >= MOST_BYTES) return undefined;
      const key = `${this.#judged.options.tokens.indexOf(token)}\n${change ? `${change.cause} ${change.how} ${change.received}` : ''}\n${url}`;
      if (this.#seen.has(key)) continue;
      this.#seen.add(key);
      this.tries++;
      this.#bytes += url.length + payload.text.length;
      const computed = signData(url + payload.text, token.token);
      if (!this.#forms.has(computed)) continue;
      const form = this.#forms.get(computed);
      return {
        causes: [
          ...way.changes.map(({ url: _, ...cause }) => cause),
          ...(change ? [withoutPayload(change)] : []),
          ...(token.expected ? [] : [tokenCause(token)]),
          ...(form ? [form] : []),
        ],
        url,
        token,
        header: computed,
        ...(change && { payload }),
      };
    }
    return undefined;
  }
}

function withoutPayload({ payload: _, ...cause }: PayloadChange): CauseFound {
  return cause;
}

function tokenCause({ kind, name }: SigningToken): CauseFound {
  return { cause: kind === 'apiKeySecret' ? 'apiKeySecret' : 'otherToken', signed: name };
}
