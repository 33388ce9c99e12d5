import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Party } from '../../../src/api/resources.ts';
import { type Answers, draftIn, openQuestion, takeDraft } from '../../../src/compose/answers.ts';

const maya: Party = { address: '+15550199', channel: 'SMS', participantId: 'p-agent' };
const hannah: Party = { address: '+15550100', channel: 'SMS' };

describe('The answers of a run', () => {
  it('say which question is open yet', () => {
    assert.equal(openQuestion({ text: 'Hi' }), 'conversation');
    assert.equal(openQuestion({ text: 'Hi', conversationId: 'c' }), 'author');
    assert.equal(openQuestion({ text: 'Hi', conversationId: 'c', author: maya }), 'recipients');
    assert.equal(
      openQuestion({ text: 'Hi', conversationId: 'c', author: maya, recipients: [] }),
      'recipients',
    );
    assert.equal(openQuestion({ text: '', conversationId: 'c', author: maya, recipients: [hannah] }), 'text');
  });

  it('are a draft without the conversation that they are for', () => {
    assert.deepEqual(draftIn({ text: 'Hi', conversationId: 'c', author: maya }), {
      text: 'Hi',
      author: maya,
    });
  });

  it('become those of another draft, with nothing left of their own', () => {
    const answers: Answers = {
      text: 'Mine',
      conversationId: 'a',
      author: maya,
      resourceId: 'r',
      typed: [hannah],
    };
    takeDraft(answers, { text: 'Theirs', occurredAt: 'today' }, 'b');
    assert.deepEqual(answers, { text: 'Theirs', occurredAt: 'today', conversationId: 'b' });
  });
});
