import * as v from 'valibot';
import { COMPOSE_ACTS } from './compose.ts';

/** The longest text that the API takes, in characters. */
const TEXT_LIMIT = 8_388_608;

/** No other field is longer than these characters. */
const FIELD_LIMIT = 1_000;

/** What a template, media or a channel are given may be longer. */
const LONG_FIELD_LIMIT = 100_000;

/** More ends than these are not chosen by hand. */
const MOST_RECIPIENTS = 1_000;

const field = v.pipe(v.string(), v.maxLength(FIELD_LIMIT));
const longField = v.pipe(v.string(), v.maxLength(LONG_FIELD_LIMIT));

/** A {@link ComposedDraft} within its limits: the host takes nothing else. */
const writtenSchema = v.object({
  mode: v.picklist(['record', 'send']),
  author: field,
  recipients: v.pipe(v.array(field), v.maxLength(MOST_RECIPIENTS)),
  // More than the API takes: what is too long is said, and not swallowed.
  text: v.pipe(v.string(), v.maxLength(2 * TEXT_LIMIT)),
  kind: v.picklist(['TEXT', 'TRANSCRIPTION']),
  leg: field,
  confidence: field,
  engine: field,
  channelId: field,
  occurredAt: field,
  resourceId: field,
  contentId: field,
  variables: longField,
  mediaUrls: longField,
  channelSettings: longField,
});

/** From the view: what is written, and what shall become of it. */
export const composeToHost = [
  /** The box is shown, and asks for what it shows, now and with each change. */
  v.object({ type: v.literal('composeOpen') }),
  v.object({ type: v.literal('composeClose') }),
  v.object({ type: v.literal('composeChange'), seq: v.number(), draft: writtenSchema }),
  v.object({ type: v.literal('composeSend'), seq: v.number(), draft: writtenSchema }),
  v.object({
    type: v.literal('composeTyped'),
    role: v.picklist(['author', 'recipients']),
    channel: field,
    address: field,
    /** Makes it one of the ends, where nothing is wrong with it. */
    add: v.boolean(),
  }),
  v.object({ type: v.literal('composeAct'), act: v.picklist(COMPOSE_ACTS) }),
] as const;
