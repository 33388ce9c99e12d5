import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withConfigured } from '../../../src/webhooks/configuredUrls.ts';

const HERE = 'https://tunnel.example/AC1';

describe('the status callbacks that are known of an account', () => {
  it('have those first that lead to the receiver, each once', () => {
    assert.deepEqual(withConfigured([], ['https://a.example/', HERE, 'no URL', HERE], '/AC1'), [
      HERE,
      'https://a.example/',
      'no URL',
    ]);
    assert.deepEqual(withConfigured([HERE], ['https://a.example/'], '/AC1'), [HERE, 'https://a.example/']);
    assert.deepEqual(withConfigured(['https://a.example/'], [HERE], undefined), [HERE, 'https://a.example/']);
  });

  it('stay few, and never lose one that leads here to one that does not', () => {
    const many = Array.from({ length: 300 }, (_, n) => `https://hooks${n}.example/`);
    const known = withConfigured([HERE], many, '/AC1');
    assert.equal(known[0], HERE);
    assert.ok(known.length < many.length);
  });
});
