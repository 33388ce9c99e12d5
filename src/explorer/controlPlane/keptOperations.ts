import type * as vscode from 'vscode';
import type { SessionSource } from '../../platform/session.ts';
import { type OperationRecord, readRecords } from './operationRecord.ts';

const KEY = 'twilioConversations.operations';

/** More than these are not kept; the newest are. */
const MOST_KEPT = 50;

/** `globalState`: what is in it is known in every window, and after a reload. */
export type State = Pick<vscode.Memento, 'get' | 'update'>;

/** All that is kept, the newest first. Read each time: another window may have changed it. */
export function keptOperations(state: State): OperationRecord[] {
  return readRecords(state.get(KEY));
}

export async function keepOperations(state: State, records: readonly OperationRecord[]): Promise<void> {
  await state.update(KEY, records.slice(0, MOST_KEPT));
}

/** Forgets the operations of accounts that were signed out of: their words may name people. */
export async function forgetSignedOut(state: State, sessions: Pick<SessionSource, 'version'>): Promise<void> {
  const ids = [...new Set(keptOperations(state).map(({ accountId }) => accountId))];
  const versions = await Promise.all(ids.map((id) => sessions.version(id)));
  const gone = new Set(ids.filter((_, index) => versions[index] === undefined));
  if (gone.size === 0) return;
  // Read again: one may have been started meanwhile.
  await keepOperations(
    state,
    keptOperations(state).filter(({ accountId }) => !gone.has(accountId)),
  );
}
