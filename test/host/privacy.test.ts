import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { Privacy } from '../../src/platform/privacy.ts';

/** What two windows share. */
function sharedMemento(): vscode.Memento {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: (key: string, fallback?: unknown) => kept.get(key) ?? fallback,
    update: async (key: string, value: unknown) => void kept.set(key, value),
  };
}

const change = (privacy: Privacy) =>
  new Promise<void>((resolve) => {
    const listening = privacy.onDidChange(() => {
      listening.dispose();
      resolve();
    });
  });

describe('the switch that hides personal data', () => {
  it('begins as it was left, and tells of each change before it is kept', async () => {
    const memento = sharedMemento();
    const privacy = new Privacy(memento);
    assert.equal(privacy.masked, false);
    assert.equal(privacy.masker.text('Hush'), 'Hush');
    let told = 0;
    privacy.onDidChange(() => told++);
    const kept = privacy.setMasked(true);
    assert.equal(privacy.masker.text('Hush'), '••••');
    assert.equal(told, 1);
    await kept;
    await privacy.setMasked(true);
    assert.equal(told, 1);
    const later = new Privacy(memento);
    assert.equal(later.masked, true);
    for (const one of [privacy, later]) one.dispose();
  });

  it('follows another window', async () => {
    const memento = sharedMemento();
    const [here, there] = [new Privacy(memento), new Privacy(memento)];
    for (const masked of [true, false]) {
      const followed = change(there);
      await here.setMasked(masked);
      await followed;
      assert.equal(there.masked, masked);
    }
    for (const one of [here, there]) one.dispose();
  });

  it('does not take for hiding what is no answer', () => {
    for (const value of ['true', 1, {}, null]) {
      const memento = sharedMemento();
      void memento.update('masked', value);
      const privacy = new Privacy(memento);
      assert.equal(privacy.masked, false);
      privacy.dispose();
    }
  });
});
