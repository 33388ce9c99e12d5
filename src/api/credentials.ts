/** HTTP Basic: `SK…` and its secret, or `AC…` and its auth token. */
export interface BasicCredentials {
  username: string;
  password: string;
}

/** OAuth 2 client credentials: an OAuth app's id and its secret, for which Twilio gives access tokens. */
export interface ClientCredentials {
  clientId: string;
  clientSecret: string;
  /** Where tokens are given; Twilio's own address when absent. */
  tokenUrl?: string | undefined;
}

export type Credentials = BasicCredentials | ClientCredentials;

/** Stands where a secret was. */
export const HIDDEN = '••••';

/** What goes into a request's Authorization header. */
export interface Authorization {
  header: string;
  /** The same without the secret, for people: `Basic SK0123:••••`. */
  shown: string;
  /** True when it was not made for this request: it may have become invalid meanwhile. */
  cached: boolean;
}

/** Says for each request who is asking. */
export interface Authorizer {
  /** @throws ApiError when it cannot be said; the signal's reason when it is aborted */
  authorize(signal: AbortSignal | undefined): Promise<Authorization>;
  /** To be told of each 401. @returns whether another authorization may fare better */
  refused(authorization: Authorization): boolean;
}

/** Says the same for ever. */
export class BasicAuthorizer implements Authorizer {
  readonly #authorization: Promise<Authorization>;

  constructor({ username, password }: BasicCredentials) {
    const header = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    this.#authorization = Promise.resolve({ header, shown: `Basic ${username}:${HIDDEN}`, cached: true });
  }

  authorize(): Promise<Authorization> {
    return this.#authorization;
  }

  refused(): boolean {
    return false;
  }
}
