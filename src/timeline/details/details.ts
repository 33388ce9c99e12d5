import type { Communication, Transcription } from '../../api/resources.ts';
import { jsonText } from '../../platform/jsonText.ts';
import { maskedJson } from '../../platform/maskedJson.ts';
import type { Masker } from '../../platform/masking.ts';
import type { DeliveryHistory } from '../deliveryHistory.ts';
import type { Entry } from '../entries.ts';
import type { Parties } from '../parties.ts';
import { indexOf } from '../places.ts';
import {
  DETAIL_JSON_LIMIT,
  DETAIL_TEXT_LIMIT,
  type DeliveryFailure,
  type Details,
  type DetailsCallback,
} from '../protocol/details.ts';
import { isCustomerType } from '../responses.ts';
import { shortened } from '../shortened.ts';
import { shownParty } from '../shownParty.ts';
import { idsOf, othersOf } from './resourcePaths.ts';

/** What the details of a communication are read from. */
export interface DetailsSource {
  readonly entries: readonly Entry[];
  readonly shown: readonly Entry[];
  readonly parties: Parties;
  readonly history: DeliveryHistory;
  readonly masker: Masker;
  readonly bridged: boolean;
  readonly failure: DeliveryFailure | undefined;
  readonly callbacks: readonly DetailsCallback[];
}

/** All that is known of a communication, with what is hidden hidden. */
export function detailsOf(original: Communication, source: DetailsSource): Details {
  const { masker, parties, history } = source;
  const whole = original.content.text ?? '';
  // Cut first: eight megabytes are not worth the masking of what nobody reads here.
  const communication = maskedJson(cut(original), masker);
  const { content } = communication;
  const text = content.text ?? '';
  const author = shownParty(original.author, parties, masker);
  const json = jsonText(communication);
  const firstSeenAt = history.firstSeen(original.id);
  return {
    key: original.id,
    ...placement(original, source),
    author,
    side: isCustomerType(author.type) ? 'customer' : 'agent',
    recipients: original.recipients.map((recipient) => ({
      ...shownParty(recipient, parties, masker),
      ...(recipient.deliveryStatus ? { deliveryStatus: recipient.deliveryStatus } : {}),
      history: history
        .of(original, recipient)
        .map(({ status, seenAt }) => ({ seenAt, ...(status ? { status } : {}) })),
    })),
    contentType: content.type,
    text,
    textLength: whole.length,
    ...(content.transcription ? { transcription: transcriptionOf(content.transcription) } : {}),
    ...moments(original),
    ...(firstSeenAt === undefined ? {} : { firstSeenAt }),
    ids: idsOf(communication),
    others: othersOf(communication),
    json: shortened(json, DETAIL_JSON_LIMIT),
    jsonCut: json.length > DETAIL_JSON_LIMIT || whole.length > DETAIL_TEXT_LIMIT,
    ...(source.failure ? { failure: source.failure } : {}),
    callbacks: [...source.callbacks],
    bridged: source.bridged,
    masked: masker.on,
  };
}

function placement(
  original: Communication,
  { entries, shown }: DetailsSource,
): Pick<Details, 'position' | 'shownCount' | 'previous' | 'next' | 'sincePrevious' | 'sinceSameAuthor'> {
  const place = indexOf(shown, original);
  const previous = place === undefined ? undefined : shown[place - 1]?.communication.id;
  const next = place === undefined ? undefined : shown[place + 1]?.communication.id;
  const among = indexOf(entries, original) ?? 0;
  const time = entries[among]?.time;
  const since = (before: Entry | undefined) =>
    before && time !== undefined && Number.isFinite(time) && Number.isFinite(before.time)
      ? { key: before.communication.id, ms: time - before.time }
      : undefined;
  const sincePrevious = since(entries[among - 1]);
  const { address, channel } = original.author;
  const sinceSameAuthor = since(
    lastBefore(
      entries,
      among,
      ({ communication: { author } }) => author.address === address && author.channel === channel,
    ),
  );
  return {
    shownCount: shown.length,
    ...(place === undefined ? {} : { position: place + 1 }),
    ...(previous === undefined ? {} : { previous }),
    ...(next === undefined ? {} : { next }),
    ...(sincePrevious ? { sincePrevious } : {}),
    ...(sinceSameAuthor ? { sinceSameAuthor } : {}),
  };
}

function moments({
  occurredAt,
  createdAt,
  updatedAt,
}: Communication): Pick<Details, 'occurredAt' | 'createdAt' | 'updatedAt'> {
  return {
    ...(occurredAt ? { occurredAt } : {}),
    ...(createdAt ? { createdAt } : {}),
    ...(updatedAt ? { updatedAt } : {}),
  };
}

function transcriptionOf({ channel, confidence, engine, words = [] }: Transcription) {
  const start = Date.parse(words[0]?.startTime ?? '');
  const end = Date.parse(words.at(-1)?.endTime ?? '');
  return {
    wordCount: words.length,
    ...(typeof channel === 'number' ? { channel } : {}),
    ...(typeof confidence === 'number' ? { confidence } : {}),
    ...(typeof engine === 'string' ? { engine } : {}),
    ...(end >= start ? { spokenMs: end - start } : {}),
  };
}

/** The last one before a place that a test picks. */
function lastBefore(
  entries: readonly Entry[],
  place: number,
  picks: (entry: Entry) => boolean,
): Entry | undefined {
  for (let index = place - 1; index >= 0; index--) {
    const entry = entries[index];
    if (entry && picks(entry)) return entry;
  }
  return undefined;
}

/** Without the far end of a long text. */
function cut(communication: Communication): Communication {
  const { content } = communication;
  const { text } = content;
  if (text === undefined || text.length <= DETAIL_TEXT_LIMIT) return communication;
  return { ...communication, content: { ...content, text: shortened(text, DETAIL_TEXT_LIMIT) } };
}
