import type { Behavior } from '../behavior.ts';
import { ServiceConversations } from '../classic/serviceConversations.ts';
import type { Base } from '../data/base.ts';
import type { StoredAnswer, StoredConfiguration, StoredConversation, StoredOperation } from '../model.ts';
import type { Agenda } from './agenda.ts';
import type { Change, ConversationEvent } from './changes.ts';
import { ChannelIndex } from './channelIndex.ts';
import { Collection, type Source } from './collection.ts';
import { IdSource } from './ids.ts';
import { createRandom, hash, type Random } from './random.ts';

/** What an account's data needs of the sandbox that it is in. */
export interface Surroundings {
  readonly agenda: Agenda;
  readonly behavior: Behavior;
  /** Milliseconds between two delivery statuses; 0 delivers at once. */
  readonly deliveryStepMs: number;
  /** Milliseconds that an operation takes. */
  readonly operationMs: number;
  /** Told of everything that is new, different or gone. */
  changed(data: AccountData, change: Change): void;
  /** Told of everything that status callbacks tell of. */
  happened(data: AccountData, event: ConversationEvent): void;
}

/** Everything that one account owns. Accounts share nothing, not even ids. */
export class AccountData {
  readonly accountSid: string;
  readonly surroundings: Surroundings;
  readonly random: Random;
  readonly ids: IdSource;
  readonly configurations = new Collection<StoredConfiguration>();
  readonly conversations: Collection<StoredConversation>;
  readonly operations = new Map<string, StoredOperation>();
  /** Answers by Idempotency-Key. */
  readonly answers = new Map<string, StoredAnswer>();
  readonly serviceConversations = new ServiceConversations();
  /** Memory profile ids by memory store and address. */
  readonly profiles: Map<string, string>;
  /** Conversation ids by what traffic is grouped by. An entry counts only while its conversation is open. */
  readonly groups: Map<string, string>;
  readonly channelIndex = new ChannelIndex();
  /** What it began with, where that is made only when it is asked for. */
  readonly base: Base | undefined;

  constructor(
    accountSid: string,
    seed: number,
    surroundings: Surroundings,
    more: {
      ids?: IdSource;
      conversations?: Source<StoredConversation>;
      profiles?: Map<string, string>;
      groups?: Map<string, string>;
      base?: Base;
    } = {},
  ) {
    this.accountSid = accountSid;
    this.surroundings = surroundings;
    const own = seed ^ hash(accountSid);
    this.random = createRandom(own);
    this.ids = more.ids ?? new IdSource(own);
    this.conversations = new Collection(more.conversations);
    this.profiles = more.profiles ?? new Map();
    this.groups = more.groups ?? new Map();
    this.base = more.base;
  }

  /** To be called after each change: who keeps the data is told, and answers made of it are made anew. */
  changed(change: Change): void {
    switch (change.kind) {
      case 'participant':
        change.participant.json = undefined;
        change.conversation.json = undefined;
        break;
      case 'communication':
        change.communication.json = undefined;
        break;
      case 'conversation':
        change.conversation.json = undefined;
        break;
      case 'configuration':
        change.configuration.json = undefined;
        break;
    }
    this.base?.noteChange(change);
    this.surroundings.changed(this, change);
  }

  happened(event: ConversationEvent): void {
    this.surroundings.happened(this, event);
  }
}
