import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { BOUNDS, setting } from '../../src/platform/settings.ts';

const PREFIX = 'twilioConversations.';

interface Manifest {
  capabilities: {
    untrustedWorkspaces: { supported: unknown; description: string; restrictedConfigurations: string[] };
    virtualWorkspaces: unknown;
  };
  contributes: {
    commands: { command: string; title: string; category?: string }[];
    menus: Record<string, { command?: string; submenu?: string; when?: string }[]>;
    submenus: { id: string }[];
    keybindings: { command: string; when?: string }[];
    views: Record<string, { id: string }[]>;
    viewsWelcome: { view: string; contents: string; when: string }[];
    configuration: { properties: Record<string, SettingDeclaration> };
  };
}

interface SettingDeclaration {
  type: string | string[];
  scope?: string;
  minimum?: number;
  maximum?: number;
  default: unknown;
}

/** What package.json promises, against what the code does. */
describe('the manifest', () => {
  const extension = vscode.extensions.getExtension('conversations-explorer.twilio-conversations-explorer');
  assert.ok(extension);
  const read = (file: string) => readFileSync(path.join(extension.extensionPath, file), 'utf8');
  const { capabilities, contributes } = JSON.parse(read('package.json')) as Manifest;
  const declared = contributes.commands.map(({ command }) => command).sort();

  it('declares every command that is registered, and registers every one that is declared', async () => {
    await extension.activate();
    const registered = (await vscode.commands.getCommands(true)).filter((id) => id.startsWith(PREFIX));
    // VS Code makes commands of its own for each view.
    const ofViews = Object.values(contributes.views).flatMap((list) => list.map(({ id }) => `${id}.`));
    const own = registered.filter((id) => !ofViews.some((prefix) => id.startsWith(prefix))).sort();
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
      /twilioConversations\.(account|sandbox\w*|receiving|hasDiagnosis)\b(?!\.)/g,
    );
    const known = ['account', 'sandboxRunning', 'receiving', 'hasDiagnosis'];
    for (const [, key = ''] of conditions) assert.ok(known.includes(key) || key === 'sandbox', key);
  });

  it('has a text for every placeholder, and a placeholder for every text', () => {
    const texts = Object.keys(JSON.parse(read('package.nls.json')) as Record<string, string>).sort();
    const placeholders = [...read('package.json').matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key);
    assert.deepEqual([...new Set(placeholders)].sort(), texts);
  });

  it('works in workspaces that are not trusted, with limits that it describes, and in virtual ones', () => {
    assert.equal(capabilities.untrustedWorkspaces.supported, 'limited');
    const texts = JSON.parse(read('package.nls.json')) as Record<string, string>;
    const description = texts[capabilities.untrustedWorkspaces.description.slice(1, -1)];
    assert.match(description ?? '', /not trusted.*\.env files/);
    assert.equal(capabilities.virtualWorkspaces, true);
  });

  it('lets no workspace that is not trusted say where something listens, calls or lies', () => {
    const { properties } = contributes.configuration;
    const { restrictedConfigurations } = capabilities.untrustedWorkspaces;
    for (const id of restrictedConfigurations) assert.ok(id in properties, id);
    const places = Object.keys(properties).filter((id) =>
      /port|host|url|address|origin|endpoint|region|edge|path|file|folder|directory|command/i.test(
        id.slice(PREFIX.length),
      ),
    );
    assert.ok(places.length > 0);
    for (const id of places) {
      assert.match(properties[id]?.scope ?? '', /^(machine|application)$/, id);
      assert.ok(restrictedConfigurations.includes(id), id);
    }
  });

  it('gives each setting the bounds that the code holds it to', () => {
    const { properties } = contributes.configuration;
    assert.deepEqual(
      Object.fromEntries(
        Object.entries(properties)
          .filter(([, { type }]) => type === 'integer' || type === 'number')
          .map(([id, { minimum, maximum }]) => [id.slice(PREFIX.length), { least: minimum, most: maximum }]),
      ),
      BOUNDS,
    );
  });

  it('lets no workspace choose an address, a path, or what is sent on live accounts', () => {
    const ownersOnly = /port|url|host|path|file|directory|region|edge|confirm|live/i;
    const found = Object.entries(contributes.configuration.properties).filter(([id]) => ownersOnly.test(id));
    assert.ok(found.length >= 2, 'the pattern fits nothing any more');
    for (const [id, { scope }] of found) {
      assert.ok(scope === 'machine' || scope === 'application', `${id}: ${scope}`);
    }
  });

  it('takes no notice of a workspace that turns the confirmation off', async () => {
    const configuration = vscode.workspace.getConfiguration('twilioConversations');
    await assert.rejects(
      async () => configuration.update('confirmLiveSends', false, vscode.ConfigurationTarget.Workspace),
      /confirmLiveSends|workspace/i,
    );
    assert.equal(setting('confirmLiveSends'), true);
  });
});
