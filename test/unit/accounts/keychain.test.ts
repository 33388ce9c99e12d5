import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openKeychain } from '../../../src/accounts/keychain.ts';

it('gives the module’s keychain, whichever way it is exported', async () => {
  const keychain = { getPassword: async () => 'SK1|secret' };
  assert.equal(await openKeychain(async () => keychain), keychain);
  assert.equal(await openKeychain(async () => ({ default: keychain })), keychain);
});

it('does without where the native module is missing or does not fit the machine', async () => {
  assert.equal(await openKeychain(() => Promise.reject(new Error("Cannot find module 'keytar'"))), undefined);
});
