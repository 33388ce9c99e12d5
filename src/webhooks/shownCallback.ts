import { jsonText } from '../platform/jsonText.ts';
import { maskedJson } from '../platform/maskedJson.ts';
import { hideAddresses, type Masker } from '../platform/masking.ts';

/** What is shown of a text at most; all of it opens in an editor. In characters. */
export const SHOWN_TEXT = 64 * 1024;

/** A kind of event or a moment: nothing of people's. */
const PLAIN = /^[\w.:+-]{1,64}$/;

/** A body or an answer for the eyes. */
export interface ShownBody {
  readonly language: 'json' | 'plaintext';
  readonly text: string;
}

/** A callback's body, indented where it is JSON, with everything of people hidden where that is wanted. */
export function shownCallbackBody(body: Uint8Array, masker: Masker): ShownBody {
  const text = Buffer.from(body).toString('utf8');
  const json = parsed(text);
  if (json === undefined) return { language: 'plaintext', text: masker.text(text) };
  return { language: 'json', text: jsonText(masker.on ? maskedEvent(json, masker) : json) };
}

/** What an app answered. Nobody knows what stands in it. */
export function shownAnswer(body: Uint8Array, masker: Masker): ShownBody {
  const text = Buffer.from(body).toString('utf8');
  const json = parsed(text);
  if (json === undefined) return { language: 'plaintext', text: masker.text(text) };
  return { language: 'json', text: jsonText(maskedJson(json, masker)) };
}

/** The path and query that were asked for: a query may tell of people, as that of a GET callback does. */
export function shownTarget(target: string, masker: Masker): string {
  if (!masker.on) return target;
  const [path = '', query] = target.split('?', 2);
  if (query === undefined) return path;
  // The hash of the body is what people look for in it.
  return /^bodySHA256=[0-9a-f]*$/i.test(query) ? target : `${path}?…`;
}

/** Headers as lines, with what they may tell of people hidden. */
export function shownHeaders(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  masker: Masker,
): string {
  return Object.entries(headers)
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value ?? '']).map(
        (each) => `${name}: ${hideAddresses(String(each), masker)}`,
      ),
    )
    .join('\n');
}

function maskedEvent(json: unknown, masker: Masker): unknown {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return maskedJson(json, masker);
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => {
      if (name === 'data') return [name, maskedJson(value, masker)];
      if (typeof value === 'string' && PLAIN.test(value)) return [name, value];
      return [name, maskedJson({ [name]: value }, masker)[name]];
    }),
  );
}

function parsed(text: string): unknown {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? json : undefined;
  } catch {
    return undefined;
  }
}
