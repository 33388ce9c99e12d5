import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Operation } from '../../../src/api/resources.ts';
import { operationIdIn } from '../../../src/explorer/controlPlane/operationId.ts';
import {
  isUnderWay,
  type OperationRecord,
  readRecords,
  seenOf,
} from '../../../src/explorer/controlPlane/operationRecord.ts';
import { operationResult, operationStatusName } from '../../../src/explorer/controlPlane/operationWords.ts';
import { l10n } from './words.ts';

const record: OperationRecord = {
  accountId: 'a',
  operationId: 'proc_job_1',
  what: 'Delete conversation “Hannah”',
  startedAt: '2026-01-01T00:00:00Z',
};
const seen = (status: string, error?: string): OperationRecord => ({
  ...record,
  seen: { status, related: {}, ...(error ? { error } : {}) },
});

describe('an operation in words', () => {
  it('says how it stands', () => {
    assert.deepEqual(
      [
        record,
        ...['PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED', 'PAUSED'].map((one) => seen(one)),
      ].map((one) => operationStatusName(one, l10n)),
      ['Started', 'Pending', 'Running', 'Completed', 'Failed', 'Cancelled', 'PAUSED'],
    );
    assert.equal(operationStatusName({ ...seen('PENDING'), gone: true }, l10n), 'Outcome unknown');
  });

  it('says what came of it, and why it failed', () => {
    assert.equal(
      operationResult(seen('COMPLETED'), l10n),
      'Operation completed: Delete conversation “Hannah”.',
    );
    assert.match(
      operationResult(seen('FAILED', 'Not Found: x'), l10n),
      /failed: .*Twilio says: Not Found: x/,
    );
    assert.match(operationResult(seen('FAILED'), l10n), /does not say why/);
    assert.match(operationResult(seen('CANCELLED'), l10n), /cancelled at Twilio/);
  });
});

describe('what is kept of operations', () => {
  it('is read back as it was kept', () => {
    const all = [record, seen('FAILED', 'Why'), { ...record, gone: true }];
    const kept = JSON.parse(JSON.stringify(all)) as unknown;
    assert.deepEqual(JSON.parse(JSON.stringify(readRecords(kept))), kept);
  });

  it('is read without what is no record, whatever it is', () => {
    for (const kept of [undefined, null, 'x', {}, 7]) assert.deepEqual(readRecords(kept), []);
    assert.equal(readRecords([null, 7, {}, { ...record, operationId: 1 }, record]).length, 1);
    assert.equal(readRecords([{ ...record, seen: 'x', gone: 'y' }])[0]?.seen, undefined);
  });

  it('is under way until it has ended, whatever it may be called in future', () => {
    for (const status of ['PENDING', 'RUNNING', 'PAUSED']) assert.ok(isUnderWay(seen(status)), status);
    for (const status of ['COMPLETED', 'FAILED', 'CANCELLED']) assert.ok(!isUnderWay(seen(status)), status);
    assert.ok(isUnderWay(record));
    assert.ok(!isUnderWay({ ...record, gone: true }));
  });

  it('holds what Twilio says of a failure', () => {
    const operation: Operation = {
      operationId: 'x',
      status: 'FAILED',
      completedAt: null,
      error: { title: 'Conflict', status: 409, detail: 'In the way' },
      related: null,
    };
    assert.deepEqual(seenOf(operation), { status: 'FAILED', related: {}, error: 'Conflict: In the way' });
  });
});

describe('the id of an operation that is pasted', () => {
  it('is taken out of a status URL too', () => {
    assert.equal(operationIdIn(' proc_job_01k '), 'proc_job_01k');
    assert.equal(
      operationIdIn('https://conversations.twilio.com/v2/ControlPlane/Operations/proc_job_01k'),
      'proc_job_01k',
    );
    for (const text of ['', '  ', 'a b', '../x', 'https://x/y', 'https://x/Operations/']) {
      assert.equal(operationIdIn(text), undefined, text);
    }
  });
});
