import type {
  ConversationSettings,
  StoredAction,
  StoredAnswer,
  StoredCommunication,
  StoredConfiguration,
  StoredConversation,
  StoredOperation,
  StoredParticipant,
  StoredServiceConversation,
} from '../model.ts';
import type { AccountData } from '../store/accountData.ts';
import type { Change } from '../store/changes.ts';
import {
  exportAction,
  exportCommunication,
  exportConfiguration,
  exportConversationHead,
  exportParticipant,
} from './exportResources.ts';
import type { AccountPatch, ConversationPatch, MemberPatch } from './patch.ts';

interface PendingConversation {
  head: boolean;
  participants: Set<StoredParticipant>;
  communications: Set<StoredCommunication>;
  actions: Set<StoredAction>;
}

/** What has changed of one account and is not written down yet: each thing once, in the order of its first change. */
export class PendingChanges {
  readonly #data: AccountData;
  /** The settings that were written down last, by conversation. */
  readonly #written: WeakMap<StoredConversation, ConversationSettings>;
  readonly #configurations = new Map<string, StoredConfiguration>();
  readonly #removedConfigurations = new Set<string>();
  readonly #conversations = new Map<StoredConversation, PendingConversation>();
  readonly #removedConversations = new Set<string>();
  readonly #operations = new Set<StoredOperation>();
  readonly #answers = new Map<string, StoredAnswer>();
  readonly #serviceConversations = new Set<StoredServiceConversation>();
  readonly #profiles = new Map<string, string>();
  readonly #groups = new Map<string, string>();

  constructor(data: AccountData, written: WeakMap<StoredConversation, ConversationSettings>) {
    this.#data = data;
    this.#written = written;
  }

  note(change: Change): void {
    switch (change.kind) {
      case 'configuration':
        this.#configurations.set(change.configuration.id, change.configuration);
        break;
      case 'configuration-removed':
        this.#configurations.delete(change.id);
        this.#removedConfigurations.add(change.id);
        break;
      case 'conversation':
        this.#of(change.conversation).head = true;
        break;
      case 'conversation-removed':
        for (const conversation of this.#conversations.keys()) {
          if (conversation.id === change.id) this.#conversations.delete(conversation);
        }
        this.#removedConversations.add(change.id);
        break;
      case 'participant':
        this.#of(change.conversation).participants.add(change.participant);
        break;
      case 'communication':
        this.#of(change.conversation).communications.add(change.communication);
        break;
      case 'action':
        this.#of(change.conversation).actions.add(change.action);
        break;
      case 'operation':
        this.#operations.add(change.operation);
        break;
      case 'idempotency':
        this.#answers.set(change.key, change.answer);
        break;
      case 'service-conversation':
        this.#serviceConversations.add(change.serviceConversation);
        break;
      case 'profile':
        this.#profiles.set(change.key, change.profileId);
        break;
      case 'group':
        this.#groups.set(change.key, change.conversationId);
    }
  }

  /** To be called when the patch is written. */
  notePatchWritten(): void {
    for (const [conversation, { head }] of this.#conversations) {
      if (head) this.#written.set(conversation, conversation.configuration);
    }
  }

  toPatch(): AccountPatch {
    const { accountSid, base } = this.#data;
    return {
      accountSid,
      ...listed('configurations', Array.from(this.#configurations.values(), exportConfiguration)),
      ...listed(
        'conversations',
        Array.from(this.#conversations, ([conversation, pending]) =>
          this.#conversationPatch(conversation, pending, base?.has(conversation.id) ?? false),
        ),
      ),
      ...listed('removedConfigurations', [...this.#removedConfigurations]),
      ...listed('removedConversations', [...this.#removedConversations]),
      sandbox: this.#memberPatch(),
    };
  }

  #of(conversation: StoredConversation): PendingConversation {
    let pending = this.#conversations.get(conversation);
    if (!pending) {
      pending = { head: false, participants: new Set(), communications: new Set(), actions: new Set() };
      this.#conversations.set(conversation, pending);
    }
    return pending;
  }

  #conversationPatch(
    conversation: StoredConversation,
    { head, participants, communications, actions }: PendingConversation,
    isOfBase: boolean,
  ): ConversationPatch {
    const { accountSid } = this.#data;
    const { id } = conversation;
    return {
      id,
      // One that the account began with may not be in the document yet.
      ...(head || isOfBase ? { head: this.#head(conversation, isOfBase) } : {}),
      ...listed(
        'participants',
        Array.from(participants, (each) => exportParticipant(accountSid, id, each)),
      ),
      ...listed(
        'communications',
        Array.from(communications, (each) => exportCommunication(accountSid, id, each)),
      ),
      ...listed(
        'actions',
        Array.from(actions, (each) => exportAction(id, each)),
      ),
    };
  }

  #head(conversation: StoredConversation, isOfBase: boolean): NonNullable<ConversationPatch['head']> {
    const { configuration, ...head } = exportConversationHead(this.#data.accountSid, conversation, isOfBase);
    const isNew = this.#written.get(conversation) !== conversation.configuration;
    return { ...head, ...(isNew && configuration ? { configuration } : {}) };
  }

  #memberPatch(): MemberPatch {
    return {
      // Few, and told with every change: an id that was given out is never given out again.
      made: this.#data.ids.made,
      ...listed('operations', [...this.#operations]),
      ...mapped('answers', this.#answers),
      ...listed('serviceConversations', [...this.#serviceConversations]),
      ...mapped('profiles', this.#profiles),
      ...mapped('groups', this.#groups),
    };
  }
}

function listed<K extends string, T>(name: K, items: T[]): { [key in K]?: T[] } {
  return items.length === 0 ? {} : ({ [name]: items } as { [key in K]: T[] });
}

function mapped<K extends string, T>(name: K, items: Map<string, T>): { [key in K]?: Record<string, T> } {
  return items.size === 0 ? {} : ({ [name]: Object.fromEntries(items) } as { [key in K]: Record<string, T> });
}
