import { HIDDEN } from '../../api/credentials.ts';

/** The name and password before a host, also with its slashes escaped as JSON may have them. */
const USER_IN_URL = /(:\\?\/\\?\/)[^\s/?#"'<>\\@]+@/g;

/** The same in a form or a query, where it is percent-encoded. */
const USER_IN_ENCODED_URL = /(%3A%2F%2F)(?:(?!%2F|%3F|%23|%40|[&=\s"]).)+(?:@|%40)/gi;

/** A parameter of a URL, wherever that stands. */
const PARAMETER = /([?&]([\w-]{1,64})=)[^&\s"'<>#\\]+/g;

/** Authorization, wherever it is quoted. */
const AUTHORIZATION = /\b(Basic|Bearer) +[A-Za-z0-9+/=._~-]{16,}/gi;

/** Members and parameters that hold secrets by their names; page tokens are none. */
const SECRET_NAME =
  /^(?:[\w-]*(?:secret|passw(?:or)?d|passphrase|(?:access|refresh|auth|bearer|api)[-_]?token)|(?:x-)?(?:id[-_]?)?token|pass|(?:proxy-)?authorization|(?:set-)?cookie|x-api-key)$/i;

/** Whether what has this name is a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** A text without what is a secret wherever it stands: the users of URLs, their parameters, and authorization. */
export function redactedText(text: string): string {
  return text
    .replaceAll(USER_IN_URL, `$1${HIDDEN}@`)
    .replaceAll(USER_IN_ENCODED_URL, `$1${HIDDEN}@`)
    .replaceAll(PARAMETER, (whole, head: string, name: string) =>
      isSecretName(name) ? `${head}${HIDDEN}` : whole,
    )
    .replaceAll(AUTHORIZATION, `$1 ${HIDDEN}`);
}

/** A member with a text, wherever it stands: what is no whole JSON is looked at member by member. */
const MEMBER = /("([\w-]{1,64})"\s*:\s*)"(?:[^"\\]|\\.)*"?/g;

/** A text that no parser reads, such as JSON that ends in the middle, without secrets. */
export function redactedBroken(text: string): string {
  return redactedText(text).replaceAll(MEMBER, (member, head: string, name: string) =>
    isSecretName(name) ? `${head}"${HIDDEN}"` : member,
  );
}

/** A JSON value without secrets: in members that are called so, and in texts. */
export function redactedJson(value: unknown): unknown {
  if (typeof value === 'string') return redactedText(value);
  if (Array.isArray(value)) return value.map(redactedJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      isSecretName(name) && typeof member === 'string' ? HIDDEN : redactedJson(member),
    ]),
  );
}

/** A query or a form without secrets, and with the values that `shown` gives; its order stays. */
export function redactedForm(form: string, shown: (value: string, name: string) => string): string {
  return form
    .split('&')
    .map((pair) => {
      const [name = '', value] = splitPair(pair);
      if (value === undefined) return pair;
      const plain = decoded(value);
      const clean = isSecretName(decoded(name)) ? HIDDEN : shown(redactedText(plain), decoded(name));
      // As it came, where nothing had to be changed.
      return clean === plain ? pair : `${name}=${encodeURIComponent(clean).replaceAll('%E2%80%A2', '•')}`;
    })
    .join('&');
}

function splitPair(pair: string): [name: string, value?: string] {
  const at = pair.indexOf('=');
  return at === -1 ? [pair] : [pair.slice(0, at), pair.slice(at + 1)];
}

/** What cannot be decoded is looked at as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
