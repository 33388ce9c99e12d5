import { badRequest } from '../failure.ts';
import { checkBody } from '../http/jsonBody.ts';
import { documentSchema } from './documentSchema.ts';
import type { AccountDocument, ConversationDocument, SandboxDocument } from './sandboxDocument.ts';

export const DOCUMENT_FORMAT = 'twilio-conversations';
/** Of the format, as it is read and written here. */
export const DOCUMENT_VERSION = 1;

/**
 * Reads an export document that came from outside.
 *
 * @param raw - parsed JSON; what comes back shares nothing with it that is ever changed
 * @throws Failure 400 in words for people: what it is instead, or which members are not as they should be
 */
export function readDocument(raw: unknown): SandboxDocument {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    throw badRequest('This is no export of conversations: it must be a JSON object');
  }
  const { format, version } = raw as { format?: unknown; version?: unknown };
  if (format !== DOCUMENT_FORMAT) {
    throw badRequest(`This is no export of conversations: its format must be "${DOCUMENT_FORMAT}"`);
  }
  if (version !== DOCUMENT_VERSION) {
    throw badRequest(
      `The version of this export is ${JSON.stringify(version)}; this sandbox reads version ${DOCUMENT_VERSION}`,
    );
  }
  // Lists may be missing or null to the schema, and in whatever order a client was given them.
  const { accounts, ...others } = checkBody(documentSchema, raw) as unknown as SandboxDocument;
  const document = { ...others, accounts: accounts.map(inOrder) };
  refuseDoubles(document);
  return document;
}

/** With all lists there, in the order of their items' making; what a sandbox wrote has that order, and keeps it. */
function inOrder(account: AccountDocument): AccountDocument {
  const conversations = (account.conversations ?? []).map((conversation) => {
    const sorted = <T extends { createdAt?: string }>(items: T[]): T[] =>
      conversation.sandbox ? items : oldestFirst(items);
    return {
      ...conversation,
      participants: sorted(conversation.participants ?? []),
      communications: sorted(conversation.communications ?? []),
      actions: sorted(conversation.actions ?? []),
    };
  });
  return {
    ...account,
    configurations: account.configurations ?? [],
    conversations: account.sandbox ? conversations : oldestFirst(conversations),
  };
}

/** Those without a date keep their places among themselves, before all others. */
function oldestFirst<T extends { createdAt?: string }>(items: readonly T[]): T[] {
  const at = ({ createdAt }: T) => (createdAt ? Date.parse(createdAt) : 0);
  return items.toSorted((one, other) => at(one) - at(other));
}

/** @throws Failure 400 for the first id that is there twice: one of the two would never be found */
function refuseDoubles({ accounts }: SandboxDocument): void {
  refuseSame(accounts, 'accounts', 'accountSid');
  accounts.forEach(({ configurations, conversations }, index) => {
    refuseSame(configurations, `accounts[${index}].configurations`, 'id');
    refuseSame(conversations, `accounts[${index}].conversations`, 'id');
    conversations.forEach((conversation, place) => {
      const path = `accounts[${index}].conversations[${place}]`;
      for (const list of ['participants', 'communications', 'actions'] as const) {
        refuseSame(listOf(conversation, list), `${path}.${list}`, 'id');
      }
    });
  });
}

function listOf(
  conversation: ConversationDocument,
  list: 'participants' | 'communications' | 'actions',
): readonly { readonly id: string }[] {
  return conversation[list] ?? [];
}

function refuseSame<K extends string>(
  items: readonly { readonly [key in K]: string }[],
  path: string,
  key: K,
) {
  const seen = new Set<string>();
  items.forEach((item, index) => {
    const id = item[key];
    if (seen.has(id)) throw badRequest(`${path}[${index}].${key} ${id} is there twice`);
    seen.add(id);
  });
}
