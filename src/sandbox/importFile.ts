import type { ExportDocument } from '../api/exportDocument.ts';
import { readDocument } from './server/data/readDocument.ts';

/** The largest file that is read: its text and what is made of it are in memory together. */
export const MOST_BYTES = 256 * 1024 * 1024;

/** One conversation of a file, for a list of them. */
export interface ImportableConversation {
  id: string;
  name: string;
  status: string;
  participants: number;
  communications: number;
}

/** A file that the sandbox can take in. */
export interface ImportableFile {
  document: ExportDocument;
  conversations: ImportableConversation[];
  /** Names, addresses and texts were hidden when it was written. */
  masked: boolean;
}

/**
 * Reads an exported file.
 * @throws Error in words for people: what it is instead, or which members are not as they should be, by path
 */
export function readImportable(bytes: Uint8Array): ImportableFile {
  let raw: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (text.trim() === '') throw new Error('It is empty');
    raw = JSON.parse(text);
  } catch (error) {
    const { name, message } = error as Error;
    if (name === 'SyntaxError') {
      // What is quoted of it may be somebody's name, and others may look.
      const why = message.replace(/, (?:\.\.\.)?"[\s\S]*is not valid JSON$/, '');
      throw new Error(`It is not JSON, or it was cut off: ${why}`);
    }
    throw error instanceof TypeError ? new Error('It is not text in UTF-8') : error;
  }
  const { accounts } = readDocument(raw);
  return {
    document: raw as ExportDocument,
    conversations: accounts.flatMap(({ conversations }) =>
      conversations.map(({ id, name, status, participants, communications }) => ({
        id,
        name: name?.trim() || id,
        status: status ?? '',
        participants: participants?.length ?? 0,
        communications: communications.length,
      })),
    ),
    masked: (raw as ExportDocument).masked === true,
  };
}

/** The same document with only some of its conversations. */
export function onlyThese(document: ExportDocument, ids: ReadonlySet<string>): ExportDocument {
  return {
    ...document,
    accounts: document.accounts.map((account) => ({
      ...account,
      // Lists may be missing: the document is as it came.
      conversations: (account.conversations ?? []).filter(({ id }) => ids.has(id)),
    })),
  };
}
