import * as v from 'valibot';

/** A place in the box where something can be wrong. */
export type ComposeField =
  | 'author'
  | 'recipients'
  | 'text'
  | 'kind'
  | 'transcription.channel'
  | 'transcription.confidence'
  | 'transcription.engine'
  | 'channelId'
  | 'occurredAt'
  | 'resourceId'
  | 'contentId'
  | 'variables'
  | 'mediaUrls'
  | 'channelSettings';

/** What a person can do about how it ended. */
export const COMPOSE_ACTS = [
  'show',
  'sendAgain',
  'look',
  'retry',
  'openLog',
  'discard',
  'restore',
  'edit',
  'dismiss',
  'copySid',
] as const;

export type ComposeAct = (typeof COMPOSE_ACTS)[number];

/** From the host: all that the box shows besides what the state tells. */
export const composeToView = [
  v.object({
    type: v.literal('compose'),
    /** A {@link Composed}: the box checks it, which is loaded late. */
    box: v.unknown(),
  }),
  /** What became of an address that is typed. */
  v.object({
    type: v.literal('composeTyped'),
    /** As the API knows it: with the channel's name in front, without spaces. */
    address: v.string(),
    complaint: v.optional(v.string()),
    /** It is one of the ends now. */
    added: v.boolean(),
  }),
] as const;
