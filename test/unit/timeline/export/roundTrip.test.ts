import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConversationsClient } from '../../../../src/api/client.ts';
import { ApiError } from '../../../../src/api/errors.ts';
import type { ExportDocument } from '../../../../src/api/exportDocument.ts';
import { allItems } from '../../../../src/api/pages.ts';
import { openMasker } from '../../../../src/platform/masking.ts';
import { SandboxAdministration } from '../../../../src/sandbox/administration.ts';
import { DEFAULT_ACCOUNT } from '../../../../src/sandbox/server/defaultAccount.ts';
import type { Sandbox, SandboxOptions } from '../../../../src/sandbox/server/server.ts';
import { readHead, readPieces } from '../../../../src/timeline/export/exportedConversation.ts';
import { exportText } from '../../../../src/timeline/export/exportText.ts';
import { startWatchedSandbox } from '../../../support/watchedSandbox.ts';
import { l10n } from '../../l10n.ts';

const never = new AbortController().signal;

/** A conversation as a person exports it. */
async function exported(client: ConversationsClient, id: string): Promise<ExportDocument> {
  let text = '';
  const source = {
    head: () => readHead(client, id, never),
    pieces: () => readPieces(client, id, never),
  };
  for await (const piece of exportText('json', source, {
    masker: openMasker,
    l10n,
    locale: 'en',
    timeZone: 'UTC',
    language: 'en',
    accountSid: DEFAULT_ACCOUNT.accountSid,
    exportedAt: 0,
  })) {
    text += piece;
  }
  return JSON.parse(text);
}

function clientOf({ url }: Sandbox): ConversationsClient {
  const { accountSid: username, authToken: password } = DEFAULT_ACCOUNT;
  return new ConversationsClient({ origin: url, credentials: { username, password }, userAgent: 'test' });
}

async function withSandbox(options: SandboxOptions, use: (sandbox: Sandbox) => Promise<void>): Promise<void> {
  const sandbox = await startWatchedSandbox(options);
  try {
    await use(sandbox);
  } finally {
    await sandbox.close();
  }
}

describe('a conversation that is exported as JSON and imported into another sandbox', () => {
  it('is equal when it is exported from there: every one of the demo', async () => {
    await withSandbox({ data: 'demo' }, (from) =>
      withSandbox({ data: 'empty' }, async (to) => {
        const [source, target] = [clientOf(from), clientOf(to)];
        const administration = new SandboxAdministration({ origin: to.url, ...DEFAULT_ACCOUNT });
        const ids = (await allItems(source.conversations({ pageSize: 1000 }))).map(({ id }) => id);
        assert.ok(ids.length > 10);
        for (const id of ids) {
          const document = await exported(source, id);
          await administration.importDocument(document);
          assert.deepEqual(await exported(target, id), document);
        }
        assert.deepEqual(await administration.existing([...ids, 'conv_none']), new Set(ids));
      }),
    );
  });

  it('takes the place of the one with its id, and leaves all others', async () => {
    await withSandbox({ data: 'demo' }, async (sandbox) => {
      const client = clientOf(sandbox);
      const administration = new SandboxAdministration({ origin: sandbox.url, ...DEFAULT_ACCOUNT });
      const before = await allItems(client.conversations({ pageSize: 1000 }));
      const first = before.find(({ name }) => name?.startsWith('Amara'));
      assert.ok(first);
      const document = await exported(client, first.id);
      const [conversation] = document.accounts[0]?.conversations ?? [];
      assert.ok(conversation);
      conversation.name = 'Changed meanwhile';
      conversation.communications = conversation.communications.slice(0, 1);
      await administration.importDocument(document);
      assert.equal((await client.fetchConversation(first.id)).name, 'Changed meanwhile');
      assert.equal((await allItems(client.communications(first.id))).length, 1);
      const after = await allItems(client.conversations({ pageSize: 1000 }));
      assert.deepEqual(new Set(after.map(({ id }) => id)), new Set(before.map(({ id }) => id)));
    });
  });

  it('comes in whole or not at all, and the refusal says where it is wrong', async () => {
    await withSandbox({ data: 'empty' }, async (sandbox) => {
      const administration = new SandboxAdministration({ origin: sandbox.url, ...DEFAULT_ACCOUNT });
      await assert.rejects(
        administration.importDocument({
          format: 'twilio-conversations',
          version: 1,
          exportedAt: '2026-03-01T00:00:00Z',
          accounts: [
            {
              accountSid: 'AC1',
              conversations: [
                { id: 'conv_a', configurationId: 'conf' },
                { id: 'conv_b', configurationId: 'conf', communications: [{ id: 7 }] },
              ],
            },
          ],
        }),
        /accounts\[0\]\.conversations\[1\]\.communications\[0\]\.id must be a string/,
      );
      assert.deepEqual(await administration.existing(['conv_a', 'conv_b']), new Set());
    });
  });
});

describe('reading for an export', () => {
  it('goes on without what it may not read, and not without the rest', async () => {
    const refused = (status: number) =>
      new ApiError({ kind: 'status', status, message: 'No', method: 'GET', path: '/' });
    const client = (configuration: unknown, conversation?: unknown) =>
      ({
        async fetchConversation() {
          if (conversation) throw conversation;
          return { id: 'conv', configurationId: 'conf', actionId: 'act' };
        },
        async *participants() {
          yield { items: [] };
        },
        async fetchConfiguration() {
          throw configuration;
        },
        async fetchAction() {
          throw configuration;
        },
      }) as never;
    for (const status of [403, 404]) {
      const head = await readHead(client(refused(status)), 'conv', never);
      assert.deepEqual(head, {
        conversation: { id: 'conv', configurationId: 'conf', actionId: 'act' },
        participants: [],
        actions: [],
      });
    }
    await assert.rejects(readHead(client(refused(500)), 'conv', never), { status: 500 });
    await assert.rejects(readHead(client(refused(403), refused(404)), 'conv', never), { status: 404 });
  });

  it('leaves out what the page before had already', async () => {
    const item = (id: string) => ({ id }) as never;
    const pages = [['a', 'b'], ['b', 'c'], ['c'], ['d', 'd']];
    const client = {
      async *communications() {
        for (const ids of pages) yield { items: ids.map(item) };
      },
    } as never;
    const found: string[] = [];
    for await (const piece of readPieces(client, 'conv', never)) found.push(...piece.map(({ id }) => id));
    assert.deepEqual(found, ['a', 'b', 'c', 'd']);
  });
});
