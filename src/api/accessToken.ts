import type { Clock } from './clock.ts';
import { type Authorization, type Authorizer, type ClientCredentials, HIDDEN } from './credentials.ts';
import { ApiError, isApiError } from './errors.ts';
import type { TokenRequest } from './request.ts';
import { record, text } from './shape.ts';
import { SharedReads } from './sharedReads.ts';

const TOKEN_URL = 'https://oauth.twilio.com/v2/token';

/** How long before its end a token is no longer used: this, or a tenth of its life where that is less. */
const MARGIN_MS = 60_000;

/** What a token lives that says nothing of it. One that ends sooner is found out by its 401. */
const UNKNOWN_LIFE_MS = 5 * 60_000;

/** A token as it may stand in a header. */
const BEARER = /^[\x21-\x7e]+$/;

const SHOWN = `Bearer ${HIDDEN}`;

/** The token endpoint's answer. Source: `TokenResource` of the `twilio` SDK (rest/oauth/v2/token), and RFC 6749. */
interface TokenAnswer {
  access_token: string;
  /** In seconds. */
  expires_in?: number | string | null;
}

interface Token {
  header: string;
  /** Epoch milliseconds, less the margin. */
  usableUntil: number;
}

/**
 * Authorizes by an access token that the client credentials buy. It is kept until just before it ends, and renewed by
 * one request at a time, for which all wait who need it.
 */
export class AccessTokenAuthorizer implements Authorizer {
  readonly #credentials: ClientCredentials;
  readonly #send: (
    request: TokenRequest<TokenAnswer>,
    signal: AbortSignal,
  ) => Promise<{ value: TokenAnswer }>;
  readonly #clock: Clock;
  readonly #renewals = new SharedReads();
  #token: Token | undefined;

  /** @param send sends the request for a token, without any authorization */
  constructor(
    credentials: ClientCredentials,
    send: (request: TokenRequest<TokenAnswer>, signal: AbortSignal) => Promise<{ value: TokenAnswer }>,
    clock: Clock,
  ) {
    this.#credentials = credentials;
    this.#send = send;
    this.#clock = clock;
  }

  async authorize(signal: AbortSignal | undefined): Promise<Authorization> {
    const token = this.#token;
    if (token && this.#clock.now() < token.usableUntil)
      return { header: token.header, shown: SHOWN, cached: true };
    const { header } = await this.#renewals.share('token', (shared) => this.#renew(shared), signal);
    return { header, shown: SHOWN, cached: false };
  }

  refused({ header, cached }: Authorization): boolean {
    // Another request may have been told so before, and a newer token be there.
    if (this.#token?.header === header) this.#token = undefined;
    return cached;
  }

  async #renew(signal: AbortSignal): Promise<Token> {
    const { clientId, clientSecret, tokenUrl = TOKEN_URL } = this.#credentials;
    const { origin, pathname } = new URL(tokenUrl);
    const request: TokenRequest<TokenAnswer> = {
      operation: 'CreateToken',
      method: 'POST',
      origin,
      path: pathname,
      form: new URLSearchParams({
        client_id: clientId,
        client_secret: clientSecret,
        grant_type: 'client_credentials',
      }),
      secret: clientSecret,
      shape: record<TokenAnswer>({ access_token: text }),
      essential: 'access_token',
    };
    const asked = this.#clock.now();
    const { value } = await this.#send(request, signal).catch((error) => {
      throw isApiError(error) ? inTermsOfCredentials(error) : error;
    });
    if (!BEARER.test(value.access_token)) {
      throw new ApiError({
        kind: 'malformed',
        message: 'The answer to the client credentials holds no access token',
        method: request.method,
        path: request.path,
      });
    }
    const life = lifeOf(value);
    const token: Token = {
      header: `Bearer ${value.access_token}`,
      usableUntil: asked + life - Math.min(MARGIN_MS, life / 10),
    };
    this.#token = token;
    return token;
  }
}

/** In milliseconds. */
function lifeOf({ expires_in }: TokenAnswer): number {
  const seconds = Number(expires_in ?? Number.NaN);
  return seconds > 0 ? seconds * 1000 : UNKNOWN_LIFE_MS;
}

/** The person asked for something else: the message has to say what it was that failed. */
function inTermsOfCredentials(error: ApiError): ApiError {
  if (error.kind === 'cancelled') return error;
  const refused = error.status === 400 || error.status === 401 || error.status === 403;
  return new ApiError({
    ...error,
    message: refused
      ? `The OAuth client credentials were refused: ${error.message}`
      : `No access token could be had for the OAuth client credentials: ${error.message}`,
  });
}
