import type { StoredConfiguration, StoredConversation, StoredServiceConversation } from '../model.ts';
import { Collection } from './collection.ts';
import { createIdSource, type IdSource } from './ids.ts';
import { createRandom, hash, type Random } from './random.ts';

/** Everything that one account owns. Accounts share nothing, not even ids. */
export class AccountData {
  readonly accountSid: string;
  readonly random: Random;
  readonly ids: IdSource;
  readonly configurations = new Collection<StoredConfiguration>();
  readonly conversations = new Collection<StoredConversation>();
  /** By `CH…`. */
  readonly serviceConversations = new Map<string, StoredServiceConversation>();
  /** Memory profile ids by memory store and address. */
  readonly profiles = new Map<string, string>();
  /** Conversation ids by what traffic is grouped by. An entry counts only while its conversation is open. */
  readonly groups = new Map<string, string>();

  constructor(accountSid: string, seed: number) {
    this.accountSid = accountSid;
    const own = seed ^ hash(accountSid);
    this.random = createRandom(own);
    this.ids = createIdSource(own);
  }
}
