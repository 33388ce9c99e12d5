import type { AccountPatch, ConversationPatch, MemberPatch, Patch } from './patch.ts';
import type { AccountDocument, AccountMember, SandboxDocument } from './sandboxDocument.ts';

/** Applies patches to a document, one after another. It changes the document that it is given. */
export class Replay {
  readonly document: SandboxDocument;
  /** Places of items by their ids, of lists that were asked for. */
  readonly #places = new WeakMap<object, Map<string, number>>();

  constructor(document: SandboxDocument) {
    this.document = document;
  }

  /** @throws Error when the patch is of an account that the document does not have */
  apply({ exportedAt, now, accounts }: Patch): void {
    const { document } = this;
    document.exportedAt = exportedAt;
    document.sandbox = { ...document.sandbox, now };
    for (const patch of accounts) {
      const account = document.accounts.find(({ accountSid }) => accountSid === patch.accountSid);
      if (!account) throw new Error(`it is of the account ${patch.accountSid}`);
      this.#patchAccount(account, patch);
    }
  }

  #patchAccount(account: AccountDocument, patch: AccountPatch): void {
    for (const configuration of patch.configurations ?? []) this.#put(account.configurations, configuration);
    for (const conversation of patch.conversations ?? []) this.#patchConversation(account, conversation);
    for (const id of patch.removedConfigurations ?? []) this.#remove(account.configurations, id);
    for (const id of patch.removedConversations ?? []) this.#removeConversation(account, id);
    if (patch.sandbox && account.sandbox) this.#patchMember(account.sandbox, patch.sandbox);
  }

  #patchConversation({ conversations }: AccountDocument, patch: ConversationPatch): void {
    const { id, head, participants = [], communications = [], actions = [] } = patch;
    const before = this.#find(conversations, id);
    let conversation = before;
    if (head) {
      conversation = {
        ...(before?.configuration ? { configuration: before.configuration } : {}),
        ...head,
        participants: before?.participants ?? [],
        communications: before?.communications ?? [],
        actions: before?.actions ?? [],
      };
      this.#put(conversations, conversation);
    }
    // Without its head it is known, unless it is gone again: what was in it is gone with it.
    if (!conversation) return;
    for (const item of participants) this.#put(conversation.participants ?? [], item);
    for (const item of communications) this.#put(conversation.communications, item);
    for (const item of actions) this.#put(conversation.actions ?? [], item);
  }

  #removeConversation({ conversations, sandbox }: AccountDocument, id: string): void {
    this.#remove(conversations, id);
    if (!sandbox) return;
    sandbox.serviceConversations = sandbox.serviceConversations.filter((each) => each.conversationId !== id);
    if (sandbox.base && !sandbox.base.removed.includes(id)) sandbox.base.removed.push(id);
  }

  #patchMember(member: AccountMember, patch: MemberPatch): void {
    Object.assign(member.ids.made, patch.made);
    for (const operation of patch.operations ?? []) this.#put(member.operations, operation);
    Object.assign(member.answers, patch.answers);
    for (const bridged of patch.serviceConversations ?? []) {
      const place = member.serviceConversations.findIndex(({ sid }) => sid === bridged.sid);
      if (place < 0) member.serviceConversations.push(bridged);
      else member.serviceConversations[place] = bridged;
    }
    Object.assign(member.profiles, patch.profiles);
    Object.assign(member.groups, patch.groups);
  }

  #placesIn(list: readonly { readonly id: string }[]): Map<string, number> {
    const known = this.#places.get(list) ?? new Map(list.map(({ id }, place) => [id, place]));
    this.#places.set(list, known);
    return known;
  }

  #find<T extends { readonly id: string }>(list: readonly T[], id: string): T | undefined {
    const place = this.#placesIn(list).get(id);
    return place === undefined ? undefined : list[place];
  }

  #put<T extends { readonly id: string }>(list: T[], item: T): void {
    const places = this.#placesIn(list);
    const place = places.get(item.id);
    if (place === undefined) places.set(item.id, list.push(item) - 1);
    else list[place] = item;
  }

  #remove(list: { readonly id: string }[], id: string): void {
    const place = this.#placesIn(list).get(id);
    if (place === undefined) return;
    list.splice(place, 1);
    this.#places.delete(list);
  }
}
