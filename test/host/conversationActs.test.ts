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

function refused(status: number, outcomeUnknown = false): ApiError {
  return new ApiError({
    kind: 'status',
    status,
    message: 'No',
    method: 'POST',
    path: '/v2/Conversations',
    outcomeUnknown,
  });
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
   * @param write stands for every request that changes something
   */
  function workplace(write: (credentials: string) => Promise<unknown>) {
    const told: Told[] = [];
    const asked: string[] = [];
    let credentials: string | undefined = 'first secret';
    /** Runs while a box or a question stands open. */
    let meanwhile = () => {};
    let typed: string | undefined;
    const clientOf = (name: string) => {
      const send = (request: string) => async () => {
        asked.push(`${request} with ${name}`);
        return write(name);
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
      showWarningMessage: async (_question: string, _options: unknown, button: string) => {
        meanwhile();
        return button;
      },
      showInformationMessage: async () => undefined,
    });
    return {
      services,
      told,
      asked,
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
        await editParticipant(place.services, await place.target(), 'p-customer', sides);
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
