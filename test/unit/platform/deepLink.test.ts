import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { buildDeepLink, parseDeepLink, parseDeepLinkText } from '../../../src/platform/deepLink.ts';

const EXTENSION = { scheme: 'vscode', extensionId: 'publisher.name' };
const ACCOUNT = `AC${'0'.repeat(32)}@conversations.twilio.com`;

/** As `vscode.Uri` hands it on: cut into parts, each decoded once. */
function received(link: string): { path: string; query: string } {
  const [, path = '', query = ''] = /^[^:]+:\/\/[^/]+([^?]*)\??(.*)$/s.exec(link) ?? [];
  return { path: decodeURIComponent(path), query: decodeURIComponent(query) };
}

/** Any text that may be an id: ids are opaque. */
const id = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .filter(
    (text) =>
      !/^\.{1,2}$/.test(text) &&
      text.isWellFormed() &&
      !/[\p{C}\p{Zl}\p{Zp}]/u.test(text) &&
      text.length <= 200,
  );

describe('a deep link', () => {
  it('reads as people expect', () => {
    assert.equal(
      buildDeepLink({ accountId: ACCOUNT, conversationId: 'conv_conversation_1' }, EXTENSION),
      `vscode://publisher.name/conversation/${ACCOUNT}/conv_conversation_1`,
    );
    assert.equal(
      buildDeepLink(
        { accountId: 'sandbox', conversationId: 'c', communicationId: 'conv_communication_2' },
        EXTENSION,
      ),
      'vscode://publisher.name/conversation/sandbox/c?communication=conv_communication_2',
    );
  });

  it('leads to what it was made for, whatever the ids are', () => {
    fc.assert(
      fc.property(id, id, fc.option(id, { nil: undefined }), (accountId, conversationId, communicationId) => {
        const link = {
          accountId,
          conversationId,
          ...(communicationId === undefined ? {} : { communicationId }),
        };
        const text = buildDeepLink(link, EXTENSION);
        assert.match(text, /^[\x21-\x7e]+$/);
        assert.deepEqual(parseDeepLink(received(text)), link);
        assert.deepEqual(parseDeepLinkText(text, 'Publisher.Name'), link);
      }),
    );
  });

  it('is also read when somebody encoded it by the usual rules', () => {
    const path = `/conversation/${encodeURIComponent(ACCOUNT)}/c`;
    assert.deepEqual(parseDeepLink({ path, query: 'windowId=2' }), {
      accountId: ACCOUNT,
      conversationId: 'c',
    });
  });

  it('is made of nothing that would lead elsewhere', () => {
    for (const bad of ['', '.', '..', 'a\nb', 'a\u202eb', '\u0000', 'x'.repeat(201), '\ud800']) {
      assert.throws(() => buildDeepLink({ accountId: bad, conversationId: 'c' }, EXTENSION), RangeError);
      assert.throws(() => buildDeepLink({ accountId: 'a', conversationId: bad }, EXTENSION), RangeError);
      const all = { accountId: 'a', conversationId: 'c', communicationId: bad };
      assert.throws(() => buildDeepLink(all, EXTENSION), RangeError);
    }
  });

  it('is refused when it is anything else', () => {
    for (const [path, query = ''] of [
      [''],
      ['/'],
      ['/conversation'],
      ['/conversation/a'],
      ['/conversation/a/'],
      ['/conversation//c'],
      ['/conversation/a/c/'],
      ['/conversation/a/c/d'],
      ['/conversation/a/../c'],
      ['/conversation/../c'],
      ['/conversation/a/..'],
      ['/conversation/a/%2e%2e'],
      ['/Conversation/a/c'],
      ['conversation/a/c'],
      ['//conversation/a/c'],
      ['/signIn/a/c'],
      ['/conversation/a/c%'],
      ['/conversation/a/c\n'],
      ['/conversation/a/c%0a'],
      ['/conversation/a\u202e/c'],
      [`/conversation/a/${'c'.repeat(201)}`],
      [`/conversation/a/c`, `x=${'y'.repeat(3000)}`],
      ['/conversation/a/c', 'communication='],
      ['/conversation/a/c', 'communication=..'],
      ['/conversation/a/c', 'communication=x%0Ay'],
      ['/conversation/a/c', 'communication=x&communication=y'],
    ] as [string, string?][]) {
      assert.equal(
        parseDeepLink({ path, query }),
        undefined,
        `${JSON.stringify(path)} ${query.slice(0, 40)}`,
      );
    }
  });

  it('never has anything thrown at whoever follows it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (path, query) => {
        parseDeepLink({ path: `/conversation/${path}`, query });
        parseDeepLinkText(`vscode://publisher.name/conversation/${path}?${query}`, 'publisher.name');
      }),
    );
  });

  it('of another extension is not ours', () => {
    assert.equal(parseDeepLinkText('vscode://other.name/conversation/a/c', 'publisher.name'), undefined);
    assert.equal(parseDeepLinkText('no link', 'publisher.name'), undefined);
  });
});
