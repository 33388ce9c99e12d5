import assert from 'node:assert/strict';
import { it } from 'node:test';
import { SharedConfigurations } from '../../../src/explorer/sharedConfigurations.ts';
import { conversation } from '../../support/fixtures.ts';

it('holds equal configurations once, over pages too, and leaves different ones apart', () => {
  const shared = new SharedConfigurations();
  const made = (displayName: string) => ({ ...conversation, configuration: { displayName } });
  const [a, b, c] = shared.share([made('Support'), made('Support'), made('Sales')]);
  const [d, e] = shared.share([made('Support'), { ...conversation }]);
  assert.equal(a?.configuration, b?.configuration);
  assert.equal(a?.configuration, d?.configuration);
  assert.deepEqual(c?.configuration, { displayName: 'Sales' });
  assert.equal(e?.configuration, undefined);
});
