import type { StoredConversation, StoredServiceConversation } from '../model.ts';
import { Collection } from '../store/collection.ts';

/** Both sides of a bridged conversation. */
export interface Sides {
  serviceConversation: StoredServiceConversation;
  conversation: StoredConversation;
}

/** The place of a service conversation in its service's list. */
export interface ServiceConversationEntry {
  /** The SID, `CH…`. */
  readonly id: string;
  serviceConversation: StoredServiceConversation;
}

const nameKey = (serviceSid: string, uniqueName: string) => JSON.stringify([serviceSid, uniqueName]);

/** The classic (v1) sides of bridged conversations, found by whatever they are asked for. */
export class ServiceConversations {
  readonly #entries = new Map<string, ServiceConversationEntry>();
  readonly #sidsByConversation = new Map<string, string>();
  /** SIDs by service and unique name. */
  readonly #sidsByName = new Map<string, string>();
  /** By service, in the order of their making. */
  readonly #services = new Map<string, Collection<ServiceConversationEntry>>();

  /** Puts one in, or another in the place of the one with its SID. Its unique name must be free. */
  put(serviceConversation: StoredServiceConversation): void {
    const { sid, serviceSid, conversationId, uniqueName } = serviceConversation;
    const known = this.#entries.get(sid);
    if (known) {
      this.#forgetName(known.serviceConversation);
      known.serviceConversation = serviceConversation;
    } else {
      const entry = { id: sid, serviceConversation };
      this.#entries.set(sid, entry);
      const list = this.#services.get(serviceSid) ?? new Collection<ServiceConversationEntry>();
      this.#services.set(serviceSid, list);
      list.add(entry);
    }
    this.#sidsByConversation.set(conversationId, sid);
    if (uniqueName !== null) this.#sidsByName.set(nameKey(serviceSid, uniqueName), sid);
  }

  /** @param sid `CH…` */
  get(sid: string): StoredServiceConversation | undefined {
    return this.#entries.get(sid)?.serviceConversation;
  }

  /** @param conversationId of the v2 conversation */
  of(conversationId: string): StoredServiceConversation | undefined {
    const sid = this.#sidsByConversation.get(conversationId);
    return sid === undefined ? undefined : this.get(sid);
  }

  /** Finds one of a service by its SID or its unique name. */
  find(serviceSid: string, sidOrUniqueName: string): StoredServiceConversation | undefined {
    const bySid = this.get(sidOrUniqueName);
    if (bySid?.serviceSid === serviceSid) return bySid;
    const sid = this.#sidsByName.get(nameKey(serviceSid, sidOrUniqueName));
    return sid === undefined ? undefined : this.get(sid);
  }

  /** Gives one another unique name, which must be free, or takes it away. */
  rename(serviceConversation: StoredServiceConversation, uniqueName: string | null): void {
    this.#forgetName(serviceConversation);
    serviceConversation.uniqueName = uniqueName;
    if (uniqueName === null) return;
    this.#sidsByName.set(nameKey(serviceConversation.serviceSid, uniqueName), serviceConversation.sid);
  }

  /** Takes away the one of a v2 conversation, if it has one. */
  remove(conversationId: string): void {
    const serviceConversation = this.of(conversationId);
    if (!serviceConversation) return;
    const { sid, serviceSid } = serviceConversation;
    this.#forgetName(serviceConversation);
    this.#sidsByConversation.delete(conversationId);
    this.#entries.delete(sid);
    // An emptied list is kept: page tokens that are still out count on its places.
    this.#services.get(serviceSid)?.remove(sid);
  }

  /** Services that have conversations. */
  serviceSids(): string[] {
    return [...this.#services].filter(([, { size }]) => size > 0).map(([serviceSid]) => serviceSid);
  }

  listOf(serviceSid: string): Collection<ServiceConversationEntry> {
    return this.#services.get(serviceSid) ?? new Collection();
  }

  #forgetName({ serviceSid, uniqueName }: StoredServiceConversation): void {
    if (uniqueName !== null) this.#sidsByName.delete(nameKey(serviceSid, uniqueName));
  }
}
