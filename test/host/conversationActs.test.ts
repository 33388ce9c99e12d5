import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ApiError } from '../../src/api/errors.ts';
import type { Conversation, Operation } from '../../src/api/resources.ts';
import { addParticipant } from '../../src/explorer/acts/addParticipant.ts';
import {
  closeConversation,
  renameConversation,
  reopenConversation,
} from '../../src/explorer/acts/changeConversation.ts';
import { deleteConversation } from '../../src/explorer/acts/deleteConversation.ts';
import { editParticipant } from '../../src/explorer/acts/editParticipant.ts';
import { newConversation } from '../../src/explorer/acts/newConversation.ts';
import type { ActServices, StartedOperation } from '../../src/explorer/acts/services.ts';
import { type ActTarget, findTarget } from '../../src/explorer/acts/target.ts';
import type { Explanation } from '../../src/platform/explain.ts';
import { MemoryDocuments } from '../../src/platform/memoryDocuments.ts';
import { Notifier } from '../../src/platform/notifier.ts';
import type { Session } from '../../src/platform/session.ts';
import { conversation, customer } from '../support/fixtures.ts';
import { openPrivacy } from '../support/openPrivacy.ts';

const account = { id: 'a', label: 'Support', accountSid: 'AC', origin: 'http://x', sandbox: false };
const key = { accountId: 'a', conversationId: 'conv' };

function refused(status: number, outcomeUnknown = false, conflictingResourceId?: string): ApiError {
  return new ApiError({
    kind: 'status',
    status,
    message: 'No',
    method: 'POST',
    path: '/v2/Conversations',
    outcomeUnknown,
    conflictingResourceId,
  });
}

function mementoOf(): vscode.Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: (key: string, otherwise?: unknown) => values.get(key) ?? otherwise,
    update: async (key: string, value: unknown) => void values.set(key, value),
  } as vscode.Memento;
}

/** Waits for what a command has left under way. */
async function settled(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 5_000;
  while (!condition()) {
    assert.ok(performance.now() < deadline, 'it does not come to that');
    await new Promise(setImmediate);
  }
}

/** A failure that was told, and its way to try again. */
interface Told extends Explanation {
  retry: () => unknown;
}

describe('acts on conversations', () => {
  const { createInputBox, createQuickPick, showWarningMessage, showInformationMessage } = vscode.window;
  const sides = new MemoryDocuments('test-acts');

  after(() => sides.dispose());
  afterEach(async () => {
    Object.assign(vscode.window, {
      createInputBox,
      createQuickPick,
      showWarningMessage,
      showInformationMessage,
    });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  /**
   * Everything that acts work with. What is asked is answered at once: texts as they stand there or by what `typed` says,
   * lists by their active or first row, and questions by their button.
   * @param write stands for every request that changes something: with these credentials, this request, of this
   */
  function workplace(write: (credentials: string, request: string, args: unknown[]) => Promise<unknown>) {
    const told: Told[] = [];
    const asked: string[] = [];
    let credentials: string | undefined = 'first secret';
    /** Runs while a box or a question stands open. */
    let meanwhile = () => {};
    let typed: string | undefined;
    const questions: string[] = [];
    /** By what its words are, which button of a question is pressed; the first one by default. */
    let press: (question: string, buttons: readonly string[]) => string | undefined = (_, [first]) => first;
    const clientOf = (name: string) => {
      const send =
        (request: string) =>
        async (...args: unknown[]) => {
          asked.push(`${request} with ${name}`);
          return write(name, request, args);
        };
      return {
        fetchConversation: async () => ({ ...conversation }),
        fetchParticipant: async () => {
          asked.push(`fetchParticipant with ${name}`);
          return customer;
        },
        configurations: async function* () {
          asked.push(`configurations with ${name}`);
          yield { items: [{ id: 'conf', displayName: 'Support' }] };
        },
        patchConversation: send('patch'),
        deleteConversation: send('delete'),
        waitForOperation: async () => ({}) as Operation,
        addParticipant: send('add'),
        replaceParticipant: send('replace'),
        createConversation: send('create'),
      };
    };
    const session = () =>
      credentials === undefined
        ? undefined
        : ({ account, client: clientOf(credentials) } as unknown as Session);
    const log = { error() {}, show() {} } as unknown as vscode.LogOutputChannel;
    const notifier = new Notifier(log, { signIn() {}, startSandbox() {} });
    notifier.show = async (explanation, retry = () => {}) => {
      told.push({ ...explanation, retry });
    };
    const services: ActServices = {
      privacy: openPrivacy(),
      sessions: {
        onDidChange: new vscode.EventEmitter<void>().event,
        active: async () => session(),
        of: async () => session(),
        version: async () => 1,
      },
      notifier,
      workspaceState: mementoOf(),
      selectedNode: () => undefined,
      activeTimeline: () => undefined,
      loaded: () => [],
      openTimeline() {},
      accept() {},
      changed() {},
      remove() {},
    };
    const box = (fields: object) => {
      const accepted = new vscode.EventEmitter<void>();
      const changed = new vscode.EventEmitter<string>();
      const never = new vscode.EventEmitter<never>().event;
      const made = {
        onDidAccept: accepted.event,
        onDidChangeValue: changed.event,
        onDidHide: never,
        onDidTriggerButton: never,
        dispose() {},
        value: '',
        buttons: [] as vscode.QuickInputButton[],
        items: [] as vscode.QuickPickItem[],
        activeItems: [] as vscode.QuickPickItem[],
        selectedItems: [] as vscode.QuickPickItem[],
        show() {
          setImmediate(() => {
            meanwhile();
            if (made.value === '' && typed !== undefined) {
              made.value = typed;
              changed.fire(typed);
            }
            made.activeItems = [made.activeItems[0] ?? made.items[0]].filter((item) => item !== undefined);
            accepted.fire();
          });
        },
        ...fields,
      };
      return made;
    };
    Object.assign(vscode.window, {
      createInputBox: () => box({}),
      createQuickPick: () => box({}),
      showWarningMessage: async (
        question: string,
        { detail }: vscode.MessageOptions,
        ...buttons: string[]
      ) => {
        meanwhile();
        questions.push(`${question} ${detail} [${buttons.join('] [')}]`);
        return press(question, buttons);
      },
      showInformationMessage: async () => undefined,
    });
    return {
      services,
      told,
      asked,
      questions,
      pressing: (choose: typeof press) => {
        press = choose;
      },
      /** @param next `undefined` signs out */
      credentialsBecome: (next: string | undefined) => {
        credentials = next;
      },
      whileItIsAsked: (run: () => void) => {
        meanwhile = run;
      },
      type: (text: string) => {
        typed = text;
      },
      target: async (status = 'ACTIVE'): Promise<ActTarget> => {
        const found = await findTarget(services, key, '');
        assert.ok(found);
        return { ...found, conversation: { ...conversation, name: '', status } as Conversation };
      },
    };
  }

  type Place = ReturnType<typeof workplace>;

  const acts: Record<string, { request: string; run: (place: Place) => Promise<unknown> }> = {
    rename: {
      request: 'patch',
      run: async (place) => renameConversation(place.services, await place.target(), new Map()),
    },
    close: {
      request: 'patch',
      run: async (place) => closeConversation(place.services, await place.target()),
    },
    reopen: {
      request: 'patch',
      run: async (place) => reopenConversation(place.services, await place.target('INACTIVE')),
    },
    delete: {
      request: 'delete',
      run: async (place) => deleteConversation(place.services, await place.target(), () => {}),
    },
    'add a participant': {
      request: 'add',
      run: async (place) =>
        addParticipant(
          place.services,
          await place.target(),
          new Map([
            [
              'a/conv',
              { name: 'Maya', profileId: '', addresses: [{ channel: 'SMS', address: '+15550100' }] },
            ],
          ]),
          'last',
        ),
    },
    'edit a participant': {
      request: 'replace',
      run: async (place) => {
        await editParticipant(place.services, await place.target(), 'p-customer', sides, new Map());
      },
    },
    create: { request: 'create', run: ({ services }) => newConversation(services, 'a', new Map()) },
  };

  for (const [name, { request, run }] of Object.entries(acts)) {
    // A participant that is edited has a name already, and no box stands empty: a profile's ID is what is typed.
    const typed = name === 'edit a participant' ? 'mem_profile_1' : 'Bicycle';

    it(`tries again with the credentials of then: ${name}`, async () => {
      const place = workplace(async () => {
        throw refused(401);
      });
      place.type(typed);
      await run(place);
      assert.deepEqual(
        place.told.map(({ accountId, remedies }) => [accountId, remedies[0]]),
        [['a', 'reenterSecret']],
        'the button must know whose secret is wrong',
      );
      place.credentialsBecome('second secret');
      place.asked.length = 0;
      await place.told[0]?.retry();
      assert.ok(place.asked.includes(`${request} with second secret`), place.asked.join());
      assert.ok(!place.asked.some((line) => line.endsWith('with first secret')), place.asked.join());
    });

    it(`sends nothing once the account was signed out of while it asked: ${name}`, async () => {
      const place = workplace(async () => ({ ...conversation }));
      place.type(typed);
      if (name === 'reopen') {
        // It asks nothing: the moment is the one before Retry.
        const target = await place.target('INACTIVE');
        place.credentialsBecome(undefined);
        await reopenConversation(place.services, target);
      } else {
        place.whileItIsAsked(() => place.credentialsBecome(undefined));
        await run(place);
      }
      assert.ok(!place.asked.some((line) => line.startsWith(request)), place.asked.join());
      assert.deepEqual(place.told[0]?.remedies, ['signIn', 'retry']);
      assert.match(place.told[0]?.detail ?? '', /signed out of the account/);
      // Trying again while signed out says the same, and is not lost.
      place.told[0]?.retry();
      while (place.told.length < 2) await new Promise(setImmediate);
      assert.deepEqual(place.told[1]?.remedies, ['signIn', 'retry']);
    });

    it(`does not claim that it failed where that is unknown: ${name}`, async () => {
      const place = workplace(async () => {
        throw refused(503, true);
      });
      place.type(typed);
      await run(place);
      assert.match(place.told[0]?.title ?? '', /may have failed/);
      assert.doesNotMatch(place.told[0]?.title ?? '', /\bnot\b/);
    });
  }

  for (const name of ['add a participant', 'edit a participant', 'create']) {
    const { request, run } = acts[name] as (typeof acts)[string];
    const typed = name === 'edit a participant' ? 'mem_profile_1' : 'Bicycle';
    const inTheWay = 'conv_conversation_other';
    const closing = (question: string, buttons: readonly string[]) =>
      buttons.includes('Close and Retry') ? 'Close and Retry' : assert.fail(question);

    it(`closes what is in the way after asking, and sends the same again: ${name}`, async () => {
      let closed = false;
      const place = workplace(async (_credentials, sent) => {
        if (sent === 'patch') closed = true;
        else if (!closed) throw refused(409, false, inTheWay);
        return { ...conversation };
      });
      place.type(typed);
      place.pressing(closing);
      await run(place);
      await settled(() => place.asked.filter((line) => line.startsWith(`${request} `)).length === 2);
      const [first, second, ...more] = place.questions;
      assert.match(first ?? '', /is in the way .*what you typed is kept.*\[Open\] \[Close and Retry\]/s);
      assert.match(second ?? '', /^Close “.*Closing is final/s);
      assert.deepEqual(more, []);
      const writes = place.asked.filter((line) => /^(add|replace|create|patch) /.test(line));
      assert.deepEqual(
        writes.map((line) => line.split(' ')[0]),
        [request, 'patch', request],
      );
      assert.deepEqual(place.told, []);
    });

    it(`says that closing failed, and keeps what was typed: ${name}`, async () => {
      const place = workplace(async (_credentials, sent) => {
        throw sent === 'patch' ? refused(500) : refused(409, false, inTheWay);
      });
      place.type(typed);
      place.pressing(closing);
      await run(place);
      await settled(() => place.told.length > 0);
      assert.match(place.told[0]?.title ?? '', /^“.*” was not closed\. The .* and what you typed is kept\.$/);
      assert.equal(place.asked.filter((line) => line.startsWith(`${request} `)).length, 1);
    });

    it(`closes nothing when the person leaves it at that: ${name}`, async () => {
      const place = workplace(async () => {
        throw refused(409, false, inTheWay);
      });
      place.type(typed);
      // Once at the first question, once at the second.
      for (const answers of [[undefined], ['Close and Retry', undefined]]) {
        const pressed = [...answers];
        place.questions.length = 0;
        place.pressing(() => pressed.shift());
        await run(place);
        await settled(() => place.questions.length === answers.length);
      }
      assert.ok(!place.asked.some((line) => line.startsWith('patch')), place.asked.join());
      assert.deepEqual(place.told, []);
    });
  }

  it('offers an edit again that was left because of a conflict', async () => {
    let free = false;
    const sent: unknown[] = [];
    const place = workplace(async (_credentials, _request, [, changes]) => {
      sent.push(changes);
      if (!free) throw refused(409, false, 'conv_conversation_other');
      return {};
    });
    const edits = new Map();
    const edit = async () =>
      editParticipant(place.services, await place.target(), 'p-customer', sides, edits);
    place.pressing(() => undefined);
    place.type('mem_profile_1');
    await edit();
    await settled(() => place.questions.length === 1);
    free = true;
    place.type('another');
    await edit();
    assert.deepEqual(sent, [{ profileId: 'mem_profile_1' }, { profileId: 'mem_profile_1' }]);
    assert.equal(edits.size, 0, 'what was sent must not be offered again');
  });

  it('offers to try again, and nothing to close, where the answer names nothing that is in the way', async () => {
    const place = workplace(async () => {
      throw refused(409);
    });
    await acts['create']?.run(place);
    assert.deepEqual(place.questions, []);
    assert.deepEqual(
      place.told.map(({ remedies }) => remedies[0]),
      ['retry'],
    );
  });

  it('offers the configuration first that a conversation was last made from', async () => {
    const place = workplace(async () => ({ ...conversation }));
    await place.services.workspaceState.update('explorer.lastConfigurations', { a: 'gone' });
    await acts['create']?.run(place);
    assert.deepEqual(place.services.workspaceState.get('explorer.lastConfigurations'), { a: 'conf' });
  });

  it('has a deletion tracked by its id: names are not kept beyond the window', async () => {
    const id = 'conv_conversation_0123456789';
    const place = workplace(async () => ({ operationId: 'op' }));
    const target = { ...(await place.target()), title: 'Hannah Okafor' };
    const started: StartedOperation[] = [];
    await deleteConversation(
      place.services,
      { ...target, conversation: { ...target.conversation, id, name: 'Hannah Okafor' } },
      (operation) => started.push(operation),
    );
    assert.deepEqual(
      started.map(({ what }) => what),
      ['Delete conversation conv_…456789'],
    );
  });
});
