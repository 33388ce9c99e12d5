import type { ComposeField } from '../../protocol/compose.ts';
import type { ComposedDraft, ComposeEnd } from '../../protocol/composed.ts';

/** Channels on which Twilio sends messages. */
const SENDING = new Set(['SMS', 'RCS', 'WHATSAPP', 'CHAT']);

export const EMPTY_DRAFT: ComposedDraft = {
  mode: 'record',
  author: '',
  recipients: [],
  text: '',
  kind: 'TEXT',
  leg: '',
  confidence: '',
  engine: '',
  channelId: '',
  occurredAt: '',
  resourceId: '',
  contentId: '',
  variables: '',
  mediaUrls: '',
  channelSettings: '',
};

/** Who can write: all ends; of a message only those on a channel that Twilio sends on. */
export function authorsOf(ends: readonly ComposeEnd[], { mode, author }: ComposedDraft): ComposeEnd[] {
  return ends.filter(({ key, channel }) => mode === 'record' || SENDING.has(channel) || key === author);
}

/** Where an address can be typed for. */
export function channelsFor<T extends { channel: string }>(
  channels: readonly T[],
  { mode }: ComposedDraft,
): T[] {
  return channels.filter(({ channel }) => mode === 'record' || SENDING.has(channel));
}

/** Who can be written to: those whom it likely is for, and the others, who are shown on request. */
export interface Recipients {
  likely: ComposeEnd[];
  others: ComposeEnd[];
}

/** Everybody but the author; first those on the author's channel, and whoever is chosen already. A message has but one channel. */
export function recipientsOf(
  ends: readonly ComposeEnd[],
  { mode, author, recipients }: ComposedDraft,
): Recipients {
  const from = ends.find(({ key }) => key === author);
  const able = ends.filter(({ key, person, channel }) => {
    if (recipients.includes(key)) return true;
    if (key === author || (person !== '' && person === from?.person)) return false;
    return mode === 'record' || (SENDING.has(channel) && (!from || channel === from.channel));
  });
  const isLikely = ({ key, channel, person }: ComposeEnd) =>
    !from || channel === from.channel || person === '' || recipients.includes(key);
  const likely = able.filter(isLikely);
  const others = able.filter((end) => !isLikely(end));
  // One that stands alone behind a button is better shown.
  return likely.length === 0 || others.length === 1
    ? { likely: [...likely, ...others], others: [] }
    : { likely, others };
}

/** What stands under More, for each of the two things that can become of it. */
const MORE = {
  record: ['leg', 'confidence', 'engine', 'channelId', 'occurredAt', 'resourceId'],
  send: ['contentId', 'variables', 'mediaUrls', 'channelSettings'],
} as const satisfies Record<string, readonly (keyof ComposedDraft)[]>;

/** How many of the fields under More say something: they hold also while they are folded away. */
export function setUnderMore(draft: ComposedDraft): number {
  const spoken = draft.kind === 'TRANSCRIPTION';
  const texts = MORE[draft.mode].filter(
    (member) => draft[member].trim() !== '' && (spoken || !['leg', 'confidence', 'engine'].includes(member)),
  );
  return texts.length + (draft.mode === 'record' && spoken ? 1 : 0);
}

/** Whether a field stands under More: it has to be unfolded for what is wrong with it to be seen. */
export function isUnderMore(field: string): boolean {
  return !(['author', 'recipients', 'text'] satisfies ComposeField[] as string[]).includes(field);
}

/** Whether something would be lost. */
export function saysSomething(draft: ComposedDraft): boolean {
  return draft.text !== '' || [...MORE.record, ...MORE.send].some((member) => draft[member].trim() !== '');
}
