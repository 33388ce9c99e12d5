import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MarkQuestions } from '../../../../../src/timeline/view/lanes/markQuestions.ts';

describe('MarkQuestions', () => {
  it('goes where a key leads', () => {
    const questions = new MarkQuestions();
    questions.stepped();
    assert.equal(questions.takes('a'), true);
    assert.equal(questions.takes('a'), false);
  });

  it('does not leave what was chosen while the answer was on its way', () => {
    const questions = new MarkQuestions();
    questions.stepped();
    questions.chosen();
    assert.equal(questions.takes('a'), false);
    questions.followed('b');
    questions.chosen();
    assert.equal(questions.takes('b'), false);
  });

  it('does not select a neighbour of what the filter hides', () => {
    const questions = new MarkQuestions();
    questions.followed('hidden');
    assert.equal(questions.takes('near'), false);
    assert.equal(questions.takes('hidden'), true);
  });

  it('follows what was selected last', () => {
    const questions = new MarkQuestions();
    questions.followed('a');
    questions.followed('b');
    assert.equal(questions.takes('a'), false);
    assert.equal(questions.takes('b'), true);
  });
});
