/** A request that is to be written as code. No credential is in it. */
export interface SnippetRequest {
  /** In capitals, such as `POST`. */
  readonly method: string;
  /** Where it went: `https://conversations.dublin.ie1.twilio.com`, or a sandbox. Without a slash at the end. */
  readonly origin: string;
  /** As sent: `/v2/Conversations/conv_…`. */
  readonly path: string;
  /** As sent, without the question mark; empty for none. */
  readonly query: string;
  /** The header of that name; JSON when absent. */
  readonly contentType?: string | undefined;
  /** As sent. */
  readonly body?: string | undefined;
  /** The Idempotency-Key that it carried: the code makes a new one, since the same one would change nothing. */
  readonly idempotencyKey?: string | undefined;
  readonly accountSid: string;
  /** How the account signs in: which variables of the environment the code reads. */
  readonly authentication: 'apiKey' | 'authToken' | 'oauth';
  readonly sandbox: boolean;
  readonly region?: string | undefined;
  readonly edge?: string | undefined;
}

const VARIABLES: Record<SnippetRequest['authentication'], readonly string[]> = {
  apiKey: ['TWILIO_API_KEY', 'TWILIO_API_SECRET'],
  authToken: ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN'],
  oauth: ['TWILIO_ACCESS_TOKEN'],
};

/** The two variables that stand for user and password, or the one that holds an access token. */
export function credentialVariables({ authentication }: SnippetRequest): readonly string[] {
  return VARIABLES[authentication];
}

/** What has to be in the environment, in one line: a comment at the top of each snippet. */
export function needs(request: SnippetRequest, also: readonly string[] = []): string {
  const names = [...new Set([...also, ...credentialVariables(request)])];
  const where = request.sandbox ? 'the sandbox account' : 'account';
  return `Reads ${enumeration(names)} of ${where} ${oneLine(request.accountSid)} from the environment.`;
}

/** Where the request went, with its query. */
export function urlOf({ origin, path, query }: SnippetRequest): string {
  return `${origin}${path}${query ? `?${query}` : ''}`;
}

/** A body that is a form, as classic (v1) takes it. */
export function isForm({ contentType }: SnippetRequest): boolean {
  return /^application\/x-www-form-urlencoded\b/i.test(contentType ?? '');
}

/** Whether it went to Twilio, by name: then the client's own address is right, but for region and edge. */
export function goesToTwilio({ origin }: SnippetRequest): boolean {
  return URL.canParse(origin) && /\.twilio\.com$/.test(new URL(origin).hostname);
}

/** A text that ends no comment. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

function enumeration(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
