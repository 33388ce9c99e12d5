import type { Communication, Conversation } from '../../api/resources.ts';
import type { Masker } from '../../platform/masking.ts';
import { compareEntries, type Entry, entryOf } from '../entries.ts';
import { writeCsv } from './csvWriter.ts';
import type { ConversationHead, Pieces } from './exportedConversation.ts';
import type { ExportKind } from './exportKind.ts';
import { ExportWords, type L10n } from './exportWords.ts';
import { writeHtml } from './htmlWriter.ts';
import { writeJson } from './jsonWriter.ts';
import { writeMarkdown } from './markdownWriter.ts';
import { maskCommunication, maskHead } from './maskedResources.ts';
import { writeNdjson } from './ndjsonWriter.ts';
import { People } from './people.ts';
import { Transcript } from './transcript.ts';
import { withoutSecrets } from './withoutSecrets.ts';

/** Where what is exported comes from. */
export interface ExportSource {
  head(): Promise<ConversationHead>;
  /** Each communication once, in whatever order. */
  pieces(): Pieces;
  /** How many there are in all, where {@link pieces} has only some of them. */
  total?: number;
}

export interface ExportOptions {
  masker: Masker;
  l10n: L10n;
  /** The reader's: BCP 47. */
  locale: string;
  /** The reader's: IANA. */
  timeZone: string;
  /** Of the words in `l10n`: BCP 47. */
  language: string;
  accountSid: string;
  /** Real time: epoch milliseconds. */
  exportedAt: number;
  /** Told how many communications were read so far. */
  progress?: (count: number) => void;
}

/**
 * A conversation as the text of a file, in pieces.
 *
 * NDJSON and CSV come as they are read, a page at a time, in the order of the API's pages: their memory does not grow. The
 * others are in order of time. The API documents no order of its lists, so all communications are read before the first is
 * written: about 1 KB of memory each, the same that an open timeline takes.
 * @throws what reading throws
 */
export async function* exportText(
  kind: ExportKind,
  source: ExportSource,
  options: ExportOptions,
): AsyncGenerator<string, void, void> {
  const { masker } = options;
  const pieces = counted(source.pieces.bind(source), options.progress);
  switch (kind) {
    case 'ndjson':
      yield* writeNdjson(masker.on ? maskedPieces(pieces(), masker) : pieces(), masker.on);
      return;
    case 'csv':
    case 'csvForExcel': {
      const { participants } = await source.head();
      const people = new People(participants, masker);
      yield* writeCsv(pieces(), people, masker, kind === 'csv' ? 'plain' : 'excel');
      return;
    }
    case 'json': {
      const head = withoutSecrets(await source.head());
      const entries = await inOrder(pieces());
      const communications = masker.on ? maskedEach(entries, masker) : communicationsOf(entries);
      yield* writeJson(masker.on ? maskHead(head, masker) : head, communications, {
        accountSid: options.accountSid,
        exportedAt: options.exportedAt,
        masked: masker.on,
      });
      return;
    }
    case 'markdown':
      yield* writeMarkdown(await transcriptOf(source, pieces(), options));
      return;
    case 'html':
      yield* writeHtml(
        await transcriptOf(source, pieces(), options),
        new ExportWords(options.l10n),
        options.language,
      );
  }
}

/** A conversation in words. @throws what reading throws */
export async function transcriptOf(
  source: ExportSource,
  pieces: Pieces,
  { masker, l10n, locale, timeZone, exportedAt }: ExportOptions,
): Promise<Transcript> {
  const head = await source.head();
  const entries = await inOrder(pieces);
  return new Transcript({
    head,
    entries,
    ...(source.total === undefined ? {} : { total: source.total }),
    masker,
    words: new ExportWords(l10n),
    title: titleOf(head.conversation, masker),
    locale,
    timeZone,
    exportedAt,
  });
}

/** What a conversation is called in a file, through the mask. */
export function titleOf({ name, id }: Pick<Conversation, 'name' | 'id'>, masker: Masker): string {
  return masker.title(name?.trim() || id, id);
}

/** All of them, each once, the latest word on it, in order of time. */
async function inOrder(pieces: Pieces): Promise<Entry[]> {
  const entries = new Map<string, Entry>();
  for await (const communications of pieces) {
    for (const communication of communications) entries.set(communication.id, entryOf(communication));
  }
  return [...entries.values()].sort(compareEntries);
}

function counted(read: () => Pieces, progress: ExportOptions['progress'] = () => {}): () => Pieces {
  return async function* () {
    let count = 0;
    for await (const communications of read()) {
      count += communications.length;
      progress(count);
      yield communications;
    }
  };
}

async function* maskedPieces(pieces: Pieces, masker: Masker): Pieces {
  for await (const communications of pieces) {
    yield communications.map((communication) => maskCommunication(communication, masker));
  }
}

function* maskedEach(entries: readonly Entry[], masker: Masker): Iterable<Communication> {
  for (const { communication } of entries) yield maskCommunication(communication, masker);
}

function* communicationsOf(entries: readonly Entry[]): Iterable<Communication> {
  for (const { communication } of entries) yield communication;
}
