/** What a link leads to: a conversation of one account, and a communication in it if it says so. It holds no secret. */
export interface DeepLink {
  accountId: string;
  conversationId: string;
  communicationId?: string;
}

/** The parts of a URI that a link is read from, decoded once, as `vscode.Uri` has them. */
export interface LinkParts {
  path: string;
  query: string;
}

/** Ids are some 40 characters long; what is much longer is no id. */
const LONGEST_ID = 200;
const LONGEST_LINK = 2_000;

/** Control characters, and those that turn the direction of a text: with them a dialog could be made to lie. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const DECEPTIVE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

/**
 * Writes a link.
 * @param scheme of the editor: `vscode.env.uriScheme`
 * @param extensionId whose handler gets it: `publisher.name`
 * @throws RangeError for an id that no link can hold
 */
export function buildDeepLink(
  { accountId, conversationId, communicationId }: DeepLink,
  { scheme, extensionId }: { scheme: string; extensionId: string },
): string {
  const ids = [accountId, conversationId, ...(communicationId === undefined ? [] : [communicationId])];
  for (const id of ids) if (!isLinkable(id)) throw new RangeError(`No link can hold this ID: “${id}”`);
  const place = communicationId === undefined ? '' : `?communication=${segment(communicationId)}`;
  return `${scheme}://${extensionId}/conversation/${segment(accountId)}/${segment(conversationId)}${place}`;
}

/** Reads a link that came from anywhere. @returns `undefined` when it is not one that {@link buildDeepLink} writes */
export function parseDeepLink({ path, query }: LinkParts): DeepLink | undefined {
  if (path.length + query.length > LONGEST_LINK) return undefined;
  const [root, kind, account = '', conversation = '', ...more] = path.split('/');
  if (root !== '' || kind !== 'conversation' || more.length > 0) return undefined;
  // The editor may add parameters of its own, such as the window's; ours stands there once.
  const [communication, ...others] = new URLSearchParams(query).getAll('communication');
  if (others.length > 0) return undefined;
  const accountId = decoded(account);
  const conversationId = decoded(conversation);
  if (accountId === undefined || conversationId === undefined) return undefined;
  if (communication === undefined) return { accountId, conversationId };
  return isLinkable(communication)
    ? { accountId, conversationId, communicationId: communication }
    : undefined;
}

/** Reads a link as a text. @param extensionId whose links are meant; the scheme may be any editor's */
export function parseDeepLinkText(text: string, extensionId: string): DeepLink | undefined {
  if (!URL.canParse(text)) return undefined;
  const { host, pathname, search } = new URL(text);
  if (host.toLowerCase() !== extensionId.toLowerCase()) return undefined;
  try {
    return parseDeepLink({ path: decodeURIComponent(pathname), query: decodeURIComponent(search.slice(1)) });
  } catch {
    return undefined;
  }
}

/**
 * An id as a part of a link. It is encoded twice, since the editor hands links on decoded: a slash in an id would look
 * like one between two of them. `@` may stand as it is, which keeps the ids of accounts readable.
 */
function segment(id: string): string {
  const readable = (text: string) => encodeURIComponent(text).replaceAll('%40', '@');
  return readable(readable(id));
}

function decoded(text: string): string | undefined {
  try {
    const id = decodeURIComponent(text);
    return isLinkable(id) ? id : undefined;
  } catch {
    return undefined;
  }
}

/** `.` and `..` would name another path of the API. */
function isLinkable(id: string): boolean {
  return (
    id.length > 0 &&
    id.length <= LONGEST_ID &&
    !/^\.{1,2}$/.test(id) &&
    id.isWellFormed() &&
    !DECEPTIVE.test(id)
  );
}
