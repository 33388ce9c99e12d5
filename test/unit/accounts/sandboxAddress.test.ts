import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sandboxOriginFrom } from '../../../src/accounts/sandboxAddress.ts';
import { isLoopbackOrigin } from '../../../src/platform/loopback.ts';

it('understands a sandbox’s address as people type it', () => {
  for (const text of ['127.0.0.1:4010', ' http://127.0.0.1:4010/ ', 'http://127.0.0.1:4010']) {
    assert.equal(sandboxOriginFrom(text), 'http://127.0.0.1:4010');
  }
});

it('makes no address of this machine of one that is elsewhere', () => {
  for (const text of [
    '',
    'example.com:4010',
    'https://127.0.0.1:4010',
    '127.0.0.1:4010/x',
    'http://127.0.0.1:1@evil.com',
  ]) {
    assert.ok(!isLoopbackOrigin(sandboxOriginFrom(text)), text);
  }
});
