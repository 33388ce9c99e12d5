import { crc32 } from 'node:zlib';
import type { Patch } from './patch.ts';

/*
 * A journal's lines: eight hexadecimal digits of a CRC-32, a space, and JSON. An entry is either a patch, or says which
 * generation of the data file holds all that is above it.
 */

export type JournalEntry = Patch | { generation: string };

const CHECKSUM_LENGTH = 8;
const LINE_END = Buffer.from('\n');

/** A line of a journal, with its end. */
export function journalLine(entry: JournalEntry): Buffer {
  const json = Buffer.from(JSON.stringify(entry));
  const checksum = crc32(json).toString(16).padStart(CHECKSUM_LENGTH, '0');
  return Buffer.concat([Buffer.from(`${checksum} `), json, LINE_END]);
}

export interface JournalText {
  entries: JournalEntry[];
  /** How many bytes the entries take: what follows them is to be overwritten. */
  length: number;
}

/**
 * Reads a journal. Its last line may be there in part, as it is when whoever wrote it was killed: it is left out, since
 * nobody was told that it had been written.
 *
 * @throws Error that names the line, for one that is damaged and not the last
 */
export function readJournal(bytes: Buffer): JournalText {
  const entries: JournalEntry[] = [];
  let begin = 0;
  while (begin < bytes.length) {
    const end = bytes.indexOf('\n', begin);
    const entry = end < 0 ? undefined : readLine(bytes.toString('utf8', begin, end));
    if (!entry) {
      if (end >= 0 && end + 1 < bytes.length) throw new Error(`line ${entries.length + 1} is damaged`);
      break;
    }
    entries.push(entry);
    begin = end + 1;
  }
  return { entries, length: begin };
}

function readLine(line: string): JournalEntry | undefined {
  const json = line.slice(CHECKSUM_LENGTH + 1);
  const checksum = Number.parseInt(line.slice(0, CHECKSUM_LENGTH), 16);
  return line.charAt(CHECKSUM_LENGTH) === ' ' && crc32(json) === checksum
    ? (JSON.parse(json) as JournalEntry)
    : undefined;
}

/**
 * What a journal holds beyond a generation of its data file.
 *
 * @param generation - undefined for a file that no sandbox wrote
 * @returns undefined when it is of another data file
 */
export function patchesSince(
  entries: readonly JournalEntry[],
  generation: string | undefined,
): Patch[] | undefined {
  const isPatch = (entry: JournalEntry): entry is Patch => !('generation' in entry);
  const begin = entries.findLastIndex((entry) => !isPatch(entry) && entry.generation === generation);
  if (begin < 0) return entries.some(isPatch) ? undefined : [];
  return entries.slice(begin).filter(isPatch);
}
