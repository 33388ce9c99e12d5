import type { StoredCommunication, StoredConversation } from '../model.ts';
import { iso } from '../present.ts';
import type { AccountData } from '../store/accountData.ts';
import {
  exportAction,
  exportCommunication,
  exportConfiguration,
  exportConversationHead,
  exportParticipant,
} from './exportResources.ts';
import { DOCUMENT_FORMAT, DOCUMENT_VERSION } from './readDocument.ts';
import type {
  AccountDocument,
  AccountMember,
  ConversationDocument,
  SandboxDocument,
} from './sandboxDocument.ts';

/** What is to be written down. */
export interface Exported {
  accounts: readonly AccountData[];
  /** Epoch milliseconds on the sandbox's clock. */
  now: number;
  /** Real time in epoch milliseconds. */
  realNow: number;
  /**
   * Whether an account that began with data which is made when it is asked for is written with a note of that, and
   * what has changed since, instead of all of it. Only a sandbox can read such a document.
   */
  basesNoted: boolean;
  /** Of a data file. */
  generation?: string;
}

/** A conversation, and which of its communications are to be written. */
interface Chosen {
  conversation: StoredConversation;
  communications: Iterable<StoredCommunication>;
  isOfBase: boolean;
}

/** What there is of it is taken at once, so that it may be gone through while the data changes. */
function chooseConversations({ conversations, base }: AccountData, basesNoted: boolean): Chosen[] {
  const whole = (conversation: StoredConversation): Chosen => ({
    conversation,
    communications: conversation.communications,
    isOfBase: false,
  });
  if (!base || !basesNoted) return Array.from(conversations, whole);

  const chosen: Chosen[] = [];
  for (const [id, changed] of base.changed) {
    const conversation = conversations.get(id);
    if (!conversation) continue;
    const { communications } = conversation;
    const different = [...changed].flatMap((communicationId) => communications.get(communicationId) ?? []);
    different.sort((one, other) => communications.indexOf(one) - communications.indexOf(other));
    chosen.push({ conversation, communications: different, isOfBase: true });
  }
  for (const id of base.replaced) {
    const conversation = conversations.get(id);
    if (conversation) chosen.push(whole(conversation));
  }
  const known = new Set(chosen.map(({ conversation }) => conversation));
  for (const { item } of conversations.forwardFrom(base.origin.size + 1)) {
    if (!known.has(item)) chosen.push(whole(item));
  }
  return chosen.sort(
    (one, other) => conversations.indexOf(one.conversation) - conversations.indexOf(other.conversation),
  );
}

function exportMember(data: AccountData, basesNoted: boolean): AccountMember {
  const { ids, operations, answers, serviceConversations, profiles, groups, base } = data;
  const services = serviceConversations.serviceSids().toSorted();
  return {
    ids: { seed: ids.seed, made: ids.made },
    operations: Array.from(operations.values(), (operation) => ({ ...operation })),
    answers: Object.fromEntries(Array.from(answers, ([key, answer]) => [key, { ...answer }])),
    serviceConversations: services.flatMap((serviceSid) =>
      Array.from(serviceConversations.listOf(serviceSid), ({ serviceConversation }) => ({
        ...serviceConversation,
      })),
    ),
    profiles: Object.fromEntries(base && !basesNoted ? [...base.origin.profiles(), ...profiles] : profiles),
    groups: Object.fromEntries(base && !basesNoted ? [...base.origin.groups(), ...groups] : groups),
    ...(base && basesNoted ? { base: base.note } : {}),
  };
}

/** The conversation but for its communications. */
function exportConversation(accountSid: string, { conversation, isOfBase }: Chosen) {
  const { id, participants, actions } = conversation;
  return {
    ...exportConversationHead(accountSid, conversation, isOfBase),
    participants: Array.from(participants, (participant) => exportParticipant(accountSid, id, participant)),
    ...(actions.size === 0
      ? {}
      : { actions: Array.from(actions.values(), (action) => exportAction(id, action)) }),
  } satisfies Omit<ConversationDocument, 'communications'>;
}

function frame({ now, realNow, generation }: Exported): Omit<SandboxDocument, 'accounts'> {
  return {
    format: DOCUMENT_FORMAT,
    version: DOCUMENT_VERSION,
    exportedAt: iso(realNow),
    sandbox: { now: iso(now), ...(generation === undefined ? {} : { generation }) },
  };
}

/** Writes everything into one document. What it holds is not changed by what happens later. */
export function exportDocument(exported: Exported): SandboxDocument {
  const accounts = exported.accounts.map((data): AccountDocument => {
    const { accountSid } = data;
    return {
      accountSid,
      sandbox: exportMember(data, exported.basesNoted),
      configurations: Array.from(data.configurations, exportConfiguration),
      conversations: chooseConversations(data, exported.basesNoted).map((chosen) => ({
        ...exportConversation(accountSid, chosen),
        communications: Array.from(chosen.communications, (communication) =>
          exportCommunication(accountSid, chosen.conversation.id, communication),
        ),
      })),
    };
  });
  return { ...frame(exported), accounts };
}

/** The object's JSON without its last brace, for more members to follow. */
const opened = (value: object) => JSON.stringify(value).slice(0, -1);

/** A list's JSON, piece by piece and a line for each item. */
function* listText<T>(items: Iterable<T>, text: (item: T) => Iterable<string>): Generator<string> {
  yield '[';
  let separator = '\n';
  for (const item of items) {
    yield separator;
    yield* text(item);
    separator = ',\n';
  }
  yield ']';
}

/**
 * The same document as JSON, in pieces of a resource at most, so that it can be written bit by bit. The data may change
 * meanwhile: what is not written yet is then written as it has become, and what is new may be missing.
 */
export function* documentText(exported: Exported): Generator<string> {
  yield `${opened(frame(exported))},"accounts":`;
  yield* listText(exported.accounts, function* (data) {
    const { accountSid } = data;
    yield opened({ accountSid, sandbox: exportMember(data, exported.basesNoted) });
    yield ',"configurations":';
    yield* listText([...data.configurations], (item) => [JSON.stringify(exportConfiguration(item))]);
    yield ',"conversations":';
    yield* listText(chooseConversations(data, exported.basesNoted), function* (chosen) {
      yield `${opened(exportConversation(accountSid, chosen))},"communications":`;
      const { id } = chosen.conversation;
      yield* listText(chosen.communications, (item) => [
        JSON.stringify(exportCommunication(accountSid, id, item)),
      ]);
      yield '}';
    });
    yield '}';
  });
  yield '}\n';
}
