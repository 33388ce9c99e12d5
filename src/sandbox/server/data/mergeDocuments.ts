import { badRequest } from '../failure.ts';
import type { StoredServiceConversation } from '../model.ts';
import { IdSource } from '../store/ids.ts';
import { claimIds } from './claimIds.ts';
import { completeConfigurations } from './completeConfigurations.ts';
import type {
  AccountDocument,
  AccountMember,
  ConversationDocument,
  SandboxDocument,
} from './sandboxDocument.ts';

/**
 * Adds what one document has to another: a conversation or configuration takes the place of the one with its id, and
 * comes after all others if there is none. What only one side knows of an account, such as its operations and its
 * clock, stays that of the first.
 *
 * @param current - of a sandbox, with the accounts of both
 * @throws Failure 400 when a document holds only what has changed of data that is not written down in it
 */
export function mergeDocuments(current: SandboxDocument, incoming: SandboxDocument): SandboxDocument {
  const accounts = new Map(current.accounts.map((account) => [account.accountSid, account]));
  for (const arriving of incoming.accounts) {
    const account = accounts.get(arriving.accountSid);
    if (account) accounts.set(arriving.accountSid, mergeAccount(account, arriving));
  }
  return { ...current, accounts: [...accounts.values()] };
}

function mergeAccount(account: AccountDocument, arriving: AccountDocument): AccountDocument {
  if (arriving.sandbox?.base) {
    throw badRequest(
      'This export holds only what changed in large data: it can replace everything, but not be added to something',
    );
  }
  const { configurations: completed } = completeConfigurations(arriving, account.configurations);
  const configurations = replaceById(account.configurations, completed);
  const merged = {
    ...account,
    configurations,
    conversations: replaceById(account.conversations, arriving.conversations),
  };
  return account.sandbox ? { ...merged, sandbox: mergeMember(account.sandbox, arriving) } : merged;
}

function mergeMember(member: AccountMember, arriving: AccountDocument): AccountMember {
  const ids = new IdSource(member.ids.seed, member.ids.made);
  claimIds(ids, arriving);
  return {
    ...member,
    ids: { seed: ids.seed, made: ids.made },
    serviceConversations: mergeServiceConversations(
      member.serviceConversations,
      arriving.sandbox?.serviceConversations ?? [],
      arriving.conversations,
    ),
  };
}

/** The classic sides of conversations that are replaced go with them. Of two by one name the first keeps it. */
function mergeServiceConversations(
  before: readonly StoredServiceConversation[],
  arriving: readonly StoredServiceConversation[],
  conversations: readonly ConversationDocument[],
): StoredServiceConversation[] {
  const ids = new Set(conversations.map(({ id }) => id));
  const merged = before.filter(({ conversationId }) => !ids.has(conversationId));
  for (const each of arriving) {
    if (!ids.has(each.conversationId) || merged.some(({ sid }) => sid === each.sid)) continue;
    const { serviceSid, uniqueName } = each;
    const taken = merged.some((other) => other.serviceSid === serviceSid && other.uniqueName === uniqueName);
    merged.push(taken ? { ...each, uniqueName: null } : each);
  }
  return merged;
}

function replaceById<T extends { readonly id: string }>(before: readonly T[], arriving: readonly T[]): T[] {
  const items = new Map(before.map((item) => [item.id, item]));
  for (const item of arriving) items.set(item.id, item);
  return [...items.values()];
}
