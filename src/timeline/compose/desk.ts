import type {
  Action,
  Communication,
  CreateCommunication,
  CreateSendMessageAction,
  Participant,
  Party,
} from '../../api/resources.ts';
import type { PanelKey } from '../panelKey.ts';
import type { ComposeField } from '../protocol/compose.ts';

/** Whether it is stored in the conversation only, or Twilio delivers it. */
export type DeskMode = 'record' | 'send';

/** What is being written, as it was typed. What is not answered yet is absent, or an empty text. */
export interface DeskDraft {
  /** `record` when absent. */
  mode?: DeskMode;
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

/** A communication that is recorded, or a message that Twilio delivers. */
export type DeskBody = CreateCommunication | CreateSendMessageAction;

/** How sending ended. */
export type DeskOutcome =
  | { kind: 'created'; communication: Communication; body: DeskBody }
  /** Twilio has taken the message: what becomes of it, its action tells. */
  | { kind: 'accepted'; action: Action; body: DeskBody }
  /** The person thought better of it. */
  | { kind: 'declined' }
  /** The rules of the API are against it: nothing was sent. */
  | { kind: 'incomplete' }
  /** @property field which the API named as the reason */
  | { kind: 'refused'; error: unknown; field?: ComposeField | undefined; body: DeskBody }
  /** The connection was lost after it was sent. @property since epoch milliseconds */
  | { kind: 'unknown'; error: Error; body: DeskBody; since: number };

/** An address of a channel as it was typed. */
export interface TypedAddress {
  /** As the API knows it. */
  address: string;
  complaint?: string | undefined;
}

/** Where a panel's box writes and sends from: what it asks of the part that composes. */
export interface ComposeDesk {
  /** Tells of a draft that was changed or sent, by whomever. @returns ends that */
  onDraft(listener: (key: PanelKey) => void): { dispose(): void };
  /** The draft of a conversation; one that says nothing where there is none. */
  draft(key: PanelKey, mode: DeskMode, participants: readonly Participant[]): DeskDraft;
  /** The same draft with who probably writes to whom, where that is not chosen. */
  filled(key: PanelKey, draft: DeskDraft, participants: readonly Participant[]): DeskDraft;
  /** Who an author probably writes to. */
  recipientsOf(author: Party, participants: readonly Participant[]): Party[];
  keep(key: PanelKey, draft: DeskDraft): void;
  check(draft: DeskDraft, participants: readonly Participant[]): DeskCheck;
  readonly channels: readonly { channel: string; prompt: string; example: string }[];
  readAddress(channel: string, typed: string): TypedAddress;
  /** Sends what is written, once; what was sent is taken out of the draft. */
  send(key: PanelKey, draft: DeskDraft, participants: readonly Participant[]): Promise<DeskOutcome>;
  /** Sends the same once more. */
  sendAgain(key: PanelKey, body: DeskBody): Promise<DeskOutcome>;
  /**
   * Follows a message that Twilio has taken.
   * @returns its action, as it was last seen: it may not have ended
   * @throws ApiError
   */
  follow(
    key: PanelKey,
    action: Action,
    onProgress: (action: Action) => void,
    signal: AbortSignal,
  ): Promise<Action>;
  /** Goes on following by notifications. @param draft brought back if the message fails and is to be changed */
  followOn(key: PanelKey, action: Action, draft: DeskDraft | undefined): void;
  /** What to do about a message that was not delivered. */
  advice(failureReason: string): string;
  /** Looks for one of which nobody knows whether it arrived, and takes what was sent out of the draft if it did. */
  look(key: PanelKey, body: DeskBody, since: number): Promise<Communication | undefined>;
  /** Says by a notification what went wrong: nobody looks at the box. */
  tell(key: PanelKey, outcome: DeskOutcome): Promise<void>;
}
