import type { Communication, CreateCommunication, Participant, Party } from '../../api/resources.ts';
import type { PanelKey } from '../panelKey.ts';
import type { ComposeField } from '../protocol/compose.ts';

/** A communication that is being written, as it was typed. What is not answered yet is absent, or an empty text. */
export interface DeskDraft {
  author?: Party;
  recipients?: Party[];
  text: string;
  /** TEXT when absent. */
  kind?: 'TEXT' | 'TRANSCRIPTION';
  /** Numbers as they were typed. */
  transcription?: { channel?: string; confidence?: string; engine?: string };
  channelId?: string;
  occurredAt?: string;
  resourceId?: string;
  /** `send` is a message that Twilio delivers; `record`, and what says nothing of it, is stored only. */
  mode?: 'record' | 'send';
  /** Of a message: what goes beside its text, or in place of it. */
  contentId?: string;
  variables?: string;
  mediaUrls?: string;
  channelSettings?: string;
}

/** What a draft is checked by. */
export interface DeskCheck {
  complaints: readonly { field: ComposeField; message: string }[];
  /** What the words for when it occurred are understood as: ISO 8601. */
  occurredAt?: string | undefined;
}

/** How sending ended. */
export type DeskOutcome =
  | { kind: 'created'; communication: Communication; body: CreateCommunication }
  /** The person thought better of it. */
  | { kind: 'declined' }
  /** The rules of the API are against it: nothing was sent. */
  | { kind: 'incomplete' }
  /** @property field which the API named as the reason */
  | { kind: 'refused'; error: unknown; field?: ComposeField | undefined; body: CreateCommunication }
  /** The connection was lost after it was sent. @property since epoch milliseconds */
  | { kind: 'unknown'; error: Error; body: CreateCommunication; since: number };

/** An address of a channel as it was typed. */
export interface TypedAddress {
  /** As the API knows it. */
  address: string;
  complaint?: string | undefined;
}

/** Where a communication is written and sent from: what a panel's box asks of the part that composes. */
export interface ComposeDesk {
  /** Tells of a draft that was changed or sent, by whomever. @returns ends that */
  onDraft(listener: (key: PanelKey) => void): { dispose(): void };
  /** The draft of a conversation; one that says nothing where there is none. */
  draft(key: PanelKey): DeskDraft;
  /** The same draft with who probably writes to whom, where that is not chosen. */
  filled(key: PanelKey, draft: DeskDraft, participants: readonly Participant[]): DeskDraft;
  /** Who an author probably writes to. */
  recipientsOf(author: Party, participants: readonly Participant[]): Party[];
  keep(key: PanelKey, draft: DeskDraft): void;
  check(draft: DeskDraft): DeskCheck;
  readonly channels: readonly { channel: string; prompt: string; example: string }[];
  readAddress(channel: string, typed: string): TypedAddress;
  /** Creates what is written, once; what was sent is taken out of the draft. */
  send(key: PanelKey, draft: DeskDraft): Promise<DeskOutcome>;
  /** Creates the same once more. */
  sendAgain(key: PanelKey, body: CreateCommunication): Promise<DeskOutcome>;
  /** Looks for one of which nobody knows whether it arrived, and takes what was sent out of the draft if it did. */
  look(key: PanelKey, body: CreateCommunication, since: number): Promise<Communication | undefined>;
  /** Says how it ended by a notification: nobody looks at the box. */
  tell(key: PanelKey, outcome: DeskOutcome): Promise<void>;
}
