/** What of a body is signed: a form by its fields, any other by its hash in the query. */
import { parse } from 'node:querystring';
import type { CallbackRequest } from './callback.ts';
import { BODY_HASH, type FormFields, formText } from './signature.ts';

export type Payload =
  /** No body: the URL is all there is. */
  | { readonly kind: 'none'; readonly text: '' }
  | { readonly kind: 'form'; readonly fields: FormFields; readonly text: string }
  /** Covered by its hash in the query, or by nothing. */
  | { readonly kind: 'hashed'; readonly text: '' };

export function isForm({ headers }: CallbackRequest): boolean {
  return /^\s*application\/x-www-form-urlencoded\s*(?:;|$)/i.test(headers['content-type'] ?? '');
}

/** The fields of a form as it arrived. Never throws: what is escaped badly stays as it is. */
export function fieldsOf(body: Uint8Array | string): FormFields {
  const text = typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
  return parse(text, '&', '=', { maxKeys: 0 }) as FormFields;
}

export function formPayload(fields: FormFields): Payload {
  return { kind: 'form', fields, text: formText(fields) };
}

/**
 * What is signed of a request besides its URL, decided as the SDK's middleware does: with `bodySHA256` in the URL the
 * body by its hash, without it the fields of a form.
 */
export function payloadOf(request: CallbackRequest): Payload {
  if (request.target.includes(BODY_HASH)) return { kind: 'hashed', text: '' };
  if (isForm(request)) return formPayload(fieldsOf(request.body));
  return request.body.length === 0 ? { kind: 'none', text: '' } : { kind: 'hashed', text: '' };
}

/** The hash that the query claims of the body; the first, as the SDK reads it. */
export function claimedHash(url: string): string {
  return URL.canParse(url) ? (new URL(url).searchParams.get(BODY_HASH) ?? '') : '';
}
