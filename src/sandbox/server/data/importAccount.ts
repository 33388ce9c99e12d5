import { bridgeConversation } from '../classic/bridge.ts';
import { Failure } from '../failure.ts';
import { createLargeAccount } from '../large/largeAccount.ts';
import type { StoredCommunication, StoredConversation } from '../model.ts';
import { AccountData, type Surroundings } from '../store/accountData.ts';
import { Collection } from '../store/collection.ts';
import { claimGroups } from '../store/grouping.ts';
import { IdSource } from '../store/ids.ts';
import { indexChannels } from '../store/participants.ts';
import { resolveProfile } from '../store/profiles.ts';
import { claimIds } from './claimIds.ts';
import {
  importAction,
  importCommunication,
  importConfiguration,
  importConversationHead,
  importParticipant,
} from './importResources.ts';
import { resumeConversation, resumeDelivery, resumeOperations } from './resume.ts';
import type { AccountDocument, ConversationDocument } from './sandboxDocument.ts';

export interface ImportContext {
  /** Of the account that the data is to be. */
  accountSid: string;
  /** That ids follow from when the document does not say. */
  seed: number;
  surroundings: Surroundings;
  /** Epoch milliseconds on the sandbox's clock. */
  now: number;
  /** When the document was written, in epoch milliseconds of real time: for dates that it does not tell. */
  exportedAt: number;
  /** Ids of the conversations that came into the document from another one. */
  arrived?: ReadonlySet<string>;
}

/**
 * Makes an account's data of its document. What it waits for is set up in the surroundings' agenda; nobody is told of
 * any change.
 *
 * @throws Failure 400 when the account begins with data that this version makes otherwise
 */
export function importAccount(document: AccountDocument, context: ImportContext): AccountData {
  const data = createAccount(document, context);
  for (const configuration of document.configurations) {
    data.configurations.add(importConfiguration(configuration, context.exportedAt));
  }
  for (const conversation of document.conversations) {
    placeConversation(data, conversation, context);
  }
  const { sandbox } = document;
  if (sandbox) {
    for (const operation of sandbox.operations) data.operations.set(operation.id, { ...operation });
    for (const [key, answer] of Object.entries(sandbox.answers)) data.answers.set(key, { ...answer });
    for (const bridged of sandbox.serviceConversations) data.serviceConversations.put({ ...bridged });
    for (const [key, profileId] of Object.entries(sandbox.profiles)) data.profiles.set(key, profileId);
    for (const [key, conversationId] of Object.entries(sandbox.groups)) data.groups.set(key, conversationId);
  }
  if (!sandbox) claimIds(data.ids, document);
  for (const { id } of document.conversations.filter((each) => !each.sandbox)) bridge(data, id);
  for (const { id } of document.conversations) {
    if (!sandbox || context.arrived?.has(id)) claimTraffic(data, id);
  }
  resumeOperations(data);
  return data;
}

function createAccount({ sandbox }: AccountDocument, context: ImportContext): AccountData {
  const { accountSid, seed, surroundings } = context;
  if (!sandbox) return new AccountData(accountSid, seed, surroundings);
  const ids = new IdSource(sandbox.ids.seed, sandbox.ids.made);
  if (!sandbox.base) return new AccountData(accountSid, seed, surroundings, { ids });
  const data = createLargeAccount(accountSid, surroundings, { ...sandbox.base, ids });
  for (const id of sandbox.base.removed) {
    data.conversations.remove(id);
    data.base?.noteChange({ kind: 'conversation-removed', id });
  }
  return data;
}

/** Puts a conversation where it belongs: to the others, or over the one that the account began with. */
function placeConversation(data: AccountData, document: ConversationDocument, context: ImportContext): void {
  const { id } = document;
  const before = data.conversations.get(id);
  if (document.sandbox?.base && before) {
    overlay(data, before, document, context);
    return;
  }
  const conversation = importConversation(data, document, context);
  data.base?.replace(id);
  if (before) replaceMembers(before, conversation);
  else data.conversations.add(conversation);
  resumeAll(data, before ?? conversation, conversation.communications, context.now);
}

function importConversation(
  data: AccountData,
  document: ConversationDocument,
  { exportedAt, now }: ImportContext,
): StoredConversation {
  const { settings } = data.configurations.get(document.configurationId) ?? {};
  const head = importConversationHead(document, settings, exportedAt, now);
  const conversation: StoredConversation = {
    ...head,
    participants: new Collection(),
    communications: new Collection(),
    byResourceId: new Map(),
    actions: new Map(),
  };
  fill(data, conversation, document);
  return conversation;
}

/** Puts into a conversation what the document has of it, in the places of those with the same ids. */
function fill(data: AccountData, conversation: StoredConversation, document: ConversationDocument): void {
  const { participants, communications, byResourceId, actions, createdAt } = conversation;
  for (const each of document.participants ?? []) {
    const participant = importParticipant(each, createdAt);
    put(participants, participant);
    indexChannels(data, conversation, participant);
  }
  for (const each of document.communications) {
    const communication = importCommunication(each, createdAt);
    put(communications, communication);
    const { resourceId, channelId } = communication;
    if (resourceId !== undefined) byResourceId.set(resourceId, communication.id);
    if (channelId !== undefined) data.channelIndex.add(channelId, conversation.id);
  }
  for (const action of document.actions ?? []) {
    actions.set(action.id, importAction(action, createdAt));
  }
}

function put<T extends { readonly id: string }>(collection: Collection<T>, item: T): void {
  const before = collection.get(item.id);
  if (before) replaceMembers(before, item);
  else collection.add(item);
}

/** Makes one object what another is, for those who hold it. */
function replaceMembers<T extends object>(target: T, source: T): void {
  for (const key of Object.keys(target)) if (!(key in source)) delete target[key as keyof T];
  Object.assign(target, source);
}

/** Changes a conversation that the account began with to what has become of it. */
function overlay(
  data: AccountData,
  conversation: StoredConversation,
  document: ConversationDocument,
  { exportedAt, now }: ImportContext,
): void {
  const { participants, communications, byResourceId, actions } = conversation;
  const head = importConversationHead(document, conversation.configuration, exportedAt, now);
  replaceMembers(conversation, { ...head, participants, communications, byResourceId, actions });
  fill(data, conversation, document);
  data.base?.touch(conversation.id);
  for (const { id } of document.communications) data.base?.touch(conversation.id, id);
  const written = document.communications.flatMap(({ id }) => communications.get(id) ?? []);
  resumeAll(data, conversation, written, now);
}

function resumeAll(
  data: AccountData,
  conversation: StoredConversation,
  communications: Iterable<StoredCommunication>,
  now: number,
): void {
  resumeConversation(data, conversation);
  for (const communication of communications) resumeDelivery(data, conversation, communication, now);
}

/** Gives a conversation its classic (v1) side where it should have one that the document does not tell of. */
function bridge(data: AccountData, id: string): void {
  const conversation = data.conversations.get(id);
  if (!conversation || data.serviceConversations.of(id)) return;
  const addresses = Array.from(conversation.participants, (participant) => participant.addresses).flat();
  bridgeConversation(data, conversation, addresses);
}

/**
 * Has an open conversation be the one for its participants' traffic, and knows their profiles. Of several that lay claim
 * to the same traffic, which is no state that an API could come to, the first has it.
 */
function claimTraffic(data: AccountData, id: string): void {
  const conversation = data.conversations.get(id);
  if (!conversation) return;
  const { configurationId, configuration, status, participants } = conversation;
  for (const participant of participants) {
    const { type, profileId, addresses } = participant;
    if (type === 'CUSTOMER' && profileId !== undefined) {
      resolveProfile(data, configuration.memoryStoreId, { given: profileId, addresses });
    }
    if (status === 'CLOSED') continue;
    try {
      claimGroups(data, {
        conversationId: id,
        configurationId,
        grouping: configuration.conversationGroupingType,
        participants: [participant],
      });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
  }
}
