import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commentFor, fixFor, isEnvFile, neededLine } from '../../../../src/inspect/editor/secretFixes.ts';
import { findSecrets } from '../../../../src/inspect/editor/secretScan.ts';

const TOKEN = ['9f3b6e1c', 'd07a4285', 'e6b1f93c', '58d20a7e'].join('');
const SECRET = ['pR7vWq2L', 'x9TnBf4K', 'm3ZcYh8D', 'j6GsVa1E'].join('');
const AC = `AC${TOKEN.replaceAll('9', '1')}`;
const SK = `SK${TOKEN.replaceAll('9', '2')}`;

/** The line after the fix. */
function fixed(languageId: string, line: string): string | undefined {
  const [secret] = findSecrets({ count: 1, at: () => line });
  assert.ok(secret, line);
  const fix = fixFor(secret, languageId, line);
  return fix && line.slice(0, fix.start) + fix.text + line.slice(fix.end);
}

const table: readonly (readonly [language: string, before: string, after: string | undefined])[] = [
  ['javascript', `twilio('${AC}', '${TOKEN}')`, `twilio('${AC}', process.env.TWILIO_AUTH_TOKEN)`],
  ['typescript', `const twilioToken = \`${TOKEN}\`;`, 'const twilioToken = process.env.TWILIO_AUTH_TOKEN;'],
  ['javascript', `"https://${AC}:${TOKEN}@x"`, `"https://${AC}:" + process.env.TWILIO_AUTH_TOKEN + "@x"`],
  [
    'typescriptreact',
    `\`https://${AC}:${TOKEN}@x\``,
    `\`https://${AC}:\${process.env.TWILIO_AUTH_TOKEN}@x\``,
  ],
  ['python', `Client("${AC}", "${TOKEN}")`, `Client("${AC}", os.environ["TWILIO_AUTH_TOKEN"])`],
  ['python', `twilio_auth_token = '${TOKEN}'`, 'twilio_auth_token = os.environ["TWILIO_AUTH_TOKEN"]'],
  ['python', `twilio_auth_token = r'${TOKEN}'`, 'twilio_auth_token = os.environ["TWILIO_AUTH_TOKEN"]'],
  [
    'python',
    `twilio_auth_token = b"${TOKEN}"`,
    'twilio_auth_token = os.environ["TWILIO_AUTH_TOKEN"].encode()',
  ],
  [
    'csharp',
    `var twilioAuthToken = @"${TOKEN}";`,
    'var twilioAuthToken = Environment.GetEnvironmentVariable("TWILIO_AUTH_TOKEN");',
  ],
  ['java', `Twilio.init("${AC}", "${TOKEN}");`, `Twilio.init("${AC}", System.getenv("TWILIO_AUTH_TOKEN"));`],
  ['kotlin', `Twilio.init("${AC}", "${TOKEN}")`, `Twilio.init("${AC}", System.getenv("TWILIO_AUTH_TOKEN"))`],
  [
    'csharp',
    `TwilioClient.Init("${SK}", "${SECRET}");`,
    `TwilioClient.Init("${SK}", Environment.GetEnvironmentVariable("TWILIO_API_SECRET"));`,
  ],
  ['go', `twilioAuthToken := "${TOKEN}"`, 'twilioAuthToken := os.Getenv("TWILIO_AUTH_TOKEN")'],
  [
    'ruby',
    `Twilio::REST::Client.new('${AC}', '${TOKEN}')`,
    `Twilio::REST::Client.new('${AC}', ENV["TWILIO_AUTH_TOKEN"])`,
  ],
  ['ruby', `"https://${AC}:${TOKEN}@x"`, `"https://${AC}:#{ENV["TWILIO_AUTH_TOKEN"]}@x"`],
  [
    'php',
    `new Client("${AC}", "${TOKEN}"); // Twilio`,
    `new Client("${AC}", getenv('TWILIO_AUTH_TOKEN')); // Twilio`,
  ],
  ['php', `'https://${AC}:${TOKEN}@x'`, `'https://${AC}:' . getenv('TWILIO_AUTH_TOKEN') . '@x'`],
  ['shellscript', `curl -u ${AC}:${TOKEN} x`, `curl -u ${AC}:\${TWILIO_AUTH_TOKEN} x`],
  ['shellscript', `curl -u '${AC}:${TOKEN}' x`, `curl -u '${AC}:'"\${TWILIO_AUTH_TOKEN}"'' x`],
  ['shellscript', `TWILIO_AUTH_TOKEN="${TOKEN}"`, undefined],
  ['shellscript', `TWILIO_AUTH_TOKEN=${TOKEN}`, undefined],
  ['powershell', `$twilioToken = "${TOKEN}"`, '$twilioToken = $env:TWILIO_AUTH_TOKEN'],
  ['powershell', `$env:TWILIO_AUTH_TOKEN = "${TOKEN}"`, undefined],
  ['json', `{"twilioAuthToken": "${TOKEN}"}`, undefined],
  ['yaml', `twilio_auth_token: "${TOKEN}"`, undefined],
  ['plaintext', `twilio_auth_token: "${TOKEN}"`, undefined],
];

describe('a secret’s replacement', () => {
  for (const [language, before, after] of table) {
    it(`in ${language}: ${before.replaceAll(/[0-9a-f]{20,}/gi, '…')}`, () =>
      assert.equal(fixed(language, before), after));
  }

  it('never holds the secret', () => {
    for (const [language, before] of table)
      assert.doesNotMatch(fixed(language, before) ?? '', new RegExp(`${TOKEN}|${SECRET}`));
  });

  const python = (...lines: string[]) => neededLine('python-os', lines);
  it('brings along the import that Python needs, once', () => {
    assert.deepEqual(python('from twilio.rest import Client', 'x'), { line: 0, text: 'import os\n' });
    assert.deepEqual(python('#!/usr/bin/python', '', 'token = 1'), { line: 2, text: 'import os\n' });
    assert.deepEqual(python('from __future__ import annotations', 'import sys'), {
      line: 1,
      text: 'import os\n',
    });
    assert.equal(python('import os'), undefined);
    assert.equal(python('import sys, os'), undefined);
    assert.equal(python('from os import environ'), undefined);
  });

  const go = (...lines: string[]) => neededLine('go-os', lines);
  it('brings along the import that Go needs, once', () => {
    assert.deepEqual(go('package main', '', 'import (', '\t"fmt"', ')'), { line: 3, text: '\t"os"\n' });
    assert.deepEqual(go('package main', 'func x() {}'), { line: 1, text: '\nimport "os"\n' });
    assert.equal(go('package main', 'import (', '\t"os"', ')'), undefined);
    assert.equal(go('x'), undefined);
  });

  it('can be left out by a comment, where there are comments', () => {
    assert.equal(commentFor('typescript', 'a.ts', 'x'), '// x');
    assert.equal(commentFor('python', 'a.py', 'x'), '# x');
    assert.equal(commentFor('vue', 'a.vue', 'x'), '// x');
    assert.equal(commentFor('xml', 'a.config', 'x'), '<!-- x -->');
    assert.equal(commentFor('plaintext', '/a/.env.local', 'x'), '# x');
    assert.equal(commentFor('json', 'a.json', 'x'), undefined);
  });

  it('knows the files that secrets belong in', () => {
    for (const name of ['.env', '/a/.env.local', 'c:\\a\\twilio.env', '.envrc', '.dev.vars'])
      assert.ok(isEnvFile(name), name);
    for (const name of ['env', 'a.env.ts', '.environment', 'environment.ts', '.env/a.ts'])
      assert.ok(!isEnvFile(name), name);
  });
});
