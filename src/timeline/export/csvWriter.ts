import type { Communication } from '../../api/resources.ts';
import type { Masker } from '../../platform/masking.ts';
import { maskCommunication } from './maskedResources.ts';
import type { People } from './people.ts';

/** For whom a file is. */
export type CsvFlavour =
  /** Any engine: UTF-8 without a byte order mark; phone numbers stay as they are. */
  | 'plain'
  /** Excel, which needs the mark to read UTF-8, and takes `+15550100` for a number. */
  | 'excel';

/**
 * The columns of a CSV, in order:
 *
 * - `id`: the communication's
 * - `occurredAt`, `createdAt`, `updatedAt`: ISO 8601 in UTC, as the API gave them; empty where it gave none
 * - `channel`: the author's, such as `SMS`
 * - `authorName` (empty where there is none), `authorType` (such as `CUSTOMER`), `authorAddress`, `authorParticipantId`
 * - `recipientNames`, `recipientAddresses`, `recipientStatuses`: one entry a recipient, in the same order, parted by `; `;
 *   a semicolon or backslash within an entry has a backslash before it. A status is `DELIVERED` or the like, and empty
 *   where none is known
 * - `contentType`: `TEXT`, `TRANSCRIPTION` or another; `text`: the words
 * - `transcriptionConfidence` (0 to 1), `transcriptionEngine`
 * - `channelId`, `resourceId`: what it came from, and the caller's own id of it
 * - `masked`: only in a file that was written while people's data was hidden, and then `true` in every row
 */
const COLUMNS = [
  'id',
  'occurredAt',
  'createdAt',
  'updatedAt',
  'channel',
  'authorName',
  'authorType',
  'authorAddress',
  'authorParticipantId',
  'recipientNames',
  'recipientAddresses',
  'recipientStatuses',
  'contentType',
  'text',
  'transcriptionConfidence',
  'transcriptionEngine',
  'channelId',
  'resourceId',
] as const;

const BYTE_ORDER_MARK = '\uFEFF';

/** What makes a spreadsheet take a cell for a formula. Source: OWASP, “CSV Injection”. */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/u;

/** Phone numbers as Twilio writes them (E.164): at worst one is taken for a number. */
const PHONE_NUMBERS = /^\+\d{1,15}(?:; \+\d{1,15})*$/u;

/**
 * Comma-separated values by RFC 4180: a heading, then a row for each communication, in the order of the API's pages; lines
 * end with CR LF. A cell that a spreadsheet would take for a formula has an apostrophe before it, as OWASP says; in the
 * plain flavour phone numbers have none. NUL, which many engines do not take, is written as �.
 */
export async function* writeCsv(
  pieces: AsyncIterable<readonly Communication[]>,
  people: People,
  masker: Masker,
  flavour: CsvFlavour,
): AsyncGenerator<string, void, void> {
  const heading = masker.on ? [...COLUMNS, 'masked'] : COLUMNS;
  yield `${flavour === 'excel' ? BYTE_ORDER_MARK : ''}${heading.join(',')}\r\n`;
  for await (const communications of pieces) {
    for (const communication of communications) {
      const cells = cellsOf(communication, people, masker);
      const row = heading.map((column) => cell(column === 'masked' ? 'true' : cells[column], flavour));
      yield `${row.join(',')}\r\n`;
    }
  }
}

function cellsOf(communication: Communication, people: People, masker: Masker): Record<string, unknown> {
  // Names are found by what the mask hides.
  const from = people.personOf(communication.author);
  const to = communication.recipients.map((recipient) => people.personOf(recipient));
  const { id, occurredAt, createdAt, updatedAt, author, recipients, content, channelId, resourceId } =
    masker.on ? maskCommunication(communication, masker) : communication;
  return {
    id,
    occurredAt,
    createdAt,
    updatedAt,
    channel: author.channel,
    authorName: from.named ? from.name : '',
    authorType: from.type,
    authorAddress: from.address,
    authorParticipantId: from.participantId,
    recipientNames: entries(to.map(({ named, name }) => (named ? name : ''))),
    recipientAddresses: entries(to.map(({ address }) => address)),
    recipientStatuses: entries(recipients.map(({ deliveryStatus }) => deliveryStatus ?? '')),
    contentType: content.type,
    text: content.text,
    transcriptionConfidence: content.transcription?.confidence,
    transcriptionEngine: content.transcription?.engine,
    channelId,
    resourceId,
  };
}

function entries(values: readonly string[]): string {
  return values.map((value) => value.replace(/[\\;]/gu, '\\$&')).join('; ');
}

function cell(value: unknown, flavour: CsvFlavour): string {
  if (value === undefined || value === null) return '';
  const text = (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).replaceAll('\0', '\uFFFD');
  const harmless = flavour === 'plain' && PHONE_NUMBERS.test(text);
  const guarded = FORMULA.test(text) && !harmless && typeof value === 'string' ? `'${text}` : text;
  return /[",\r\n]/u.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
