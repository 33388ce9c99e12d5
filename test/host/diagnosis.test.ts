import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Conversation, Participant } from '../../src/api/resources.ts';
import { Diagnosis } from '../../src/inspect/diagnosis/diagnosis.ts';
import type { DiagnosisRow } from '../../src/inspect/diagnosis/rows.ts';
import type { DiagnosisServices } from '../../src/inspect/diagnosis/services.ts';
import { Notifier } from '../../src/platform/notifier.ts';
import type { Session } from '../../src/platform/session.ts';
import { openPrivacy } from '../support/openPrivacy.ts';

const log = { error() {}, show() {} } as unknown as vscode.LogOutputChannel;
const pages = async function* <T>(...items: T[]) {
  yield { items };
};

describe('the diagnosis', () => {
  const conversation: Conversation = {
    id: 'conv_conversation_nora_and_her_luggage',
    accountId: 'AC',
    configurationId: 'cfg',
    status: 'ACTIVE',
    name: 'Nora Quist',
    configuration: { channelSettings: {}, statusCallbacks: [] },
  };
  let participants: Participant[];
  let all: Diagnosis;
  let signedIn: boolean;
  const opened: unknown[] = [];
  const privacy = openPrivacy();
  const changed = new vscode.EventEmitter<void>();
  const client = {
    fetchConversation: async () => conversation,
    fetchConfiguration: async () => ({ ...conversation.configuration, id: 'cfg', displayName: 'Shop' }),
    participants: () => pages(...participants),
    communications: () => pages(),
    conversations: () => pages(conversation),
    configurations: () => pages(),
  };
  const session = {
    account: { id: 'a', label: 'Shop', accountSid: 'AC', origin: 'https://x', sandbox: false },
    client,
  } as unknown as Session;
  const services: DiagnosisServices = {
    sessions: {
      onDidChange: changed.event,
      active: async () => session,
      of: async () => session,
      version: async () => (signedIn ? 1 : undefined),
    },
    notifier: new Notifier(log, { signIn() {}, startSandbox() {} }),
    privacy,
    loaded: () => [conversation],
    openTimeline: (...given) => opened.push(given),
    resend: async () => undefined,
    changed() {},
    accepted() {},
    sandboxOf: async () => undefined,
  };

  beforeEach(() => {
    signedIn = true;
    opened.length = 0;
    participants = [
      {
        id: 'p1',
        conversationId: conversation.id,
        accountId: 'AC',
        name: 'Nora Quist',
        type: 'UNKNOWN',
        addresses: [{ channel: 'SMS', address: '15551230001' }],
      },
    ];
    all = new Diagnosis(services);
  });
  afterEach(async () => {
    all.clear();
    all.dispose();
    await privacy.setMasked(false);
  });
  after(() => vscode.commands.executeCommand('workbench.action.closePanel'));

  const labels = (rows: readonly DiagnosisRow[]) => rows.map((row) => String(row.item().label));
  const findings = () => all.getChildren(all.getChildren()[0]);

  it('has a row for the conversation, below it the findings, below these what shows and what mends them', async () => {
    await all.diagnoseConversation({ accountId: 'a', conversationId: conversation.id });
    assert.deepEqual(labels(all.getChildren()), ['Nora Quist']);
    assert.match(labels(findings()).join('\n'), /Nora Quist’s address 15551230001 is not one of SMS/);
    const [wrong] = findings();
    assert.ok(wrong);
    const below = labels(all.getChildren(wrong)).join('\n');
    assert.match(
      below,
      /Written: 15551230001\nProbably meant: \+15551230001\nEdit the participant…\nCopy the right form/,
    );
    assert.equal(all.getParent(wrong)?.id, all.getChildren()[0]?.id);
    const tooltip = all.resolveTreeItem(wrong.item(), wrong).tooltip as vscode.MarkdownString;
    assert.match(tooltip.value, /taken/);
  });

  it('hides people at once, in rows and in the report', async () => {
    await all.diagnoseConversation({ accountId: 'a', conversationId: conversation.id });
    await privacy.setMasked(true);
    const everything = (rows: readonly DiagnosisRow[]): string[] =>
      rows.flatMap((row) => [
        JSON.stringify(row.item()),
        JSON.stringify(row.tooltip?.()),
        ...everything(all.getChildren(row)),
      ]);
    // Arguments of commands are rows themselves, and stay in this process.
    const shown = everything(all.getChildren())
      .join('\n')
      .replaceAll(/"arguments":.*/g, '');
    assert.doesNotMatch(shown, /Nora|15551230001/);
    await all.copyReport();
    assert.doesNotMatch(await vscode.env.clipboard.readText(), /Nora|15551230001/);
  });

  it('carries a remedy out, and looks again', async () => {
    await all.diagnoseConversation({ accountId: 'a', conversationId: conversation.id });
    const [wrong] = findings();
    const remedies = all.getChildren(wrong).filter((row) => row.item().contextValue === 'remedy');
    await all.mend(remedies.at(-1));
    assert.equal(await vscode.env.clipboard.readText(), '+15551230001');
    participants = [];
    await all.refresh();
    assert.doesNotMatch(labels(findings()).join('\n'), /15551230001/);
  });

  it('covers the account, and says how many conversations that were', async () => {
    await all.diagnoseAccount();
    assert.deepEqual(labels(all.getChildren()), ['Nora Quist']);
    await all.copyReport();
    assert.match(
      await vscode.env.clipboard.readText(),
      /> Shop: 1 conversations? diagnosed, 1 with findings/,
    );
  });

  it('forgets what it found of an account that was signed out of', async () => {
    await all.diagnoseConversation({ accountId: 'a', conversationId: conversation.id });
    const redrawn = new Promise((resolve) => all.onDidChangeTreeData(resolve));
    signedIn = false;
    changed.fire();
    await redrawn;
    assert.deepEqual(labels(all.getChildren()), ['No problems found']);
  });
});
