import { conflict, Failure, notFound } from '../failure.ts';
import type { OperationTask, StoredOperation } from '../model.ts';
import type { AccountData } from './accountData.ts';
import { addConfiguration, checkSettings } from './configurations.ts';
import { removeConversation } from './conversations.ts';

/** How long a finished operation can be asked for: seven days, as with other Twilio APIs of this kind. */
const KEPT_MS = 7 * 86_400_000;

function isForgotten({ completedAt }: StoredOperation, at: number): boolean {
  return completedAt !== undefined && completedAt < at - KEPT_MS;
}

/** @returns undefined for an operation that is unknown or too long ago */
export function findOperation(data: AccountData, id: string, at: number): StoredOperation | undefined {
  const operation = data.operations.get(id);
  return operation && !isForgotten(operation, at) ? operation : undefined;
}

/**
 * Accepts a change that is carried out when its operation ends.
 *
 * @throws Failure 409 while another operation is under way for the same resource
 */
export function startOperation(data: AccountData, task: OperationTask, at: number): StoredOperation {
  for (const [id, operation] of data.operations) {
    if (operation.status === 'PENDING' && operation.task.id === task.id) {
      throw conflict(`Operation ${id} is under way for ${task.id}`, task.id);
    }
    if (isForgotten(operation, at)) data.operations.delete(id);
  }
  const operation: StoredOperation = {
    id: data.ids.next('proc_job_'),
    status: 'PENDING',
    createdAt: at,
    dueAt: at + data.surroundings.operationMs,
    task,
  };
  data.operations.set(operation.id, operation);
  data.changed({ kind: 'operation', operation });
  awaitEnd(data, operation);
  return operation;
}

/** Sees to it that a pending operation ends in time. */
export function awaitEnd(data: AccountData, operation: StoredOperation): void {
  data.surroundings.agenda.set(operation.dueAt, (at) => {
    if (data.operations.get(operation.id) !== operation) return;
    operation.completedAt = at;
    try {
      carryOut(data, operation.task, at);
      operation.status = 'COMPLETED';
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      operation.status = 'FAILED';
      const title = error.status === 404 ? 'Not Found' : error.status === 409 ? 'Conflict' : 'Bad Request';
      operation.error = { title, status: error.status, detail: error.message };
    }
    data.changed({ kind: 'operation', operation });
  });
}

/** @throws Failure when things have changed since the operation was accepted, so that it cannot be done any more */
function carryOut(data: AccountData, task: OperationTask, at: number): void {
  switch (task.kind) {
    case 'create-configuration':
      checkSettings(data, task.id, task.settings);
      addConfiguration(data, task.settings, at, task.id);
      return;
    case 'change-configuration': {
      checkSettings(data, task.id, task.settings);
      const configuration = data.configurations.get(task.id);
      if (!configuration) throw notFound(task.id);
      configuration.settings = task.settings;
      configuration.updatedAt = at;
      configuration.version++;
      data.changed({ kind: 'configuration', configuration });
      return;
    }
    case 'delete-configuration':
      if (!data.configurations.remove(task.id)) throw notFound(task.id);
      data.changed({ kind: 'configuration-removed', id: task.id });
      return;
    case 'delete-conversation':
      if (!removeConversation(data, task.id)) throw notFound(task.id);
  }
}
