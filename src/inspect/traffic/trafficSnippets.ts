import { SNIPPETS, snippetOf } from '../snippets/snippets.ts';
import { redactedBroken, redactedForm, redactedJson } from './redaction.ts';
import { headerOf, type TrafficRecord } from './trafficRecord.ts';
import type { TrafficAccount } from './trafficServices.ts';

/** What a request can be copied as. */
export function copyAsMenu(): { id: string; label: string }[] {
  return SNIPPETS.map(({ id, label }) => ({ id, label }));
}

/** A request as code, with its credentials from the environment and without secrets in its body. */
export function snippetFor(id: string, record: TrafficRecord, account: TrafficAccount): string {
  const { method, path, query, request } = record;
  const headers = request?.headers ?? {};
  const contentType = headerOf(headers, 'content-type');
  const body = request?.body && withoutSecrets(Buffer.from(request.body.bytes).toString('utf8'), contentType);
  const snippet = SNIPPETS.find((each) => each.id === id);
  if (!snippet) throw new RangeError(`No such form: ${id}`);
  return snippetOf(snippet.id, {
    method,
    origin: record.origin || account.origin,
    path,
    query: redactedForm(query, (value) => value),
    contentType: body === undefined ? undefined : contentType,
    body,
    idempotencyKey: headerOf(headers, 'idempotency-key'),
    accountSid: account.accountSid,
    authentication: account.method,
    sandbox: account.sandbox,
    region: account.region,
    edge: account.edge,
  });
}

/** As it was sent, to the character, unless a secret had to be taken out. */
function withoutSecrets(body: string, contentType: string | undefined): string {
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType ?? '')) {
    return redactedForm(body, (value) => value);
  }
  try {
    const value: unknown = JSON.parse(body);
    const clean = JSON.stringify(redactedJson(value));
    return clean === JSON.stringify(value) ? body : clean;
  } catch {
    return redactedBroken(body);
  }
}
