import type { ExportDocument, ExportedConversation } from '../../api/exportDocument.ts';
import type { Communication } from '../../api/resources.ts';
import type { ConversationHead } from './exportedConversation.ts';

/** What a file says of itself. */
export interface ExportNote {
  accountSid: string;
  /** Real time: epoch milliseconds. */
  exportedAt: number;
  /** Names, addresses and texts are hidden in it. */
  masked: boolean;
}

/**
 * An export document, which the sandbox imports, as JSON in pieces: a line for each communication.
 * @param communications oldest first
 */
export function* writeJson(
  { conversation, participants, configuration, actions }: ConversationHead,
  communications: Iterable<Communication>,
  { accountSid, exportedAt, masked }: ExportNote,
): Generator<string, void, void> {
  const frame = {
    format: 'twilio-conversations',
    version: 1,
    exportedAt: new Date(exportedAt).toISOString(),
    ...(masked ? { masked: true as const } : {}),
  } satisfies Omit<ExportDocument, 'accounts'>;
  const head = {
    ...conversation,
    participants: [...participants],
    ...(actions.length > 0 ? { actions: [...actions] } : {}),
  } satisfies Omit<ExportedConversation, 'communications'>;
  const configurations = configuration ? [configuration] : [];
  yield `${opened(frame)},"accounts":[{"accountSid":${JSON.stringify(accountSid)},`;
  yield `"configurations":${JSON.stringify(configurations)},"conversations":[${opened(head)},"communications":[`;
  let separator = '\n';
  for (const communication of communications) {
    yield `${separator}${JSON.stringify(communication)}`;
    separator = ',\n';
  }
  yield ']}]}]}\n';
}

/** An object's JSON without its last brace, for more members to follow. */
function opened(value: object): string {
  return JSON.stringify(value).slice(0, -1);
}
