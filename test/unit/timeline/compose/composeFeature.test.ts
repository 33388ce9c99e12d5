import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type {
  Action,
  CreateCommunication,
  CreateSendMessageAction,
  Participant,
  Party,
} from '../../../../src/api/resources.ts';
import { closedMasker, type Masker, openMasker } from '../../../../src/platform/masking.ts';
import { ComposeFeature } from '../../../../src/timeline/compose/composeFeature.ts';
import type {
  ComposeDesk,
  DeskBody,
  DeskDraft,
  DeskMode,
  DeskOutcome,
} from '../../../../src/timeline/compose/desk.ts';
import type { PanelContext } from '../../../../src/timeline/panelContext.ts';
import type { PanelKey } from '../../../../src/timeline/panelKey.ts';
import type { Composed, ComposedDraft } from '../../../../src/timeline/protocol/composed.ts';
import type { ToView } from '../../../../src/timeline/protocol/messages.ts';
import { agent, communication, customer } from '../../../support/fixtures.ts';

const KEY: PanelKey = { accountId: 'a', conversationId: 'conv' };
const AGENT: Party = { channel: 'SMS', address: '+15550199', participantId: 'p-agent' };
const CUSTOMER: Party = { channel: 'SMS', address: '+15550100', participantId: 'p-customer' };

/** Sending that ends when it is told to. */
class FakeDesk implements ComposeDesk {
  readonly channels = [{ channel: 'SMS', prompt: 'Number', example: '+1555' }];
  readonly sent: DeskDraft[] = [];
  readonly again: DeskBody[] = [];
  readonly told: DeskOutcome[] = [];
  readonly #drafts = new Map<DeskMode, DeskDraft>();
  #listeners: ((key: PanelKey) => void)[] = [];
  #end: ((outcome: DeskOutcome) => void) | undefined;
  found: ReturnType<typeof communication> | undefined;

  onDraft(listener: (key: PanelKey) => void) {
    this.#listeners.push(listener);
    return {
      dispose: () => {
        this.#listeners = this.#listeners.filter((other) => other !== listener);
      },
    };
  }

  draft(_key = KEY, mode: DeskMode = 'record'): DeskDraft {
    return structuredClone(this.#drafts.get(mode) ?? (mode === 'send' ? { mode, text: '' } : { text: '' }));
  }

  filled(_key: PanelKey, draft: DeskDraft, participants: readonly Participant[]) {
    if (draft.author || participants.length === 0) return draft;
    return { ...draft, author: AGENT, recipients: draft.recipients ?? [CUSTOMER] };
  }

  recipientsOf(author: Party) {
    return author.participantId === 'p-agent' ? [CUSTOMER] : [AGENT];
  }

  keep(key: PanelKey, draft: DeskDraft) {
    this.#drafts.set(draft.mode ?? 'record', structuredClone(draft));
    for (const listener of this.#listeners) listener(key);
  }

  check({ text, occurredAt }: DeskDraft) {
    return {
      complaints: text.trim() === '' ? [{ field: 'text' as const, message: 'A text is needed.' }] : [],
      occurredAt: occurredAt === 'noon' ? '2026-03-09T12:00:00.000Z' : undefined,
    };
  }

  readAddress(_channel: string, typed: string) {
    const address = typed.replaceAll(' ', '');
    return { address, complaint: address.startsWith('+') ? undefined : 'Write it with +' };
  }

  send(_key: PanelKey, draft: DeskDraft) {
    this.sent.push(draft);
    return new Promise<DeskOutcome>((resolve) => {
      this.#end = (outcome) => {
        if (outcome.kind === 'created') this.keep(KEY, { text: '' });
        if (outcome.kind === 'accepted') this.keep(KEY, { mode: 'send', text: '' });
        resolve(outcome);
      };
    });
  }

  sendAgain(_key: PanelKey, body: DeskBody) {
    this.again.push(body);
    return new Promise<DeskOutcome>((resolve) => {
      this.#end = resolve;
    });
  }

  async look() {
    return this.found;
  }

  followed: { seen: (action: Action) => void; end: (action: Action) => void } | undefined;
  readonly followedOn: Action[] = [];

  follow(_key: PanelKey, _action: Action, seen: (action: Action) => void, signal: AbortSignal) {
    return new Promise<Action>((resolve, reject) => {
      this.followed = { seen, end: resolve };
      signal.addEventListener('abort', () => reject(new Error('left')));
    });
  }

  followOn(_key: PanelKey, action: Action) {
    this.followedOn.push(action);
  }

  advice() {
    return '';
  }

  async tell(_key: PanelKey, outcome: DeskOutcome) {
    this.told.push(outcome);
  }

  async end(outcome: DeskOutcome): Promise<void> {
    this.#end?.(outcome);
    await turn();
  }

  get listeners(): number {
    return this.#listeners.length;
  }
}

const BODY: CreateCommunication = {
  author: AGENT,
  recipients: [CUSTOMER],
  content: { type: 'TEXT', text: 'Hello' },
};
const created: DeskOutcome = {
  kind: 'created',
  communication: communication('c9', '2026-03-01T00:00:00Z'),
  body: BODY,
};
const lost: DeskOutcome = { kind: 'unknown', error: new Error('lost'), body: BODY, since: 0 };

async function box({
  masker = openMasker,
  participants = [customer, agent],
}: {
  masker?: Masker;
  participants?: Participant[];
} = {}) {
  const desk = new FakeDesk();
  const posted: ToView[] = [];
  const shown: string[] = [];
  const copied: string[] = [];
  const context = {
    key: KEY,
    services: { composeDesk: async () => desk },
    store: { participants },
    masker,
    visible: true,
    post: (message: ToView) => posted.push(message),
    show: (id: string) => shown.push(id),
  };
  const feature = new ComposeFeature(context as unknown as PanelContext, {
    outcome: ({ kind, ...rest }) => ({
      kind:
        kind === 'refused' || kind === 'created' || kind === 'unknown' || kind === 'discarded'
          ? kind
          : 'looking',
      words: 'action' in rest ? `${kind} ${rest.action.status}` : kind,
      ...('error' in rest && rest.error instanceof Error && kind === 'refused'
        ? { words: rest.error.message, said: rest.error.message }
        : {}),
      acts: [],
    }),
    lookFailed: () => {},
    copy: (text) => copied.push(text),
  });
  feature.handle({ type: 'composeOpen' });
  await turn();
  const boxes = () =>
    posted.flatMap((message) => (message.type === 'compose' ? [message.box as Composed] : []));
  const last = (): Composed => {
    const message = boxes().at(-1);
    assert.ok(message);
    return message;
  };
  const draft = (): ComposedDraft => {
    const message = boxes().findLast((one) => one.draft)?.draft;
    assert.ok(message);
    return message;
  };
  const keyOf = (address: string) => {
    const end = last().ends.find((one) => one.address === address);
    assert.ok(end, `${address} is offered`);
    return end.key;
  };
  return { desk, posted, shown, copied, context, feature, boxes, last, draft, keyOf };
}

describe('the box of a panel', () => {
  it('offers who takes part at each of their addresses, and who probably writes to whom', async () => {
    const { last, draft, keyOf } = await box();
    assert.deepEqual(
      last().ends.map(({ name, channel, address }) => `${name} ${channel} ${address}`),
      ['Maya Lopez SMS +15550100', 'Jonas SMS +15550199', 'Jonas WHATSAPP whatsapp:+15550199'],
    );
    assert.equal(draft().author, keyOf('+15550199'));
    assert.deepEqual(draft().recipients, [keyOf('+15550100')]);
  });

  it('lets no name and no address through the mask, and knows by the keys who is meant', async () => {
    const { desk, posted, feature, draft } = await box({ masker: closedMasker });
    assert.doesNotMatch(JSON.stringify(posted), /Maya|Jonas|15550100/);
    feature.handle({ type: 'composeSend', seq: 1, draft: { ...draft(), text: 'Hello' } });
    assert.deepEqual(desk.sent[0]?.author, AGENT);
    assert.deepEqual(desk.sent[0]?.recipients, [CUSTOMER]);
  });

  it('hides addresses in how it ended that were shown before', async () => {
    const { context, desk, feature, last, draft } = await box();
    feature.handle({ type: 'composeSend', seq: 1, draft: { ...draft(), text: 'Hello' } });
    await desk.end({
      kind: 'refused',
      error: new Error('+15550100222 is wrong'),
      field: 'author',
      body: BODY,
    });
    assert.match(JSON.stringify(last().outcome), /15550100222.*15550100222/);
    context.masker = closedMasker;
    feature.changed();
    assert.equal(last().outcome?.kind, 'refused');
    assert.doesNotMatch(JSON.stringify(last().outcome), /15550100222/);
  });

  it('does not give the view back what it wrote', async () => {
    const { feature, boxes, draft, desk } = await box();
    const before = boxes().length;
    feature.handle({ type: 'composeChange', seq: 1, draft: { ...draft(), text: 'He' } });
    feature.handle({
      type: 'composeChange',
      seq: 2,
      draft: { ...draft(), text: 'Hell', occurredAt: 'noon' },
    });
    assert.ok(
      boxes()
        .slice(before)
        .every((message) => message.draft === undefined),
    );
    assert.equal(boxes().at(-1)?.seq, 2);
    assert.equal(boxes().at(-1)?.understood, '2026-03-09T12:00:00.000Z');
    assert.equal(desk.draft().text, 'Hell');
  });

  it('takes over what was written elsewhere, and keeps who writes to whom', async () => {
    const { desk, draft } = await box();
    const author = draft().author;
    desk.keep({ ...KEY, conversationId: 'another' }, { text: 'Not here' });
    assert.equal(draft().text, '');
    desk.keep(KEY, { text: 'From the wizard' });
    assert.equal(draft().text, 'From the wizard');
    assert.equal(draft().author, author);
  });

  it('writes to the other side when the author is another one, unless somebody chose to whom', async () => {
    const { feature, draft, keyOf } = await box();
    feature.handle({ type: 'composeChange', seq: 1, draft: { ...draft(), author: keyOf('+15550100') } });
    assert.deepEqual(draft().recipients, [keyOf('+15550199')]);
    const whatsapp = keyOf('whatsapp:+15550199');
    feature.handle({ type: 'composeChange', seq: 2, draft: { ...draft(), recipients: [whatsapp] } });
    feature.handle({
      type: 'composeTyped',
      role: 'author',
      channel: 'SMS',
      address: '+1 555 0177',
      add: true,
    });
    assert.deepEqual(draft().recipients, [whatsapp]);
    assert.equal(draft().author, keyOf('+15550177'));
  });

  it('fills in who takes part when that is known only later', async () => {
    const { feature, context, draft } = await box({ participants: [] });
    assert.equal(draft().author, '');
    feature.handle({ type: 'composeChange', seq: 1, draft: { ...draft(), text: 'Early' } });
    context.store.participants.push(customer, agent);
    feature.changed();
    assert.notEqual(draft().author, '');
    assert.equal(draft().text, 'Early');
  });

  it('checks an address as it is typed, and finds the participant who has it', async () => {
    const { feature, posted, draft, keyOf, last } = await box();
    const type = (address: string, add: boolean) =>
      feature.handle({ type: 'composeTyped', role: 'recipients', channel: 'SMS', address, add });
    type('0171', true);
    assert.deepEqual(posted.at(-1), {
      type: 'composeTyped',
      address: '0171',
      complaint: 'Write it with +',
      added: false,
    });
    type('+1 555 0100', true);
    assert.equal(last().ends.length, 3, 'Maya has it: nobody is added');
    type('+1 555 0188', true);
    assert.deepEqual(draft().recipients, [keyOf('+15550100'), keyOf('+15550188')]);
  });

  it('sends once, however often it is asked, and clears what was sent', async () => {
    const { desk, feature, draft, last, shown } = await box();
    const written = { ...draft(), text: 'Hello' };
    feature.handle({ type: 'composeSend', seq: 1, draft: written });
    assert.equal(last().sending, true);
    feature.handle({ type: 'composeSend', seq: 2, draft: written });
    feature.handle({ type: 'composeAct', act: 'retry' });
    await desk.end(created);
    assert.equal(desk.sent.length, 1);
    assert.equal(last().sending, false);
    assert.equal(last().outcome?.kind, 'created');
    assert.equal(draft().text, '');
    assert.equal(draft().author, written.author);
    feature.handle({ type: 'composeAct', act: 'show' });
    assert.deepEqual(shown, ['c9']);
    feature.handle({ type: 'composeAct', act: 'sendAgain' });
    await desk.end(created);
    assert.deepEqual(desk.again, [BODY]);
  });

  it('keeps what was refused, and tells which field it is about', async () => {
    const { desk, feature, draft, last } = await box();
    feature.handle({ type: 'composeSend', seq: 1, draft: { ...draft(), text: 'Hello' } });
    await desk.end({ kind: 'refused', error: new Error('no'), field: 'recipients', body: BODY });
    assert.equal(last().outcome?.kind, 'refused');
    assert.equal(desk.draft().text, 'Hello');
    feature.handle({ type: 'composeAct', act: 'retry' });
    assert.equal(desk.sent.length, 2);
  });

  it('tries the same again where that was sent again, and not what is written now', async () => {
    const { desk, feature, draft } = await box();
    feature.handle({ type: 'composeSend', seq: 1, draft: { ...draft(), text: 'Hello' } });
    await desk.end(created);
    feature.handle({ type: 'composeAct', act: 'sendAgain' });
    await desk.end({ kind: 'refused', error: new Error('no'), body: BODY });
    feature.handle({ type: 'composeAct', act: 'retry' });
    assert.equal(desk.sent.length, 1);
    assert.deepEqual(desk.again, [BODY, BODY]);
  });

  it('looks for what nobody knows of, and sends again only when it is told to', async () => {
    const { desk, feature, draft, last } = await box();
    feature.handle({ type: 'composeSend', seq: 1, draft: { ...draft(), text: 'Hello' } });
    await desk.end(lost);
    feature.handle({ type: 'composeAct', act: 'look' });
    assert.equal(last().outcome?.words, 'looking');
    await turn();
    assert.equal(last().outcome?.kind, 'unknown');
    desk.found = communication('c7', '2026-03-01T00:00:00Z');
    feature.handle({ type: 'composeAct', act: 'look' });
    await turn();
    assert.equal(last().outcome?.kind, 'created');
    assert.equal(desk.sent.length, 1);
  });

  it('says how it ended by a notification where nobody looks at the box', async () => {
    const { desk, feature, draft } = await box();
    feature.handle({ type: 'composeSend', seq: 1, draft: { ...draft(), text: 'Hello' } });
    feature.dispose();
    await desk.end(lost);
    assert.deepEqual(desk.told, [lost]);
    assert.equal(desk.listeners, 0);
  });

  it('brings back what was discarded', async () => {
    const { desk, feature, draft } = await box();
    feature.handle({ type: 'composeChange', seq: 1, draft: { ...draft(), text: 'Hello' } });
    feature.handle({ type: 'composeAct', act: 'discard' });
    assert.equal(draft().text, '');
    assert.equal(desk.draft().text, '');
    feature.handle({ type: 'composeAct', act: 'restore' });
    assert.equal(draft().text, 'Hello');
  });

  describe('has Twilio send', () => {
    const MESSAGE: CreateSendMessageAction = {
      type: 'SEND_MESSAGE',
      payload: { from: AGENT as object, to: [CUSTOMER as object], content: { text: 'Hello' } },
    };
    const action = (status: string, related?: Record<string, string>): Action => ({
      id: 'act',
      type: 'SEND_MESSAGE',
      status,
      conversationId: 'conv',
      ...(related ? { related } : {}),
    });
    const accepted: DeskOutcome = { kind: 'accepted', action: action('PENDING'), body: MESSAGE };

    async function sent() {
      const made = await box();
      const { feature, desk, draft } = made;
      feature.handle({ type: 'composeChange', seq: 1, draft: { ...draft(), mode: 'send', text: 'Hello' } });
      feature.handle({ type: 'composeSend', seq: 2, draft: draft() });
      await desk.end(accepted);
      return made;
    }

    it('what was begun to be recorded, and never leaves it in both places', async () => {
      const { feature, desk, draft } = await box();
      feature.handle({ type: 'composeChange', seq: 1, draft: { ...draft(), text: 'Hello' } });
      feature.handle({ type: 'composeChange', seq: 2, draft: { ...draft(), mode: 'send', text: 'Hello' } });
      assert.deepEqual([draft().mode, draft().text], ['send', 'Hello']);
      assert.equal(desk.draft().text, '');
      assert.equal(desk.draft(KEY, 'send').text, 'Hello');
      desk.keep(KEY, { text: 'From the wizard' });
      feature.handle({ type: 'composeChange', seq: 3, draft: { ...draft(), mode: 'record' } });
      assert.deepEqual([draft().mode, draft().text], ['record', 'From the wizard']);
      assert.equal(desk.draft(KEY, 'send').text, 'Hello');
    });

    it('and follows it to its end', async () => {
      const { feature, desk, last, draft, shown, copied } = await sent();
      assert.equal(desk.sent[0]?.mode, 'send');
      assert.equal(last().outcome?.words, 'taken PENDING');
      assert.deepEqual([draft().mode, draft().text], ['send', '']);
      const ended = action('COMPLETED', { messageSid: 'SM1', communicationId: 'c5' });
      desk.followed?.seen(ended);
      desk.followed?.end(ended);
      await turn();
      assert.equal(last().outcome?.words, 'taken COMPLETED');
      feature.handle({ type: 'composeAct', act: 'show' });
      feature.handle({ type: 'composeAct', act: 'copySid' });
      assert.deepEqual([shown, copied], [['c5'], ['SM1']]);
    });

    it('and brings back what failed, to be changed', async () => {
      const { feature, desk, draft } = await sent();
      desk.followed?.end(action('FAILED'));
      await turn();
      feature.handle({ type: 'composeAct', act: 'edit' });
      assert.deepEqual([draft().mode, draft().text], ['send', 'Hello']);
    });

    it('and follows on where nobody looks any more', async () => {
      const { feature, desk } = await sent();
      feature.dispose();
      await turn();
      assert.deepEqual(desk.followedOn, [action('PENDING')]);
    });
  });
});
