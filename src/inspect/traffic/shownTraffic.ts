import { HIDDEN } from '../../api/credentials.ts';
import { jsonText } from '../../platform/jsonText.ts';
import { isMadeId, maskedJson } from '../../platform/maskedJson.ts';
import { hideAddresses, type Masker } from '../../platform/masking.ts';
import { isSecretName, redactedBroken, redactedForm, redactedJson, redactedText } from './redaction.ts';
import { headerOf, type TrafficPart, type TrafficRecord } from './trafficRecord.ts';

/** Parts of paths that are the API's own words. */
const PATH_WORDS: ReadonlySet<string> = new Set(
  (
    'v1 v2 v3 sandbox token oauth ControlPlane Configurations Conversations Participants Communications Actions ' +
    'Operations Services Messages Webhooks Receipts Users Roles Bindings ParticipantConversations Notifications ' +
    'Configuration Credentials ConversationWithParticipants Media Accounts'
  ).split(' '),
);

/** Parameters that hold nothing of people. */
const PLAIN_PARAMETERS: ReadonlySet<string> = new Set(
  'status pageSize PageSize Page Order State StartDate EndDate'.split(' '),
);

/** Headers that quote nothing of people. */
const PLAIN_HEADERS =
  /^(?:date|accept.*|content-.*|user-agent|connection|keep-alive|host|.*-request-id|etag)$/i;

/** A path as it may be shown: what is neither a word of the API's nor an id that it made may be somebody's name. */
export function shownPath(path: string, masker: Masker): string {
  const clean = redactedText(path);
  if (!masker.on) return clean;
  return clean
    .split('/')
    .map((part) => (part === '' || PATH_WORDS.has(part) || isMadeId(part) ? part : masker.text(part)))
    .join('/');
}

/** A query as it may be shown, without the question mark. */
export function shownQuery(query: string, masker: Masker): string {
  return redactedForm(query, (value, name) =>
    !masker.on || PLAIN_PARAMETERS.has(name) || isMadeId(value) ? value : masker.text(value),
  );
}

/** Where it went, as it may be shown; from the path on where it is not known. */
export function shownUrl({ origin, path, query }: TrafficRecord, masker: Masker): string {
  const shown = shownQuery(query, masker);
  return `${origin}${shownPath(path, masker)}${shown ? `?${shown}` : ''}`;
}

/** Headers as they may be shown, in their order. */
export function shownHeaders(
  headers: Readonly<Record<string, string>>,
  masker: Masker,
): (readonly [name: string, value: string])[] {
  return Object.entries(headers).map(([name, value]) => {
    if (isSecretName(name)) return [name, HIDDEN];
    const clean = redactedText(value);
    return [name, PLAIN_HEADERS.test(name) ? clean : hideAddresses(clean, masker)];
  });
}

/** A body as it may be shown. */
export interface ShownBody {
  readonly text: string;
  readonly language: 'json' | 'plaintext';
  /** How long it was, where it is not all there. */
  readonly cutFrom?: number;
}

/**
 * A body as it may be shown: JSON indented, without secrets, and with what is people's hidden where that is asked for.
 * What is no JSON, or was cut, is hidden altogether then.
 */
export function shownBody(part: TrafficPart | undefined, masker: Masker): ShownBody | undefined {
  const { body, headers = {} } = part ?? {};
  if (!body || body.size === 0) return undefined;
  const text = Buffer.from(body.bytes).toString('utf8');
  if (body.bytes.byteLength < body.size) {
    // It ends in the middle: no parser reads it.
    return { text: masker.text(redactedBroken(text)), language: 'plaintext', cutFrom: body.size };
  }
  const value = parsed(text);
  if (value !== undefined) {
    return { text: jsonText(maskedBody(redactedJson(value), masker)).trimEnd(), language: 'json' };
  }
  if (/^application\/x-www-form-urlencoded\b/i.test(headerOf(headers, 'content-type') ?? '')) {
    const form = redactedForm(text, (each) => (masker.on && !isMadeId(each) ? masker.text(each) : each));
    return { text: form, language: 'plaintext' };
  }
  return { text: masker.text(redactedBroken(text)), language: 'plaintext' };
}

/** The members of lists' answers that hold resources. */
const LISTS: ReadonlySet<string> = new Set(
  'conversations participants communications configurations services messages delivery_receipts webhooks'.split(
    ' ',
  ),
);

/** An answer's or a request's body with what is people's hidden: a resource, a list of some, or an error. */
function maskedBody(value: unknown, masker: Masker): unknown {
  if (!masker.on || typeof value !== 'object' || value === null || Array.isArray(value)) {
    return maskedJson(value, masker);
  }
  const isError = 'code' in value && 'message' in value;
  if (!isError && !('meta' in value)) return maskedJson(value, masker);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (LISTS.has(name) && Array.isArray(member))
        return [name, member.map((item) => maskedJson(item, masker))];
      // As it is in every notification: what Twilio says, without the addresses that it quotes.
      if (isError && name === 'message' && typeof member === 'string')
        return [name, hideAddresses(member, masker)];
      if (isError && name === 'more_info') return [name, member];
      return [name, maskedJson({ [name]: member }, masker)[name as never]];
    }),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
