import * as vscode from 'vscode';
import type { Communication, CreateCommunication, Participant, Party } from '../api/resources.ts';
import { addressComplaint, addressHint, normalizedAddress } from '../platform/addresses.ts';
import { readMoment } from '../platform/moment.ts';
import { type Complaint, checkDraft, type DraftField } from './check.ts';
import type { ComposeParts } from './compose.ts';
import { type ComposeKey, keyText } from './composeKey.ts';
import {
  type CommunicationDraft,
  candidatesOf,
  likelyAuthor,
  likelyRecipients,
  partyOf,
  sameParty,
} from './draft.ts';
import { momentHere } from './momentHere.ts';
import { tellOutcome } from './outcomes.ts';
import type { SendOutcome } from './sender.ts';
import { afterSending } from './sent.ts';

/** How sending from a desk ended. */
export type DeskOutcome =
  | { kind: 'created'; communication: Communication; body: CreateCommunication }
  | { kind: 'declined' }
  | { kind: 'incomplete' }
  | { kind: 'refused'; error: unknown; field?: DraftField | undefined; body: CreateCommunication }
  | { kind: 'unknown'; error: Error; body: CreateCommunication; since: number };

/** Channels that an address is typed for, those that text is written on first. */
const TYPED_CHANNELS = ['SMS', 'WHATSAPP', 'RCS', 'CHAT', 'VOICE', 'VIDEO', 'EMAIL'];

/** Where communications are written and sent from in a place of their own, such as a conversation's panel. */
export class Desk {
  readonly #parts: ComposeParts;
  readonly channels = TYPED_CHANNELS.map((channel) => ({ channel, ...addressHint(channel, vscode.l10n) }));

  constructor(parts: ComposeParts) {
    this.#parts = parts;
  }

  onDraft(listener: (key: ComposeKey) => void): vscode.Disposable {
    return this.#parts.drafts.onDidChange(listener);
  }

  draft(key: ComposeKey): CommunicationDraft {
    return this.#parts.drafts.get(key) ?? { text: '' };
  }

  /** The draft with who wrote to whom last in this conversation, or who probably does. */
  filled(
    key: ComposeKey,
    draft: CommunicationDraft,
    participants: readonly Participant[],
  ): CommunicationDraft {
    if (draft.author) return draft;
    const candidates = candidatesOf(participants);
    const last = this.#parts.lastUsed.of(key.accountId);
    // Who left the conversation meanwhile does not write any more; an address that was typed still may.
    const isThere = (party: Party) =>
      !party.participantId || candidates.some((candidate) => sameParty(partyOf(candidate), party));
    if (
      last &&
      keyText({ ...key, conversationId: last.conversationId }) === keyText(key) &&
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

  keep(key: ComposeKey, draft: CommunicationDraft): void {
    this.#parts.drafts.keep(key, draft);
  }

  check(draft: CommunicationDraft): { complaints: readonly Complaint[]; occurredAt?: string | undefined } {
    const moment = momentHere();
    const at = readMoment(draft.occurredAt ?? '', moment);
    const date = at === undefined ? undefined : new Date(at);
    return {
      complaints: checkDraft(draft, moment, vscode.l10n).complaints,
      occurredAt: date && !Number.isNaN(date.getTime()) ? date.toISOString() : undefined,
    };
  }

  readAddress(channel: string, typed: string): { address: string; complaint?: string | undefined } {
    const address = normalizedAddress(channel, typed);
    return { address, complaint: addressComplaint(channel, address, [], vscode.l10n) };
  }

  async send(key: ComposeKey, draft: CommunicationDraft): Promise<DeskOutcome> {
    // Kept before it is sent: whatever happens from here on, it is not lost.
    this.keep(key, draft);
    const { body } = checkDraft(draft, momentHere(), vscode.l10n);
    if (!body) return { kind: 'incomplete' };
    const outcome = await this.sendAgain(key, body);
    if (outcome.kind === 'created') this.#wasSent(key, body);
    return outcome;
  }

  async sendAgain(key: ComposeKey, body: CreateCommunication): Promise<DeskOutcome> {
    const { sender, lastUsed } = this.#parts;
    const outcome = await sender.send(key, body);
    if (outcome.kind === 'created') {
      const { author, recipients } = body;
      lastUsed.remember(key.accountId, { conversationId: key.conversationId, author, recipients });
    }
    return outcome.kind === 'declined' ? outcome : { ...outcome, body };
  }

  async look(key: ComposeKey, body: CreateCommunication, since: number): Promise<Communication | undefined> {
    const { sender } = this.#parts;
    const latest = (await sender.look(key, body, since)).at(-1);
    if (!latest) return undefined;
    this.#wasSent(key, body);
    sender.found(key.accountId, latest);
    return latest;
  }

  async tell(key: ComposeKey, outcome: DeskOutcome): Promise<void> {
    if (outcome.kind === 'declined' || outcome.kind === 'incomplete') return;
    const { services, sender } = this.#parts;
    const again = async () => this.tell(key, await this.sendAgain(key, outcome.body));
    await tellOutcome(services, sender, key, outcome satisfies SendOutcome, {
      failed: vscode.l10n.t('The communication was not created, and what you typed is kept'),
      // Back to where it was written, with all that was: sending it is the person's act.
      retry: () => services.openTimeline(key),
      ...(outcome.kind === 'created' ? { sendAgain: again } : {}),
    });
  }

  /** What was sent is no draft any more; what was typed meanwhile still is. */
  #wasSent(key: ComposeKey, { content }: CreateCommunication): void {
    const { drafts } = this.#parts;
    const draft = drafts.get(key);
    if (draft && draft.text === content.text) drafts.keep(key, afterSending(draft));
  }
}
