import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiError } from '../../../../src/api/errors.ts';
import { conversationInTheWay } from '../../../../src/explorer/acts/conflictId.ts';

const FIRST = 'conv_conversation_01k1etk2y5f1y9fpe2epfdtvv2';
const SECOND = 'conv_conversation_01k1etk2y5f1y9fpe2epfdtvv3';

function answer(status: number, message: string, conflictingResourceId?: string): ApiError {
  return new ApiError({
    kind: 'status',
    status,
    message,
    method: 'POST',
    path: '/v2/Conversations',
    conflictingResourceId,
  });
}

const words = (id: string) =>
  `Address mapping already exists on conversation ${id}. Close the existing conversation before creating a new one with the same participants.`;

describe('the conversation that is in the way', () => {
  it('is the one that the header names, whatever its form', () => {
    assert.equal(conversationInTheWay(answer(409, words(FIRST), 'anything')), 'anything');
  });

  it('is the one that the words name where the header is missing or empty, without the full stop', () => {
    assert.equal(conversationInTheWay(answer(409, words(FIRST))), FIRST);
    assert.equal(conversationInTheWay(answer(409, words(FIRST), '')), FIRST);
  });

  it('is never the one that was acted on', () => {
    assert.equal(conversationInTheWay(answer(409, words(FIRST), SECOND), SECOND), FIRST);
    assert.equal(conversationInTheWay(answer(409, `Conversation ${FIRST} is CLOSED`), FIRST), undefined);
  });

  it('is none where nobody names one, and none of another failure', () => {
    assert.equal(
      conversationInTheWay(answer(409, 'Address mapping already exists on conversation.')),
      undefined,
    );
    assert.equal(conversationInTheWay(answer(400, words(FIRST), FIRST)), undefined);
    assert.equal(conversationInTheWay(new Error(words(FIRST))), undefined);
  });
});
