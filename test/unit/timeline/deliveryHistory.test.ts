import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Communication } from '../../../src/api/resources.ts';
import { DeliveryHistory } from '../../../src/timeline/deliveryHistory.ts';
import { TimelineStore } from '../../../src/timeline/store.ts';
import { communication, conversation } from '../../support/fixtures.ts';

const AT = '2026-03-01T10:00:00Z';

function withStatus(...statuses: (string | undefined)[]): Communication {
  return communication('c', AT, {
    recipients: statuses.map((deliveryStatus, index) => ({
      address: `+1555010${index}`,
      channel: 'SMS',
      ...(deliveryStatus ? { deliveryStatus } : {}),
    })),
  });
}

function seen(history: DeliveryHistory, current: Communication, place = 0) {
  const recipient = current.recipients[place];
  assert.ok(recipient);
  return history.of(current, recipient).map(({ status, seenAt }) => [status, seenAt]);
}

describe('the delivery history', () => {
  it('has what was seen first, and each change with its time', () => {
    const history = new DeliveryHistory();
    const [sent, same, delivered] = [
      withStatus('IN_PROGRESS'),
      withStatus('IN_PROGRESS'),
      withStatus('DELIVERED'),
    ];
    history.note(undefined, sent, 1);
    history.note(sent, same, 2);
    assert.deepEqual(seen(history, same), [['IN_PROGRESS', 1]]);
    history.note(same, delivered, 3);
    assert.deepEqual(seen(history, delivered), [
      ['IN_PROGRESS', 1],
      ['DELIVERED', 3],
    ]);
    assert.equal(history.firstSeen('c'), 1);
  });

  it('keeps recipients apart, in whatever order they come', () => {
    const history = new DeliveryHistory();
    const before = withStatus('IN_PROGRESS', 'IN_PROGRESS');
    const after = { ...before, recipients: withStatus('FAILED', 'IN_PROGRESS').recipients.toReversed() };
    history.note(undefined, before, 1);
    history.note(before, after, 2);
    assert.deepEqual(seen(history, after, 0), [['IN_PROGRESS', 1]]);
    assert.deepEqual(seen(history, after, 1), [
      ['IN_PROGRESS', 1],
      ['FAILED', 2],
    ]);
  });

  it('says nothing of a time at which a recipient was not there, and nothing at all of what is gone', () => {
    const history = new DeliveryHistory();
    const [alone, both] = [withStatus('DELIVERED'), withStatus('DELIVERED', undefined)];
    history.note(undefined, alone, 1);
    history.note(alone, both, 2);
    const later = withStatus('DELIVERED', 'READ');
    history.note(both, later, 3);
    assert.deepEqual(seen(history, later, 1).at(-1), ['READ', 3]);
    history.forget('c');
    assert.deepEqual(seen(history, later, 1), []);
    assert.equal(history.firstSeen('c'), undefined);
  });

  it('is kept by the store over refreshes, and forgets what is gone', async () => {
    let all = [withStatus('IN_PROGRESS'), communication('other', AT)];
    const store = new TimelineStore(
      {
        fetchConversation: async () => conversation,
        async *participants() {
          yield { items: [] };
        },
        fetchCommunication: async () => assert.fail('nothing is asked for by its id'),
        communicationPage: async () => ({ items: all }),
      },
      'conv',
      () => undefined,
    );
    await store.refresh();
    all = [withStatus('FAILED'), communication('other', AT)];
    await store.refresh();
    assert.deepEqual(
      seen(store.deliveryHistory, all[0] as Communication).map(([status]) => status),
      ['IN_PROGRESS', 'FAILED'],
    );
    all = [communication('other', AT)];
    await store.refresh();
    assert.equal(store.deliveryHistory.firstSeen('c'), undefined);
    assert.ok(store.deliveryHistory.firstSeen('other'));
  });
});
