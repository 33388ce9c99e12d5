import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { closedMasker, openMasker } from '../../../src/platform/masking.ts';
import {
  shownAnswer,
  shownCallbackBody,
  shownHeaders,
  shownTarget,
} from '../../../src/webhooks/shownCallback.ts';

const body = Buffer.from(
  JSON.stringify({
    eventType: 'COMMUNICATION_CREATED',
    timestamp: '2026-11-21T12:00:00.000Z',
    data: {
      id: 'conv_communication_01k1etk2y5f1y9fpe2epfdtvv2',
      author: { address: '+15035550177', channel: 'SMS' },
      content: { type: 'TEXT', text: 'My name is Nora' },
    },
    note: 'for Nora',
  }),
);

describe('a callback as it is shown', () => {
  it('is indented, and otherwise as it came', () => {
    const { language, text } = shownCallbackBody(body, openMasker);
    assert.equal(language, 'json');
    assert.deepEqual(JSON.parse(text), JSON.parse(body.toString()));
  });

  it('hides who and what, and keeps what it is about', () => {
    const { text } = shownCallbackBody(body, closedMasker);
    assert.doesNotMatch(text, /Nora|\+1503555/);
    assert.match(text, /COMMUNICATION_CREATED/);
    assert.match(text, /2026-11-21T12:00:00/);
    assert.match(text, /conv_communication_01k1etk2y5f1y9fpe2epfdtvv2/);
  });

  it('hides what is no JSON, in a callback and in an answer', () => {
    for (const shown of [shownCallbackBody, shownAnswer]) {
      const { language, text } = shown(Buffer.from('Nora called'), closedMasker);
      assert.equal(language, 'plaintext');
      assert.doesNotMatch(text, /Nora/);
    }
  });

  it('hides what a query tells, but not the hash of a body', () => {
    assert.equal(shownTarget('/AC1?data=Nora', closedMasker), '/AC1?…');
    assert.equal(shownTarget('/AC1?bodySHA256=ab12', closedMasker), '/AC1?bodySHA256=ab12');
    assert.equal(shownTarget('/AC1?data=Nora', openMasker), '/AC1?data=Nora');
  });

  it('writes headers as lines, each value of several in its own', () => {
    assert.equal(shownHeaders({ a: '1', b: ['2', '3'] }, openMasker), 'a: 1\nb: 2\nb: 3');
    assert.equal(shownHeaders({ from: 'nora@example.com' }, closedMasker), 'from: ••••om');
  });
});
