import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accountAt, accountPaths } from '../../../../src/webhooks/receiver/accountPaths.ts';

const SID = `AC${'1'.repeat(32)}`;
const account = (id: string, accountSid = SID) => ({ id, label: id, accountSid });

describe('the paths of accounts', () => {
  it('are their SIDs, told apart where two share one, whatever comes later', () => {
    const two = accountPaths([account('a'), account('b')]);
    const [first, second] = two;
    assert.equal(first?.path, `/${SID}`);
    assert.match(second?.path ?? '', new RegExp(`^/${SID}-[0-9a-f]{8}$`));
    const more = accountPaths([account('a'), account('b'), account('c'), account('d', 'AC2')]);
    assert.deepEqual(more.slice(0, 2), two);
    assert.equal(new Set(more.map(({ path }) => path)).size, 4);
    assert.equal(accountPaths([account('odd', 'a/b?c')])[0]?.path, '/a%2Fb%3Fc');
  });

  it('lead to the account, also with more behind them, and to no other', () => {
    const accounts = accountPaths([account('a'), account('b')]);
    const [first, second] = accounts;
    assert.ok(first && second);
    const at = (path: string) => {
      const found = accountAt(accounts, path);
      return found && [found.account.id, found.rest];
    };
    assert.deepEqual(at(first.path), ['a', '']);
    assert.deepEqual(at(`${first.path}/`), ['a', '']);
    assert.deepEqual(at(`${first.path}/sms/in`), ['a', '/sms/in']);
    assert.deepEqual(at(second.path), ['b', '']);
    assert.equal(at(`${first.path}x`), undefined);
    assert.equal(at('/'), undefined);
    assert.equal(at(''), undefined);
  });
});
