import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hasFailedNow } from '../../../src/timeline/live/differences.ts';
import { communication } from '../../support/fixtures.ts';

const sent = (...recipients: [address: string, deliveryStatus: string][]) =>
  communication('c', '2026-03-01T10:00:00Z', {
    recipients: recipients.map(([address, deliveryStatus]) => ({ address, channel: 'SMS', deliveryStatus })),
  });

describe('a delivery that is known to have failed', () => {
  it('is news once, in whatever order the recipients come', () => {
    const before = sent(['+1', 'FAILED'], ['+2', 'DELIVERED']);
    assert.equal(hasFailedNow(sent(['+2', 'DELIVERED'], ['+1', 'FAILED']), before), false);
    assert.equal(hasFailedNow(sent(['+2', 'FAILED'], ['+1', 'FAILED']), before), true);
    assert.equal(hasFailedNow(before, undefined), true);
  });
});
