import type { StoredCommunication, StoredConversation } from '../model.ts';
import type { AccountData } from '../store/accountData.ts';
import { indexChannels } from '../store/channels.ts';
import { Collection } from '../store/collection.ts';
import {
  importAction,
  importCommunication,
  importConversationHead,
  importParticipant,
} from './importResources.ts';
import type { ConversationDocument } from './sandboxDocument.ts';

/** When a document is read, and when it was written. */
export interface Moments {
  /** Epoch milliseconds on the sandbox's clock. */
  now: number;
  /** Epoch milliseconds of real time: for dates that the document does not tell. */
  exportedAt: number;
}

/** A conversation, and those of its communications that a document has. */
export interface Placed {
  conversation: StoredConversation;
  communications: Iterable<StoredCommunication>;
}

/** Puts a conversation where it belongs: to the others, or in the place of the one that the account began with. */
export function placeConversation(
  data: AccountData,
  document: ConversationDocument,
  moments: Moments,
): Placed {
  const { id } = document;
  const before = data.conversations.get(id);
  if (document.sandbox?.base && before) return overlay(data, before, document, moments);
  const conversation = importConversation(data, document, moments);
  data.base?.replace(id);
  if (before) replaceMembers(before, conversation);
  else data.conversations.add(conversation);
  return { conversation: before ?? conversation, communications: conversation.communications };
}

function importConversation(
  data: AccountData,
  document: ConversationDocument,
  { exportedAt, now }: Moments,
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

/** Changes a conversation that the account began with to what has become of it. */
function overlay(
  data: AccountData,
  conversation: StoredConversation,
  document: ConversationDocument,
  { exportedAt, now }: Moments,
): Placed {
  const { id, participants, communications, byResourceId, actions } = conversation;
  const head = importConversationHead(document, conversation.configuration, exportedAt, now);
  replaceMembers(conversation, { ...head, participants, communications, byResourceId, actions });
  fill(data, conversation, document);
  data.base?.touch(id);
  for (const communication of document.communications) data.base?.touch(id, communication.id);
  return {
    conversation,
    communications: document.communications.flatMap((each) => communications.get(each.id) ?? []),
  };
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
