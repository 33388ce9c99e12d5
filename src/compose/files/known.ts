import type { Conversation, Participant } from '../../api/resources.ts';
import type { Masker } from '../../platform/masking.ts';
import type { Account } from '../../platform/session.ts';
import type { JsonFile } from './jsonFile.ts';
import { accountsCalled, conversationsCalled } from './names.ts';

/** What is known without asking anybody: a file that is typed costs no request. */
export interface Known {
  readonly accounts: readonly Account[];
  /** Whom a file without an account is sent as. */
  readonly active: Account | undefined;
  /** The conversations of an account that are loaded. */
  loaded(accountId: string): readonly Conversation[];
  /** What is shown of people goes through it. */
  readonly masker: Masker;
}

/** What a file means, as far as that is known. */
export interface Meaning {
  /** What it says; absent where it says nothing. */
  accountWord: string | undefined;
  accounts: readonly Account[];
  /** The one that it is sent as. */
  account: Account | undefined;
  conversationWord: string | undefined;
  loaded: readonly Conversation[];
  /** Those of the loaded ones that are called so. */
  conversations: readonly Conversation[];
  conversation: Conversation | undefined;
  /** Of the conversation, where the list told of them. */
  participants: readonly Participant[] | undefined;
}

/** Understands a file, also one that is being written. */
export function meaningOf(json: JsonFile, known: Known): Meaning {
  // An empty one is not written yet.
  const accountWord = json.textAt(['account'])?.trim() || undefined;
  const accounts =
    accountWord === undefined
      ? known.active
        ? [known.active]
        : []
      : accountsCalled(accountWord, known.accounts);
  const account = accounts.length === 1 ? accounts[0] : undefined;
  const loaded = account ? known.loaded(account.id) : [];
  const conversationWord = json.textAt(['conversation'])?.trim() || undefined;
  const conversations = conversationWord === undefined ? [] : conversationsCalled(conversationWord, loaded);
  const conversation = conversations.length === 1 ? conversations[0] : undefined;
  return {
    accountWord,
    accounts,
    account,
    conversationWord,
    loaded,
    conversations,
    conversation,
    participants: conversation?.participants,
  };
}
