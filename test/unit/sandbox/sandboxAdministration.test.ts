import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { SandboxAdministration } from '../../../src/sandbox/administration.ts';
import { isOn } from '../../../src/sandbox/panel/panelState.ts';
import { DEFAULT_ACCOUNT, type Sandbox, startSandbox } from '../../../src/sandbox/server/server.ts';

/** What the panel does to a sandbox, by HTTP: as with one of another window, or of a terminal. */
describe('the administration of a sandbox from elsewhere', () => {
  let sandbox: Sandbox;
  let administration: SandboxAdministration;
  beforeEach(async () => {
    sandbox = await startSandbox({ deliveryStepMs: 0 });
    administration = new SandboxAdministration({ origin: sandbox.url, ...DEFAULT_ACCOUNT }, 20_000);
  });
  afterEach(() => sandbox.close());

  it('advances the clock, and conversations become inactive or closed by it', async () => {
    const before = await administration.status();
    const { rate } = await administration.changeClock({ advanceMs: 40 * 86_400_000, rate: 0 });
    assert.equal(rate, 0);
    const after = await administration.status();
    assert.ok(Date.parse(after.clock.now) - Date.parse(before.clock.now) >= 40 * 86_400_000);
    const [was, is] = [before.accounts[0]?.statuses, after.accounts[0]?.statuses];
    assert.ok(was && is);
    assert.ok((is['ACTIVE'] ?? 0) < (was['ACTIVE'] ?? 0));
    const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, one) => all + one, 0);
    assert.equal(sum(is), sum(was), 'nothing is lost');
  });

  it('has each preset on and off', async () => {
    for (const preset of await administration.presets()) {
      await administration.addFault(preset.name);
      const on = await administration.status();
      assert.ok(isOn(preset, on), preset.name);
      for (const { id } of on.faults) await administration.removeFault(id);
      assert.equal(isOn(preset, await administration.status()), false, preset.name);
    }
    await administration.removeFault('fault-1');
  });

  it('resets, and what it exports can be taken in again', async () => {
    const document = await administration.exportDocument();
    const [{ conversations } = { conversations: 0 }] = (await administration.status()).accounts;
    assert.ok(conversations > 0);
    await administration.reset('empty');
    assert.equal((await administration.status()).accounts[0]?.conversations, 0);
    assert.equal((await administration.status()).data, 'empty');
    await administration.importDocument(document);
    assert.equal((await administration.status()).accounts[0]?.conversations, conversations);
  });

  it('does not count itself among those who call', async () => {
    assert.deepEqual(await administration.clients(), []);
    assert.deepEqual(await administration.callbacks(5), []);
    await administration.existing(['conv_conversation_x']);
    assert.deepEqual(
      (await administration.clients()).map(({ requests, lastStatus }) => [requests, lastStatus]),
      [[1, 404]],
    );
  });
});
