import type { CreateCommunication, Participant, Party } from '../../api/resources.ts';
import { hideAddresses, type Masker } from '../../platform/masking.ts';
import type { PanelContext, PanelFeature } from '../panelContext.ts';
import type { ComposeAct } from '../protocol/compose.ts';
import type { Composed, ComposedDraft, ComposeOutcome } from '../protocol/composed.ts';
import type { ToHost } from '../protocol/messages.ts';
import type { ComposeDesk, DeskDraft, DeskOutcome } from './desk.ts';
import type { Ended, Taken } from './ended.ts';
import { Ends, isSameEnd } from './ends.ts';
import { composedOf, writtenOf } from './written.ts';

/** Puts into words what a person is told. */
export interface ComposeWords {
  /** @param advice what to do about a message that was not delivered */
  outcome(ended: Ended, context: PanelContext, advice: (reason: string) => string): ComposeOutcome;
  lookFailed(error: unknown, context: PanelContext): void;
  copy(text: string): void;
}

/** Serves the box at the foot of a panel: keeps what is written, sends it once, and says how that ended. */
export class ComposeFeature implements PanelFeature {
  readonly #context: PanelContext;
  readonly #words: ComposeWords;
  readonly #ends = new Ends();
  #desk: ComposeDesk | undefined;
  #listening: { dispose(): void } | undefined;
  /** The view shows the box. */
  #shown = false;
  #disposed = false;
  #draft: DeskDraft = { text: '' };
  /** The view's number of the last change that came from it. */
  #seq = 0;
  /** The draft is being kept: what is told of it is known here. */
  #keeping = false;
  #sending = false;
  #ended: Ended | undefined;
  /** How it ended in words, made once: the log has each failure once. */
  #outcome: ComposeOutcome | undefined;
  #posted = '';
  /** A message is followed. */
  #following: AbortController | undefined;

  constructor(context: PanelContext, words: ComposeWords) {
    this.#context = context;
    this.#words = words;
  }

  handle(message: ToHost): boolean {
    switch (message.type) {
      case 'composeOpen':
        void this.#open();
        return true;
      case 'composeClose':
        this.#shown = false;
        return true;
      case 'composeChange':
        this.#change(message.seq, message.draft);
        return true;
      case 'composeSend':
        this.#take(message.seq, message.draft);
        void this.#send();
        return true;
      case 'composeTyped':
        this.#typed(message.role, message.channel, message.address, message.add);
        return true;
      case 'composeAct':
        void this.#act(message.act);
        return true;
      default:
        return false;
    }
  }

  changed(): void {
    if (!this.#shown || !this.#desk) return;
    // Who takes part may be known only now.
    const filled = this.#filled(this.#draft);
    const isNew = filled.author !== this.#draft.author;
    this.#draft = filled;
    this.#post(isNew);
  }

  dispose(): void {
    this.#disposed = true;
    this.#listening?.dispose();
    this.#following?.abort();
  }

  get #participants(): readonly Participant[] {
    return this.#context.store?.participants ?? [];
  }

  async #open(): Promise<void> {
    const desk = await this.#context.services.composeDesk();
    if (this.#disposed) return;
    this.#desk = desk;
    this.#shown = true;
    this.#listening ??= desk.onDraft((changed) => {
      const { accountId, conversationId } = this.#context.key;
      if (this.#keeping || changed.accountId !== accountId || changed.conversationId !== conversationId)
        return;
      this.#takeDraft();
    });
    const kept = this.#begun(desk);
    // Who writes to whom is kept with a text only: as long as this panel lives it is remembered without one.
    this.#draft = this.#filled(kept.author ? kept : { ...this.#draft, ...kept });
    // A view that begins counts from nought.
    this.#seq = 0;
    this.#post(true);
  }

  /** What was begun and not sent: what is to be recorded first. */
  #begun(desk: ComposeDesk): DeskDraft {
    const { key } = this.#context;
    const draft = desk.draft(key, this.#draft.mode ?? 'record', this.#participants);
    if (draft.text !== '' || this.#draft.mode === 'send') return draft;
    const message = desk.draft(key, 'send', this.#participants);
    return message.text === '' ? draft : message;
  }

  /** Takes over the draft as it was changed elsewhere, or sent. */
  #takeDraft(): void {
    if (!this.#desk) return;
    const next = this.#desk.draft(this.#context.key, this.#draft.mode ?? 'record', this.#participants);
    const { author, recipients, kind } = this.#draft;
    const { mode } = this.#draft;
    const stays = {
      ...(mode ? { mode } : {}),
      ...(author ? { author } : {}),
      ...(recipients ? { recipients } : {}),
      ...(kind ? { kind } : {}),
    };
    this.#draft = this.#filled(next.author ? next : { ...stays, ...next });
    this.#post(true);
  }

  #filled(draft: DeskDraft): DeskDraft {
    return this.#desk?.filled(this.#context.key, draft, this.#participants) ?? draft;
  }

  #change(seq: number, composed: ComposedDraft): void {
    if (this.#desk) this.#post(this.#take(seq, composed));
  }

  /** Takes over what was written. @returns whether it is another draft then than the view wrote */
  #take(seq: number, composed: ComposedDraft): boolean {
    if (!this.#desk) return false;
    this.#seq = seq;
    // What is on its way is as it was when it was sent.
    if (this.#sending) return false;
    const before = this.#draft;
    const draft = writtenOf(composed, this.#ends);
    if ((draft.mode ?? 'record') !== (before.mode ?? 'record')) {
      this.#switchTo(this.#desk, before, draft);
      return true;
    }
    const anew = this.#recipientsOfAnother(before, draft);
    this.#draft = anew ? { ...draft, recipients: anew } : draft;
    this.#keep();
    if (this.#ended?.kind === 'discarded' && draft.text !== '') this.#end(undefined);
    return anew !== undefined;
  }

  /** What is written becomes the other thing, unless that was begun already: then both stay, each in its place. */
  #switchTo(
    desk: ComposeDesk,
    before: DeskDraft,
    { mode = 'record', text, author, recipients }: DeskDraft,
  ): void {
    const other = desk.draft(this.#context.key, mode, this.#participants);
    const moves = other.text === '';
    if (moves) {
      this.#keep({ ...before, text: '' });
      // Of those who cannot send, or to whom it cannot go, the desk chooses others.
      const able = (party: Party) =>
        mode === 'record' ||
        desk
          .check({ mode, text: 'x', author: party, recipients: recipients ?? [] }, this.#participants)
          .complaints.every(({ field }) => field !== 'author' && field !== 'recipients');
      const ends = author && able(author) ? { author, recipients: recipients ?? [] } : {};
      this.#draft = this.#filled({ ...ends, ...other, text });
    } else {
      this.#keep(before);
      this.#draft = this.#filled(other);
    }
    this.#keep(this.#draft);
    this.#end(undefined);
  }

  /** Another author writes to others, as long as nobody has chosen to whom. */
  #recipientsOfAnother(before: DeskDraft, { author, recipients = [] }: DeskDraft): Party[] | undefined {
    if (!author || !this.#desk || (before.author && isSameEnd(before.author, author))) return undefined;
    const others = recipients.filter(
      (party) => !author.participantId || party.participantId !== author.participantId,
    );
    const likely = this.#desk.recipientsOf(author, this.#participants);
    const wasLikely = before.author
      ? isSameEnds(recipients, this.#desk.recipientsOf(before.author, this.#participants))
      : recipients.length === 0;
    if ((wasLikely || others.length === 0) && likely.length > 0) return likely;
    return others.length === recipients.length ? undefined : others;
  }

  #keep(draft: DeskDraft = this.#draft): void {
    this.#keeping = true;
    try {
      this.#desk?.keep(this.#context.key, draft);
    } finally {
      this.#keeping = false;
    }
  }

  #typed(role: 'author' | 'recipients', channel: string, typed: string, add: boolean): void {
    if (!this.#desk) return;
    const { address, complaint } = this.#desk.readAddress(channel, typed);
    const added = add && complaint === undefined && !this.#sending;
    this.#context.post({
      type: 'composeTyped',
      address: add ? this.#context.masker.address(address) : address,
      added,
      ...(complaint === undefined ? {} : { complaint }),
    });
    if (!added) return;
    const party = plainParty(this.#ends.add({ channel, address }, this.#participants));
    const { recipients = [] } = this.#draft;
    if (role === 'author') {
      const draft = { ...this.#draft, author: party };
      const anew = this.#recipientsOfAnother(this.#draft, draft);
      this.#draft = anew ? { ...draft, recipients: anew } : draft;
    } else if (!recipients.some((other) => isSameEnd(other, party))) {
      this.#draft = { ...this.#draft, recipients: [...recipients, party] };
    }
    this.#keep();
    this.#post(true);
  }

  async #send(): Promise<void> {
    const desk = this.#desk;
    if (!desk || this.#sending) return;
    const draft = this.#draft;
    await this.#during(() => desk.send(this.#context.key, draft, this.#participants), draft);
  }

  /** Does what sends, one at a time, and says how it ended. */
  async #during(send: () => Promise<DeskOutcome>, draft?: DeskDraft): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    // What became of the one before is told by a notification then.
    this.#following?.abort();
    this.#end(undefined);
    this.#post();
    let outcome: DeskOutcome;
    try {
      outcome = await send();
    } catch (error) {
      // Nothing was sent: the account could not be opened.
      outcome = { kind: 'refused', error, body: NOTHING };
    }
    this.#sending = false;
    if (outcome.kind === 'accepted') {
      const { action, body } = outcome;
      void this.#follow({ kind: 'taken', action, body, draft });
      return;
    }
    if (outcome.kind !== 'declined' && outcome.kind !== 'incomplete') {
      this.#end(draft || outcome.kind === 'created' ? outcome : { ...outcome, repeated: true });
      const isSeen = this.#shown && this.#context.visible && !this.#disposed;
      if (!isSeen && outcome.kind !== 'created') void this.#desk?.tell(this.#context.key, outcome);
    }
    this.#post();
  }

  /** Follows a message to its end, as long as this panel lives; then by notifications. */
  async #follow(taken: Taken): Promise<void> {
    const desk = this.#desk;
    if (!desk) return;
    const { key } = this.#context;
    if (this.#disposed) return desk.followOn(key, taken.action, taken.draft);
    this.#following?.abort();
    const following = new AbortController();
    this.#following = following;
    // Another one may have been sent meanwhile: that is what is told of then.
    const tell = (now: Taken) => {
      if (this.#following !== following || this.#disposed) return;
      this.#end(now);
      this.#post();
    };
    const { kind, body, draft } = taken;
    tell({ kind, body, draft, action: taken.action });
    try {
      const action = await desk.follow(
        key,
        taken.action,
        (seen) => tell({ kind, body, draft, action: seen }),
        following.signal,
      );
      tell({ kind, body, draft, action, left: true });
    } catch (error) {
      if (following.signal.aborted) desk.followOn(key, taken.action, draft);
      else tell({ kind, body, draft, action: taken.action, left: true, error });
    }
  }

  async #act(act: ComposeAct): Promise<void> {
    const desk = this.#desk;
    const ended = this.#ended;
    const { key, services } = this.#context;
    if (!desk) return;
    switch (act) {
      case 'show':
        if (ended?.kind === 'created') this.#context.show(ended.communication.id);
        if (ended?.kind === 'taken') this.#show(ended);
        break;
      case 'sendAgain':
      case 'retry': {
        const same =
          ended?.kind === 'created' ||
          ended?.kind === 'taken' ||
          (ended && 'repeated' in ended && ended.repeated);
        if (same) await this.#during(() => desk.sendAgain(key, ended.body));
        else await this.#send();
        break;
      }
      case 'look':
        if (ended?.kind === 'unknown') await this.#look(desk, ended);
        if (ended?.kind === 'taken') await this.#follow(ended);
        break;
      case 'copySid':
        if (ended?.kind === 'taken') this.#words.copy(ended.action.related?.['messageSid'] ?? '');
        break;
      case 'openLog':
        await services.notifier.carryOut('openLog');
        break;
      case 'discard':
        if (this.#sending) break;
        this.#discard(this.#draft);
        break;
      case 'restore':
      case 'edit':
        if ((ended?.kind !== 'discarded' && ended?.kind !== 'taken') || !ended.draft) break;
        this.#draft = ended.draft;
        this.#keep();
        this.#end(undefined);
        this.#post(true);
        break;
      case 'dismiss':
        this.#end(undefined);
        this.#post();
        break;
    }
  }

  #show({ action }: Taken): void {
    const id = action.related?.['communicationId'];
    if (id !== undefined) this.#context.show(id);
  }

  #discard(draft: DeskDraft): void {
    const { author, recipients, mode } = draft;
    this.#draft = {
      text: '',
      ...(mode ? { mode } : {}),
      ...(author ? { author } : {}),
      ...(recipients ? { recipients } : {}),
    };
    this.#keep();
    this.#end({ kind: 'discarded', draft });
    this.#post(true);
  }

  async #look(desk: ComposeDesk, unknown: Extract<Ended, { kind: 'unknown' }>): Promise<void> {
    const { body } = unknown;
    this.#end({ ...unknown, kind: 'looking' });
    this.#post();
    try {
      const found = await desk.look(this.#context.key, body, unknown.since);
      if (found) this.#end({ kind: 'created', communication: found, body, found: true });
      else this.#end({ ...unknown, missing: true });
    } catch (failure) {
      this.#end(unknown);
      this.#words.lookFailed(failure, this.#context);
    }
    this.#post();
  }

  #end(ended: Ended | undefined): void {
    this.#ended = ended;
    this.#outcome =
      ended && this.#words.outcome(ended, this.#context, (reason) => this.#desk?.advice(reason) ?? '');
  }

  /** @param withDraft the draft is another one than the view wrote */
  #post(withDraft = false): void {
    const desk = this.#desk;
    if (!desk || !this.#shown) return;
    const { masker } = this.#context;
    const { author, recipients = [] } = this.#draft;
    const chosen = [...(author ? [author] : []), ...recipients];
    const { complaints, occurredAt } = desk.check(this.#draft, this.#participants);
    const box: Composed = {
      seq: this.#seq,
      ends: this.#ends.shown(this.#participants, chosen, masker),
      channels: [...desk.channels],
      complaints: complaints.map(({ field, message }) => ({ field, words: message })),
      ...(occurredAt === undefined ? {} : { understood: occurredAt }),
      sending: this.#sending,
      ...(this.#outcome ? { outcome: hidden(this.#outcome, masker) } : {}),
    };
    const json = JSON.stringify(box);
    if (!withDraft && json === this.#posted) return;
    this.#posted = json;
    this.#context.post({
      type: 'compose',
      box: withDraft ? { ...box, draft: composedOf(this.#draft, this.#ends) } : box,
    });
  }
}

/** What was never made. */
const NOTHING: CreateCommunication = {
  author: { address: '', channel: '' },
  recipients: [],
  content: { type: 'TEXT', text: '' },
};

/** Words that were made while addresses were shown quote none once they are hidden. */
function hidden(outcome: ComposeOutcome, masker: Masker): ComposeOutcome {
  const { words, said } = outcome;
  return {
    ...outcome,
    words: hideAddresses(words, masker),
    ...(said === undefined ? {} : { said: hideAddresses(said, masker) }),
  };
}

function plainParty({ address, channel, participantId }: Party): Party {
  return { address, channel, ...(participantId ? { participantId } : {}) };
}

function isSameEnds(some: readonly Party[], others: readonly Party[]): boolean {
  return (
    some.length === others.length && some.every((party) => others.some((other) => isSameEnd(party, other)))
  );
}
