import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ApiError } from '../../src/api/errors.ts';
import type { LookOptions } from '../../src/api/lookout.ts';
import type { Action, Communication, CreateSendMessageAction } from '../../src/api/resources.ts';
import { FOLLOWED } from '../../src/compose/message/followedKey.ts';
import { askConversation } from '../../src/compose/message/messageConversation.ts';
import type { MessageAnswers } from '../../src/compose/message/messageQuestions.ts';
import { Messages } from '../../src/compose/message/messages.ts';
import { CommunicationSender } from '../../src/compose/sender.ts';
import type { ComposeServices } from '../../src/compose/services.ts';
import type { Explanation } from '../../src/platform/explain.ts';
import { LiveGuard } from '../../src/platform/liveGuard.ts';
import { openMasker } from '../../src/platform/masking.ts';
import { Notifier } from '../../src/platform/notifier.ts';
import type { Session } from '../../src/platform/session.ts';
import type { PickQuestion, StepUi } from '../../src/platform/wizard.ts';
import { conversation } from '../support/fixtures.ts';
import { openPrivacy } from '../support/openPrivacy.ts';

const key = { accountId: 'a', conversationId: 'conv' };
const body: CreateSendMessageAction = {
  type: 'SEND_MESSAGE',
  payload: {
    from: { participantId: 'p-agent', channel: 'SMS' },
    to: [{ address: '+15550100', channel: 'SMS' }],
    content: { text: 'Hi' },
  },
};
const pending: Action = {
  id: 'action',
  type: 'SEND_MESSAGE',
  status: 'PENDING',
  conversationId: 'conv',
  related: { messageSid: 'SM1' },
};
const completed: Action = {
  ...pending,
  status: 'COMPLETED',
  related: { messageSid: 'SM1', communicationId: 'comm' },
};
const communication: Communication = {
  id: 'comm',
  conversationId: 'conv',
  accountId: 'AC',
  author: { address: '+15550199', channel: 'SMS', participantId: 'p-agent' },
  recipients: [{ address: '+15550100', channel: 'SMS' }],
  content: { type: 'TEXT', text: 'Hi' },
  createdAt: new Date().toISOString(),
};

function mementoOf(): vscode.Memento {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: (name: string) => kept.get(name),
    update: async (name: string, value: unknown) => void kept.set(name, value),
  } as vscode.Memento;
}

/** What the API does in a test; what is not given fails the test that asks for it. */
interface Api {
  createAction?: () => Promise<Action>;
  waitForAction?: (
    conversationId: string,
    action: Action | string,
    options: LookOptions<Action>,
  ) => Promise<Action>;
  communications?: Communication[];
}

describe('messages that Twilio sends', () => {
  const { showInformationMessage, showWarningMessage, showErrorMessage } = vscode.window;
  const opened: { dispose(): void }[] = [];

  afterEach(() => {
    for (const one of opened.splice(0)) one.dispose();
    Object.assign(vscode.window, { showInformationMessage, showWarningMessage, showErrorMessage });
  });

  /** @param press the button that is pressed on a notification, by what that says */
  function workplace(
    { createAction, waitForAction, communications = [] }: Api,
    {
      press = () => undefined,
      state = mementoOf(),
      sandbox = true,
      slept,
    }: {
      press?: (text: string, buttons: string[]) => string | undefined;
      state?: vscode.Memento;
      sandbox?: boolean;
      /** Called when a second has passed. */
      slept?: () => void;
    } = {},
  ) {
    const said: string[] = [];
    const waiting: { text: RegExp; resolve: (text: string) => void }[] = [];
    const say = async (text: string, ...rest: unknown[]) => {
      const buttons = rest.filter((item): item is string => typeof item === 'string');
      said.push(text);
      for (const one of waiting) if (one.text.test(text)) one.resolve(text);
      return press(text, buttons);
    };
    Object.assign(vscode.window, {
      showInformationMessage: say,
      showWarningMessage: say,
      showErrorMessage: say,
    });
    const asked: string[] = [];
    const account = { id: 'a', label: 'Support', accountSid: 'AC', origin: 'http://x', sandbox };
    const client = {
      createAction: async () => {
        asked.push('create');
        return createAction?.();
      },
      waitForAction: async (
        conversationId: string,
        action: Action | string,
        options: LookOptions<Action>,
      ) => {
        asked.push(`follow ${typeof action === 'string' ? action : action.id}`);
        return waitForAction?.(conversationId, action, options);
      },
      fetchCommunication: async () => communication,
      communications: async function* () {
        asked.push('communications');
        yield { items: communications };
      },
    };
    const session = { account, client } as unknown as Session;
    const log = { error() {}, show() {} } as unknown as vscode.LogOutputChannel;
    const notifier = new Notifier(log, { signIn() {}, startSandbox() {} });
    const failures: Explanation[] = [];
    notifier.show = async (explanation) => void failures.push(explanation);
    const shown: (string | undefined)[] = [];
    const privacy = openPrivacy();
    const services: ComposeServices = {
      sessions: {
        onDidChange: new vscode.EventEmitter<void>().event,
        active: async () => session,
        of: async () => session,
        version: async () => 1,
      },
      notifier,
      guard: new LiveGuard(),
      privacy,
      workspaceState: state,
      openTimeline: async (_key, communicationId) => void shown.push(communicationId),
      shows: () => false,
      accounts: async () => [account],
      loaded: () => [],
    };
    const sender = new CommunicationSender(services.sessions, services.guard);
    const created: string[] = [];
    sender.onDidCreate((made) => created.push(made.communication.id));
    let now = Date.now();
    const clock = {
      now: () => now,
      sleep: async (milliseconds: number) => {
        now += milliseconds;
        slept?.();
      },
    };
    const messages = new Messages(services, sender, clock);
    opened.push(messages, sender, privacy);
    return {
      messages,
      state,
      said,
      asked,
      created,
      failures,
      shown,
      privacy,
      /** Waits until a notification says so. */
      saying: (text: RegExp) => {
        const already = said.find((one) => text.test(one));
        return already === undefined
          ? new Promise<string>((resolve) => waiting.push({ text, resolve }))
          : Promise.resolve(already);
      },
    };
  }

  const next = { retry: async () => {} };

  it('are followed to their end, and told with their SID; the timeline hears of what they became', async () => {
    const statuses: string[] = [];
    const place = workplace(
      {
        createAction: async () => pending,
        waitForAction: async (_conversation, action, { onProgress }) => {
          assert.equal(action, pending);
          onProgress?.(completed);
          return completed;
        },
      },
      { press: (text) => (/has sent/.test(text) ? 'Show' : undefined) },
    );
    const outcome = await place.messages.send(key, body, {
      ...next,
      onProgress: ({ status }) => statuses.push(status),
    });
    assert.equal(outcome.kind, 'accepted');
    await place.saying(/Twilio has sent the message, SM1/);
    assert.deepEqual(place.created, ['comm']);
    assert.deepEqual(statuses, ['PENDING', 'COMPLETED']);
    assert.deepEqual(place.asked, ['create', 'follow action']);
    // Nothing is left to go on with.
    assert.equal(place.state.get(FOLLOWED), undefined);
    await new Promise(setImmediate);
    assert.deepEqual(place.shown, ['comm']);
  });

  it('that failed are told with the reason, hidden where persons are, and lead back to what was typed', async () => {
    let retried = 0;
    const place = workplace(
      {
        createAction: async () => pending,
        waitForAction: async () => ({
          ...pending,
          status: 'FAILED',
          related: {},
          failureReason: '+15005550001 is not a valid phone number',
        }),
      },
      { press: (_text, [edit]) => edit },
    );
    await place.privacy.setMasked(true);
    const { promise, resolve } = Promise.withResolvers<void>();
    await place.messages.send(key, body, {
      retry: async () => {
        retried++;
        resolve();
      },
    });
    const text = await place.saying(/did not send/);
    assert.match(text, /•+01 is not a valid phone number\. Check the address/);
    assert.ok(!text.includes('+1500'));
    await promise;
    assert.equal(retried, 1);
    assert.deepEqual(place.created, []);
  });

  it('that take too long are not given up for lost: looking again follows them again', async () => {
    let looks = 0;
    const place = workplace(
      {
        createAction: async () => pending,
        waitForAction: async () => (++looks === 1 ? pending : completed),
      },
      { press: (text) => (/not done with it/.test(text) ? 'Look Again' : undefined) },
    );
    await place.messages.send(key, body, next);
    await place.saying(/action is still PENDING. Do not send it again/);
    await place.saying(/has sent/);
    assert.deepEqual(place.asked, ['create', 'follow action', 'follow action']);
  });

  it('are followed on by the next window when this one is closed', async () => {
    const state = mementoOf();
    const first = workplace(
      {
        createAction: async () => pending,
        waitForAction: (_conversation, _action, { signal }) =>
          new Promise((_resolve, reject) => {
            signal?.addEventListener('abort', () =>
              reject(new ApiError({ kind: 'cancelled', message: 'Cancelled', method: 'GET', path: '/' })),
            );
          }),
      },
      { state },
    );
    await first.messages.send(key, body, next);
    first.messages.dispose();
    await new Promise(setImmediate);
    assert.deepEqual(first.said, []);
    assert.deepEqual(state.get(FOLLOWED), [{ ...key, actionId: 'action' }]);

    const second = workplace({ waitForAction: async () => completed }, { state });
    second.messages.resume(async () => {});
    await second.saying(/has sent/);
    assert.deepEqual(second.asked, ['follow action']);
    assert.equal(state.get(FOLLOWED), undefined);
  });

  it('of which nobody knows are not repeated, and looked for on request', async () => {
    const lost = new ApiError({
      kind: 'network',
      message: 'socket hang up',
      method: 'POST',
      path: '/v2/Conversations/conv/Actions',
      outcomeUnknown: true,
    });
    const other = { ...communication, id: 'other', content: { type: 'TEXT', text: 'Something else' } };
    const old = { ...communication, id: 'old', createdAt: '2020-01-01T00:00:00Z' };
    const found = workplace(
      { createAction: () => Promise.reject(lost), communications: [old, communication, other] },
      { press: (text, [first]) => (/unknown whether/.test(text) ? first : undefined) },
    );
    const outcome = await found.messages.send(key, body, next);
    assert.equal(outcome.kind, 'unknown');
    await found.saying(/It was sent/);
    assert.deepEqual(found.created, ['comm']);
    assert.deepEqual(found.asked, ['create', 'communications']);

    const none = workplace(
      { createAction: () => Promise.reject(lost), communications: [old, other] },
      { press: (text, [first]) => (/unknown whether/.test(text) ? first : undefined) },
    );
    await none.messages.send(key, body, next);
    await none.saying(/has no such message/);
    // Twilio takes some seconds: it is looked for as long.
    assert.deepEqual(none.asked, ['create', ...Array.from({ length: 9 }, () => 'communications')]);

    const listed: Communication[] = [other];
    const late = workplace(
      { createAction: () => Promise.reject(lost), communications: listed },
      {
        press: (text, [first]) => (/unknown whether/.test(text) ? first : undefined),
        slept: () => listed.push(communication),
      },
    );
    await late.messages.send(key, body, next);
    await late.saying(/It was sent/);
    assert.deepEqual(late.created, ['comm']);
  });

  it('that are refused lead to the field that the API names, or are told', async () => {
    const refusal = (message: string) =>
      new ApiError({ kind: 'status', status: 400, message, method: 'POST', path: '/x' });
    const corrected: string[][] = [];
    const named = workplace({ createAction: () => Promise.reject(refusal('payload.to[0].channel is odd')) });
    await named.messages.send(key, body, {
      ...next,
      correct: async (field, said) => void corrected.push([field, said]),
    });
    assert.deepEqual(corrected, [['to', 'payload.to[0].channel is odd']]);
    assert.deepEqual(named.failures, []);
    const unnamed = workplace({ createAction: () => Promise.reject(refusal('The conversation is CLOSED')) });
    await unnamed.messages.send(key, body, { ...next, correct: () => assert.fail('no field is named') });
    await new Promise(setImmediate);
    assert.match(unnamed.failures[0]?.title ?? '', /was not sent, and what you typed is kept/);
  });

  it('are asked about on a live account before anything is sent', async () => {
    const place = workplace({ createAction: async () => pending }, { sandbox: false });
    const outcome = await place.messages.send(key, body, next);
    assert.equal(outcome.kind, 'declined');
    assert.match(place.said[0] ?? '', /Send on the live account Support/);
    assert.deepEqual(place.asked, []);
  });
});

describe('the conversation that a message is sent in', () => {
  async function chosenFor(answers: MessageAnswers): Promise<MessageAnswers> {
    const client = { conversationPage: async () => ({ items: [conversation] }) };
    const session = { client, account: { id: 'a', label: 'Support' } } as unknown as Session;
    const services = { loaded: () => [] } as unknown as ComposeServices;
    const drafts = { get: () => ({ text: 'Begun', from: { participantId: 'p-agent' } }) };
    const ui = {
      masker: openMasker,
      pick: async ({ items }: PickQuestion<vscode.QuickPickItem>) => (await items)[0],
    } as unknown as StepUi;
    await askConversation(session, services, drafts, undefined)(answers, ui);
    return answers;
  }

  it('brings back what was begun in it, unless something was typed since', async () => {
    assert.deepEqual(await chosenFor({ text: ' ' }), {
      text: 'Begun',
      from: { participantId: 'p-agent' },
      conversationId: conversation.id,
    });
    assert.deepEqual(await chosenFor({ text: 'Typed', from: { participantId: 'elsewhere' } }), {
      text: 'Typed',
      conversationId: conversation.id,
    });
  });
});
