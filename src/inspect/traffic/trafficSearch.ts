import { readErrorBody } from '../../api/errors.ts';
import type { Searchable } from '../../platform/logView/boundedLog.ts';
import { isFailed, isSlow, isWrite, type TrafficPart, type TrafficRecord } from './trafficRecord.ts';

/** The names that a filter may begin a word with. */
export const TRAFFIC_FIELDS: ReadonlySet<string> = new Set([
  'status',
  'method',
  'path',
  'account',
  'id',
  'code',
  'operation',
  'client',
  'from',
  'is',
]);

/** Words are looked for in bodies of up to so many bytes: a filter has to answer while somebody types. */
const SEARCHED_BYTES = 8 * 1024;

/** @param account what the account is called, and its SID */
export function searchableOf(record: TrafficRecord, account: string): Searchable {
  const { method, path, query, status, requestId, operation, failure, client, request, answer, from } =
    record;
  return {
    fields: {
      status: status === undefined ? (failure?.kind ?? 'none') : String(status),
      method,
      path: query ? `${path}?${query}` : path,
      account,
      id: requestId,
      code: codeOf(record)?.toString(),
      operation,
      client,
      from,
      is: [
        isFailed(record) ? 'failed' : 'good',
        isWrite(record) ? 'write' : 'read',
        isSlow(record) ? 'slow' : '',
        record.attempt > 1 ? 'retry' : '',
        record.repeatOf ? 'repeat' : '',
      ].join(' '),
    },
    get text() {
      return [
        method,
        path,
        query,
        status,
        requestId,
        operation,
        failure?.message,
        client,
        account,
        bodyText(request),
        bodyText(answer),
      ].join(' ');
    },
  };
}

/** The error code of an answer, if it has one. */
export function codeOf({ failure, status, answer }: TrafficRecord): number | undefined {
  if (failure) return failure.code;
  if (status === undefined || status < 400) return undefined;
  return readErrorBody(jsonOf(answer)).code;
}

/** The body as JSON; undefined for what is none, or is not all there. */
export function jsonOf(part: TrafficPart | undefined): unknown {
  const { body } = part ?? {};
  if (!body || body.bytes.byteLength < body.size) return undefined;
  try {
    return JSON.parse(Buffer.from(body.bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}

function bodyText(part: TrafficPart | undefined): string {
  const bytes = part?.body?.bytes;
  return bytes && bytes.byteLength <= SEARCHED_BYTES ? Buffer.from(bytes).toString('utf8') : '';
}
