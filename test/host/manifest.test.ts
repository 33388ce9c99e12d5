import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { BOUNDS } from '../../src/platform/settings.ts';

const PREFIX = 'twilioConversations.';

interface Manifest {
  contributes: {
    commands: { command: string; title: string; category?: string }[];
    menus: Record<string, { command?: string; submenu?: string; when?: string }[]>;
    submenus: { id: string }[];
    keybindings: { command: string; when?: string }[];
    views: Record<string, { id: string }[]>;
    viewsWelcome: { view: string; contents: string; when: string }[];
    configuration: { properties: Record<string, { minimum?: number; maximum?: number; default: number }> };
  };
}

/** What package.json promises, against what the code does. */
describe('the manifest', () => {
  const extension = vscode.extensions.getExtension('conversations-explorer.twilio-conversations-explorer');
  assert.ok(extension);
  const read = (file: string) => readFileSync(path.join(extension.extensionPath, file), 'utf8');
  const { contributes } = JSON.parse(read('package.json')) as Manifest;
  const declared = contributes.commands.map(({ command }) => command).sort();

  it('declares every command that is registered, and registers every one that is declared', async () => {
    await extension.activate();
    const registered = (await vscode.commands.getCommands(true)).filter((id) => id.startsWith(PREFIX));
    // VS Code makes commands of its own for each view.
    const own = registered.filter((id) => !id.startsWith(`${PREFIX}conversations.`)).sort();
    assert.deepEqual(own, declared);
  });

  it('names in menus, keys and welcome views only commands and views that exist', () => {
    const items = Object.values(contributes.menus).flat();
    const submenus = contributes.submenus.map(({ id }) => id);
    const named = [...items.filter(({ submenu }) => !submenu), ...contributes.keybindings];
    for (const { command = '' } of named) assert.ok(declared.includes(command), command);
    for (const { submenu } of items) assert.ok(!submenu || submenus.includes(submenu), submenu);
    for (const id of submenus) assert.ok(contributes.menus[id]?.length, id);
    const views = Object.values(contributes.views).flatMap((list) => list.map(({ id }) => id));
    for (const { view } of contributes.viewsWelcome) assert.ok(views.includes(view), view);
    for (const { when = '' } of [...items, ...contributes.keybindings]) {
      for (const [, view = ''] of when.matchAll(/\b(?:view|focusedView) == ([\w.]+)/g))
        assert.ok(views.includes(view), when);
    }
    const links = [...read('package.nls.json').matchAll(/\(command:([\w.]+)\)/g)].map(([, id]) => id);
    assert.ok(links.length > 0);
    for (const link of links) assert.ok(link && declared.includes(link), link);
  });

  it('asks in conditions only for context keys that the code sets', () => {
    const conditions = JSON.stringify(contributes).matchAll(
      /twilioConversations\.(account|sandbox\w*)\b(?!\.)/g,
    );
    const known = ['account', 'sandboxRunning'];
    for (const [, key = ''] of conditions) assert.ok(known.includes(key) || key === 'sandbox', key);
  });

  it('has a text for every placeholder, and a placeholder for every text', () => {
    const texts = Object.keys(JSON.parse(read('package.nls.json')) as Record<string, string>).sort();
    const placeholders = [...read('package.json').matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key);
    assert.deepEqual([...new Set(placeholders)].sort(), texts);
  });

  it('gives each setting the bounds that the code holds it to', () => {
    const { properties } = contributes.configuration;
    assert.deepEqual(
      Object.fromEntries(
        Object.entries(properties).map(([id, { minimum, maximum }]) => [
          id.slice(PREFIX.length),
          { least: minimum, most: maximum },
        ]),
      ),
      BOUNDS,
    );
  });
});
