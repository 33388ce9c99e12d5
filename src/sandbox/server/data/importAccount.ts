import { bridgeConversation } from '../classic/bridge.ts';
import { Failure } from '../failure.ts';
import { createLargeAccount } from '../large/largeAccount.ts';
import { AccountData, type Surroundings } from '../store/accountData.ts';
import { claimGroups } from '../store/grouping.ts';
import { IdSource } from '../store/ids.ts';
import { resolveProfile } from '../store/profiles.ts';
import { claimIds } from './claimIds.ts';
import { importConfiguration } from './importResources.ts';
import { type Moments, placeConversation } from './placeConversation.ts';
import { resumeAll } from './resume.ts';
import type { AccountDocument } from './sandboxDocument.ts';

export interface ImportContext extends Moments {
  /** Of the account that the data is to be. */
  accountSid: string;
  /** That ids follow from when the document does not say. */
  seed: number;
  surroundings: Surroundings;
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
  const written = document.conversations.map((each) => placeConversation(data, each, context));
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
  resumeAll(data, written, context.now);
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
