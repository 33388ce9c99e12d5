import * as vscode from 'vscode';
import type {
  Action,
  Channel,
  Communication,
  CreateCommunication,
  CreateSendMessageAction,
  Participant,
  Party,
} from '../api/resources.ts';
import { addressComplaint, addressHint, normalizedAddress } from '../platform/addresses.ts';
import { readMoment } from '../platform/moment.ts';
import { checkDraft, type DraftField } from './check.ts';
import type { ComposeParts } from './compose.ts';
import type { ComposeKey } from './composeKey.ts';
import { communicationOf, type DeskDraft, deskDraftOf, messageOf } from './deskDraft.ts';
import { candidatesOf, likelyAuthor, likelyRecipients, partyOf, sameParty } from './draft.ts';
import { checkMessage, type MessageField } from './message/checkMessage.ts';
import { failureAdvice } from './message/failureAdvice.ts';
import { FollowedMessages } from './message/followed.ts';
import { canSendOn } from './message/messageDraft.ts';
import { momentHere } from './momentHere.ts';
import { tellOutcome } from './outcomes.ts';
import { afterSending } from './sent.ts';

/** A field of either form: a message's sender and recipients are its author and recipients here. */
export type DeskField = DraftField | Exclude<MessageField, 'from' | 'to'>;

/** A communication that is recorded, or a message that Twilio delivers. */
export type DeskBody = CreateCommunication | CreateSendMessageAction;

/** How sending from a desk ended. */
export type DeskOutcome =
  | { kind: 'created'; communication: Communication; body: DeskBody }
  /** Twilio has taken the message: what becomes of it, its action tells. */
  | { kind: 'accepted'; action: Action; body: DeskBody }
  | { kind: 'declined' }
  | { kind: 'incomplete' }
  | { kind: 'refused'; error: unknown; field?: DeskField | undefined; body: DeskBody }
  | { kind: 'unknown'; error: Error; body: DeskBody; since: number };

/** Channels that an address is typed for, those that text is written on first. */
const TYPED_CHANNELS: readonly Channel[] = ['SMS', 'WHATSAPP', 'RCS', 'CHAT', 'VOICE', 'VIDEO'];

/** Where communications and messages are written and sent from in a place of their own, such as a conversation's panel. */
export class Desk {
  readonly #parts: ComposeParts;
  readonly #followed: FollowedMessages;
  readonly channels = TYPED_CHANNELS.map((channel) => ({ channel, ...addressHint(channel, vscode.l10n) }));

  constructor(parts: ComposeParts) {
    this.#parts = parts;
    this.#followed = new FollowedMessages(parts.services.workspaceState);
  }

  onDraft(listener: (key: ComposeKey) => void): vscode.Disposable {
    const { drafts, messages } = this.#parts;
    return vscode.Disposable.from(drafts.onDidChange(listener), messages.drafts.onDidChange(listener));
  }

  draft(key: ComposeKey, mode: 'record' | 'send', participants: readonly Participant[]): DeskDraft {
    const { drafts, messages } = this.#parts;
    if (mode === 'record') return drafts.get(key) ?? { text: '' };
    const draft = messages.drafts.get(key);
    return draft ? deskDraftOf(draft, participants) : { mode, text: '' };
  }

  /** The draft with who wrote to whom last in this conversation, or who probably does. */
  filled(key: ComposeKey, draft: DeskDraft, participants: readonly Participant[]): DeskDraft {
    if (draft.author) return draft;
    const candidates = candidatesOf(participants).filter(
      ({ address }) => draft.mode !== 'send' || canSendOn(address.channel),
    );
    const last = this.#parts.lastUsed.of(key.accountId);
    // Who left the conversation meanwhile does not write any more; an address that was typed still may.
    const isThere = (party: Party) =>
      !party.participantId || candidates.some((candidate) => sameParty(partyOf(candidate), party));
    if (
      draft.mode !== 'send' &&
      last?.conversationId === key.conversationId &&
      [last.author, ...last.recipients].every(isThere)
    )
      return { ...draft, author: last.author, recipients: draft.recipients ?? last.recipients };
    const author = likelyAuthor(candidates);
    if (!author) return draft;
    return { ...draft, author, recipients: draft.recipients ?? likelyRecipients(author, candidates) };
  }

  recipientsOf(author: Party, participants: readonly Participant[]): Party[] {
    return likelyRecipients(author, candidatesOf(participants));
  }

  keep(key: ComposeKey, draft: DeskDraft): void {
    const { drafts, messages } = this.#parts;
    if (draft.mode === 'send') messages.drafts.keep(key, messageOf(draft));
    else drafts.keep(key, communicationOf(draft));
  }

  check(
    draft: DeskDraft,
    participants: readonly Participant[],
  ): {
    complaints: readonly { field: DeskField; message: string }[];
    occurredAt?: string | undefined;
  } {
    if (draft.mode === 'send') {
      const { complaints } = checkMessage(messageOf(draft), participants, vscode.l10n);
      return { complaints: complaints.map(({ field, message }) => ({ field: deskField(field), message })) };
    }
    const moment = momentHere();
    const at = readMoment(draft.occurredAt ?? '', moment);
    const date = at === undefined ? undefined : new Date(at);
    return {
      complaints: checkDraft(communicationOf(draft), moment, vscode.l10n).complaints,
      occurredAt: date && !Number.isNaN(date.getTime()) ? date.toISOString() : undefined,
    };
  }

  readAddress(channel: string, typed: string): { address: string; complaint?: string | undefined } {
    const address = normalizedAddress(channel, typed);
    return { address, complaint: addressComplaint(channel, address, [], vscode.l10n) };
  }

  async send(key: ComposeKey, draft: DeskDraft, participants: readonly Participant[]): Promise<DeskOutcome> {
    // Kept before it is sent: whatever happens from here on, it is not lost.
    this.keep(key, draft);
    const body =
      draft.mode === 'send'
        ? checkMessage(messageOf(draft), participants, vscode.l10n).body
        : checkDraft(communicationOf(draft), momentHere(), vscode.l10n).body;
    if (!body) return { kind: 'incomplete' };
    const outcome = await this.sendAgain(key, body);
    if (outcome.kind === 'created' || outcome.kind === 'accepted') this.#wasSent(key, body);
    return outcome;
  }

  async sendAgain(key: ComposeKey, body: DeskBody): Promise<DeskOutcome> {
    const { sender, messages, lastUsed } = this.#parts;
    if (isMessage(body)) {
      const outcome = await messages.sender.send(key, body);
      if (outcome.kind === 'declined') return outcome;
      if (outcome.kind !== 'refused') return { ...outcome, body };
      const { error, field } = outcome;
      return { kind: 'refused', error, body, ...(field ? { field: deskField(field) } : {}) };
    }
    const outcome = await sender.send(key, body);
    if (outcome.kind === 'created') {
      const { author, recipients } = body;
      lastUsed.remember(key.accountId, { conversationId: key.conversationId, author, recipients });
    }
    return outcome.kind === 'declined' ? outcome : { ...outcome, body };
  }

  /** Follows a message that Twilio has taken. A window that is reloaded meanwhile goes on by itself. */
  async follow(
    key: ComposeKey,
    action: Action,
    onProgress: (action: Action) => void,
    signal: AbortSignal,
  ): Promise<Action> {
    const followed = { ...key, actionId: action.id };
    this.#followed.add(followed);
    try {
      return await this.#parts.messages.sender.follow(key, action, {
        onProgress,
        signal,
      });
    } finally {
      // Where the looking alone ends, the message is still to be followed: by the next window at the latest.
      if (!signal.aborted) this.#followed.remove(followed);
    }
  }

  /** Goes on following where nobody looks at the box any more. @param draft brought back if it fails and is to be changed */
  followOn(key: ComposeKey, action: Action, draft: DeskDraft | undefined): void {
    const { messages, services } = this.#parts;
    messages.followOn({ ...key, actionId: action.id }, async () => {
      if (draft) this.keep(key, draft);
      await services.openTimeline(key);
    });
  }

  advice(failureReason: string): string {
    return failureAdvice(failureReason, vscode.l10n);
  }

  async look(key: ComposeKey, body: DeskBody, since: number): Promise<Communication | undefined> {
    const { sender, messages } = this.#parts;
    const found = isMessage(body)
      ? await messages.sender.look(key, body, since)
      : await sender.look(key, body, since);
    const latest = found.at(-1);
    if (!latest) return undefined;
    this.#wasSent(key, body);
    sender.found(key.accountId, latest);
    return latest;
  }

  async tell(key: ComposeKey, outcome: DeskOutcome): Promise<void> {
    if (outcome.kind === 'declined' || outcome.kind === 'incomplete') return;
    const { services, sender, messages } = this.#parts;
    // Back to where it was written, with all that was: sending it is the person's act.
    const retry = () => services.openTimeline(key);
    const { body } = outcome;
    if (isMessage(body)) {
      // What a message's outcome has of fields is about another form.
      if (outcome.kind === 'unknown') await messages.tell(key, { ...outcome, body }, { retry });
      else if (outcome.kind === 'refused')
        await messages.tell(key, { kind: 'refused', error: outcome.error }, { retry });
      return;
    }
    const failed = vscode.l10n.t('The communication was not created, and what you typed is kept');
    const next = { failed, retry };
    if (outcome.kind === 'unknown') await tellOutcome(services, sender, key, { ...outcome, body }, next);
    else if (outcome.kind === 'refused')
      await tellOutcome(services, sender, key, { kind: 'refused', error: outcome.error }, next);
  }

  /** What was sent is no draft any more; what was typed meanwhile still is. */
  #wasSent(key: ComposeKey, body: DeskBody): void {
    const { drafts, messages } = this.#parts;
    if (isMessage(body)) {
      const draft = messages.drafts.get(key);
      if (draft && draft.text.trim() === (body.payload.content.text ?? '').trim())
        messages.drafts.forget(key);
      return;
    }
    const draft = drafts.get(key);
    if (draft && draft.text === body.content.text) drafts.keep(key, afterSending(draft));
  }
}

function isMessage(body: DeskBody): body is CreateSendMessageAction {
  return 'payload' in body;
}

function deskField(field: MessageField): DeskField {
  if (field === 'from') return 'author';
  return field === 'to' ? 'recipients' : field;
}
