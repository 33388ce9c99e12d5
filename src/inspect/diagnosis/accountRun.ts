import { allItems } from '../../api/pages.ts';
import type { Configuration, Conversation } from '../../api/resources.ts';
import type { CheckWords } from './checks/words.ts';
import { diagnose, diagnoseConfiguration } from './diagnose.ts';
import type { CallbackAttempt } from './evidence.ts';
import type { Finding } from './finding.ts';
import { gather, probeAll, type Sources } from './gather.ts';
import { groupKeys } from './grouping.ts';
import { Rivals } from './rivals.ts';

/** So many conversations are read at once: the client's scheduler has other work to let through too. */
const AT_ONCE = 4;

const PAGE_SIZE = 1_000;

/** What a run over an account tells as it goes. */
export interface RunListener {
  /** How many there are, as soon as that is known. @returns whether to go on */
  counted(conversations: number): Promise<boolean>;
  configuration(configuration: Configuration, findings: readonly Finding[]): void;
  conversation(conversation: Conversation, findings: readonly Finding[]): void;
  /** One that could not be read at all. */
  failed(conversation: Conversation, error: unknown): void;
}

/**
 * Diagnoses all conversations of an account, and its configurations. Nothing of a conversation is kept but its findings.
 * @throws ApiError when the lists cannot be read, or when it was cancelled: what was told until then stays true
 */
export async function runOverAccount(
  sources: Sources,
  words: CheckWords,
  signal: AbortSignal,
  listener: RunListener,
): Promise<void> {
  const { client } = sources;
  const attempts = await sources.attempts(signal).catch((error): undefined => {
    if (signal.aborted) throw error;
  });
  const configurations = new Map(
    (await allItems(client.configurations({ signal }))).map((each) => [each.id, each] as const),
  );
  const known = await diagnoseConfigurations(sources, configurations, attempts, words, signal, listener);
  const rivals = new Rivals();
  const conversations = await listConversations(sources, signal, rivals);
  if (!(await listener.counted(conversations.length))) return;
  let next = 0;
  const work = async () => {
    while (next < conversations.length) {
      const place = next++;
      const conversation = conversations[place];
      if (!conversation) continue;
      try {
        const { configuration: settings, participants, configurationId } = conversation;
        const own = settings && participants && groupKeys(configurationId, settings, participants);
        const evidence = await gather(sources, conversation.id, signal, {
          conversation,
          configurations,
          attempts,
          rivals: own ? rivals.of(conversation.id, own) : [],
        });
        signal.throwIfAborted();
        listener.conversation(
          evidence.conversation,
          diagnose(evidence, words, known.get(conversation.configurationId)),
        );
      } catch (error) {
        if (signal.aborted) throw error;
        listener.failed(conversation, error);
      }
      // Ten thousand are not needed to the end.
      delete conversations[place];
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function diagnoseConfigurations(
  sources: Sources,
  configurations: ReadonlyMap<string, Configuration>,
  attempts: readonly CallbackAttempt[] | undefined,
  words: CheckWords,
  signal: AbortSignal,
  listener: RunListener,
): Promise<Map<string, ReadonlySet<string>>> {
  const { accountId, sandbox } = sources;
  const known = new Map<string, ReadonlySet<string>>();
  for (const configuration of configurations.values()) {
    const hosts = await probeAll(sources, configuration.statusCallbacks ?? [], signal);
    const findings = diagnoseConfiguration(configuration, { accountId, sandbox, hosts, attempts }, words);
    known.set(configuration.id, new Set(findings.map(({ key }) => key)));
    listener.configuration(configuration, findings);
  }
  return known;
}

/** All of them, with the settings that many share held once. */
async function listConversations(
  { client }: Sources,
  signal: AbortSignal,
  rivals: Rivals,
): Promise<(Conversation | undefined)[]> {
  const shared = new Map<string, Conversation['configuration']>();
  const all: Conversation[] = [];
  const options = { status: ['ACTIVE', 'INACTIVE', 'CLOSED'] as const, signal, pageSize: PAGE_SIZE };
  for await (const { items } of client.conversations(options)) {
    for (const conversation of items) {
      rivals.add(conversation);
      const { configuration } = conversation;
      if (!configuration) {
        all.push(conversation);
        continue;
      }
      const text = JSON.stringify(configuration);
      const one = shared.get(text) ?? configuration;
      shared.set(text, one);
      all.push({ ...conversation, configuration: one });
    }
  }
  return all;
}
