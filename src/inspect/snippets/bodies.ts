import { isForm, type SnippetRequest } from './snippetRequest.ts';

/** A body, as far as code can be written of it. */
export type SnippetBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly value: unknown }
  /** Names and values, each name once. */
  | { readonly kind: 'form'; readonly fields: Readonly<Record<string, string>> }
  /** What would not be sent the same if it were written as values: it stays the text that it is. */
  | { readonly kind: 'text'; readonly text: string };

/** What a request's body is. A body is only taken apart when the parts put together again mean the same. */
export function bodyOf(request: SnippetRequest): SnippetBody {
  const { body } = request;
  if (body === undefined || body === '') return { kind: 'none' };
  return (isForm(request) ? formOf(body) : jsonOf(body)) ?? { kind: 'text', text: body };
}

function jsonOf(body: string): SnippetBody | undefined {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return undefined;
  }
  // Numbers of too many digits, or a name twice, do not survive the reading.
  return JSON.stringify(value) === withoutSpace(body) ? { kind: 'json', value } : undefined;
}

function formOf(body: string): SnippetBody | undefined {
  const entries = [...new URLSearchParams(body)];
  const fields = Object.fromEntries(entries);
  const once = Object.keys(fields).length === entries.length && !Object.hasOwn(fields, '__proto__');
  // What is no UTF-8 becomes another text when it is read.
  return once && !body.includes('\uFFFD') && !Object.values(fields).some((value) => value.includes('\uFFFD'))
    ? { kind: 'form', fields }
    : undefined;
}

/** JSON without the space between its parts. */
function withoutSpace(json: string): string {
  return json.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1');
}

/** Whether null is anywhere in it. */
export function hasNull(value: unknown): boolean {
  if (value === null) return true;
  return typeof value === 'object' && Object.values(value as object).some(hasNull);
}
