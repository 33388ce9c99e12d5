/**
 * Whether a request was signed, by all that is known of it, and when it was not: why.
 *
 * Source: https://www.twilio.com/docs/usage/webhooks/webhooks-security; what is accepted is held against
 * `validateRequest` and `validateRequestWithBody` of the `twilio` 6.2 SDK by the tests.
 */
import type { CallbackRequest } from './callback.ts';
import { claimedHash, type Payload, payloadOf } from './judgePayload.ts';
import { type Found, findCauses } from './judgeSearch.ts';
import { stepsOf } from './judgeSteps.ts';
import { type KnownUrl, knownUrls } from './judgeUrl.ts';
import { hashOf, sameText, signData, spellings } from './signature.ts';
import type { CauseFound, JudgeOptions, SignatureVerdict, SigningToken } from './verdict.ts';

/** What is known of a request before anything is computed. */
export interface Judged {
  readonly request: CallbackRequest;
  readonly options: JudgeOptions;
  /** The header, without white space around it; empty without one. */
  readonly given: string;
  readonly urls: readonly [KnownUrl, ...KnownUrl[]];
  readonly payload: Payload;
  readonly expected: readonly SigningToken[];
}

/** What was signed, exactly as it was signed. */
interface Match {
  readonly known: KnownUrl;
  readonly url: string;
  readonly token: SigningToken;
}

/**
 * Judges a request's signature. Nothing is thrown, whatever arrived.
 *
 * One that is signed costs a signature or two. For one that is not, up to `tries` are computed to find out why.
 */
export function judge(request: CallbackRequest, options: JudgeOptions): SignatureVerdict {
  const [first, ...others] = knownUrls(request, options);
  const judged: Judged = {
    request,
    options,
    given: signatureOf(request),
    urls: first ? [first, ...others] : [{ url: '', via: 'received' }],
    payload: payloadOf(request),
    // With an empty key anybody could sign.
    expected: options.tokens.filter(({ token, expected }) => expected && token !== ''),
  };
  const match = judged.given === '' ? undefined : matchOf(judged);
  if (match && coversBody(judged, match.known.url)) {
    return {
      signed: true,
      url: match.url,
      token: match.token.name,
      via: match.known.via,
      computed: judged.given,
      steps: stepsOf(judged, { url: match.url, token: match.token }),
    };
  }
  return unsigned(judged, match);
}

/** The signature that came, as the server's framework gives it. */
export function signatureOf({ headers }: CallbackRequest): string {
  const header = headers['x-twilio-signature'];
  return (Array.isArray(header) ? header.join(', ') : (header ?? '')).trim();
}

function matchOf({ urls, payload, expected, given }: Judged): Match | undefined {
  for (const known of urls) {
    for (const token of expected) {
      for (const url of spellings(known.url)) {
        if (sameText(given, signData(url + payload.text, token.token))) return { known, url, token };
      }
    }
  }
  return undefined;
}

/** Whether a body that is no form is the one whose hash the URL has. */
function coversBody({ payload, request }: Judged, url: string): boolean {
  return payload.kind !== 'hashed' || sameText(claimedHash(url), hashOf(request.body));
}

function unsigned(judged: Judged, match: Match | undefined): SignatureVerdict {
  const found = causesOf(judged, match);
  const [{ cause } = { cause: 'unknown' as const }] = found.causes;
  const [key] = judged.expected;
  return {
    signed: false,
    ...(found.url !== undefined && { url: found.url }),
    ...(found.token && { token: found.token.name }),
    cause,
    causes: found.causes,
    ...(key && { computed: signData(judged.urls[0].url + judged.payload.text, key.token) }),
    steps: stepsOf(judged, found),
  };
}

function causesOf(judged: Judged, match: Match | undefined): Found {
  const one = (cause: CauseFound, rest: Partial<Found> = {}): Found => ({ causes: [cause], ...rest });
  if (judged.given === '') return one({ cause: 'noSignature' });
  if (!judged.options.tokens.some(({ token }) => token !== '')) return one({ cause: 'noToken' });
  // A search without tries would still think of all that could be tried.
  if (judged.options.tries === 0 && !match) return one({ cause: 'unknown' }, { tries: 0 });
  const found = findCauses(judged, match);
  if (found.causes.length > 0) return found;
  return { ...found, causes: [{ cause: judged.expected.length === 0 ? 'noToken' : 'unknown' }] };
}
