import * as vscode from 'vscode';
import { isApiError } from '../../api/errors.ts';
import { SignedOutError } from '../../platform/signedOut.ts';
import { shownPath } from './shownTraffic.ts';
import { headerOf, isWrite, LONGEST_BODY, type TrafficRecord } from './trafficRecord.ts';
import type { TrafficServices } from './trafficServices.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Method = (typeof METHODS)[number];

/** Whether a request can be sent again: all of it has to be known, and whose it was. */
export function isRepeatable({
  request,
  method,
  operation,
  accountId,
  requestBytes,
}: TrafficRecord): boolean {
  const { body } = request ?? {};
  return (
    request !== undefined &&
    accountId !== undefined &&
    operation !== 'CreateToken' &&
    (METHODS as readonly string[]).includes(method) &&
    // The client sends no body with these.
    !(method === 'GET' && requestBytes > 0) &&
    (body ? body.bytes.byteLength === body.size && body.size <= LONGEST_BODY : requestBytes === 0)
  );
}

/**
 * Sends a request again, once, as its account; a write after it was asked for. Whatever the answer is, it is another record.
 * @returns whether it was sent
 * @throws when no exchange came of it at all
 */
export async function repeat(record: TrafficRecord, services: TrafficServices): Promise<boolean> {
  const { accountId = '', operation, method, path, query, request, id } = record;
  const session = await services.sessions.of(accountId);
  if (!session) throw new SignedOutError();
  const headers = request?.headers ?? {};
  const idempotencyKey = headerOf(headers, 'idempotency-key');
  if (isWrite(record)) {
    if (!(await isWanted(record, idempotencyKey !== undefined, session.account.label, services)))
      return false;
    if (!(await services.guard.confirm(session.account))) return false;
  }
  const type = headerOf(headers, 'content-type') ?? 'application/json';
  const body = request?.body && Buffer.from(request.body.bytes).toString('utf8');
  try {
    await session.client.sendPlain({
      operation,
      method: method as Method,
      path,
      query,
      ...(body ? { content: { type, body } } : {}),
      idempotencyKey,
      mark: id,
    });
  } catch (error) {
    // An answer is an answer: it is shown as the others are.
    if (!isApiError(error)) throw error;
  }
  return true;
}

/** Asks whether a change is to be made again. */
async function isWanted(
  { method, path }: TrafficRecord,
  hasKey: boolean,
  account: string,
  { privacy }: TrafficServices,
): Promise<boolean> {
  const again = vscode.l10n.t('Send Again');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Send {0} {1} again as {2}?', method, shownPath(path, privacy.masker), account),
    {
      modal: true,
      detail: hasKey
        ? vscode.l10n.t(
            'It carries the same Idempotency-Key: within 24 hours it is answered as before, and nothing is done twice.',
          )
        : vscode.l10n.t(
            'It may do a second time what it did: make another one, send it again, or change it back.',
          ),
    },
    again,
  );
  return chosen === again;
}
