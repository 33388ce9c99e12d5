import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initials } from '../../../../src/timeline/view/initials.ts';
import { channelWord, partyWord } from '../../../../src/timeline/view/kinds.ts';
import { readable } from '../../../../src/timeline/view/readable.ts';
import { labelOf } from '../../../../src/timeline/view/rowLabel.ts';
import { Times } from '../../../../src/timeline/view/times.ts';

test('shows values that are not known as they came, only readable', () => {
  assert.equal(readable('SmartFridge'), 'SmartFridge');
  assert.equal(channelWord('WHATSAPP'), 'WhatsApp');
  assert.equal(channelWord('constructor'), 'constructor');
  assert.equal(partyWord(''), 'Unknown type');
});

test('makes initials of names and none of addresses', () => {
  assert.equal(initials('Maya Lopez'), 'ML');
  assert.equal(initials('maya'), 'M');
  assert.equal(initials('Anna-Lena de la Cruz'), 'AC');
  assert.equal(initials('מאיה לופז'), 'מל');
  assert.equal(initials('+14155550142'), '');
  assert.equal(initials('maya@example.com'), '');
  assert.equal(initials(''), '');
});

test('writes times and days in the viewer’s zone', () => {
  const times = new Times('en-GB', 'Europe/Berlin');
  const now = Date.parse('2026-03-09T23:30:00Z');
  assert.equal(times.time('2026-03-09T13:02:11Z'), '14:02');
  assert.match(times.exact('2026-03-09T13:02:11Z'), /9 Mar 2026.*14:02:11.*CET/);
  assert.equal(times.time(''), '');
  assert.equal(times.exact('soon'), 'soon');
  assert.equal(times.day('2026-03-10', now), 'Today');
  assert.equal(times.day('2026-03-09', now), 'Yesterday');
  assert.match(times.day('2026-03-02', now), /^Monday,? 2 March 2026$/);
  assert.equal(times.day('', now), 'Without a date');
  assert.equal(times.relative('2026-03-09T23:25:00Z', now), '5 minutes ago');
});

test('labels a communication for screen readers', () => {
  const sam = { name: 'Sam', address: '+1', channel: 'SMS', type: 'HUMAN_AGENT' };
  const label = labelOf(
    {
      kind: 'communication',
      key: 'c',
      at: '2026-03-09T13:02:11Z',
      author: { name: 'Maya Lopez', address: '+1', channel: 'SMS', type: 'CUSTOMER' },
      recipients: [{ ...sam, deliveryStatus: 'DELIVERED' }],
      channel: 'SMS',
      contentType: 'TEXT',
      text: 'Where is my parcel?',
      textLength: 19,
      side: 'customer',
      startsTurn: true,
    },
    new Times('en-GB', 'Europe/Berlin'),
  );
  assert.equal(label, 'Maya Lopez, Customer, SMS, 14:02: Where is my parcel?, Delivered');
});
