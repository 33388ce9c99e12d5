import * as v from 'valibot';
import { COMPOSE_ACTS } from './compose.ts';

/*
 * What the box is told, apart from the other messages: only the box needs it, and it is loaded late.
 */

/**
 * What is written, as it was typed; who writes and who it is for by the host's keys, so that no address that is hidden
 * travels to the view and back.
 */
const draftSchema = v.object({
  /** `record` stores it in the conversation, `send` has Twilio deliver it. */
  mode: v.picklist(['record', 'send']),
  /** Empty for nobody yet. */
  author: v.string(),
  recipients: v.array(v.string()),
  text: v.string(),
  kind: v.picklist(['TEXT', 'TRANSCRIPTION']),
  leg: v.string(),
  confidence: v.string(),
  engine: v.string(),
  channelId: v.string(),
  occurredAt: v.string(),
  resourceId: v.string(),
  contentId: v.string(),
  variables: v.string(),
  mediaUrls: v.string(),
  channelSettings: v.string(),
});

const endSchema = v.object({
  key: v.string(),
  /** The participant; empty for an address that was typed. */
  person: v.string(),
  /** Empty for an address that was typed. */
  name: v.string(),
  type: v.string(),
  channel: v.string(),
  address: v.string(),
});

/** All that the box shows besides what the state tells. */
export const composedSchema = v.object({
  /** The view's number of the last change that the host has heard of. */
  seq: v.number(),
  /** Present where it is another one than the view wrote: at first, and when it was changed elsewhere or sent. */
  draft: v.optional(draftSchema),
  /** Who can write and be written to. */
  ends: v.array(endSchema),
  /** Where an address can be typed for, and what it looks like there. */
  channels: v.array(v.object({ channel: v.string(), prompt: v.string(), example: v.string() })),
  complaints: v.array(v.object({ field: v.string(), words: v.string() })),
  /** What `occurredAt` is understood as: ISO 8601. */
  understood: v.optional(v.string()),
  sending: v.boolean(),
  /** How it ended, or what is under way. */
  outcome: v.optional(
    v.object({
      kind: v.picklist(['created', 'refused', 'unknown', 'looking', 'pending', 'discarded']),
      words: v.string(),
      /** Which field the API named as the reason, and what it said of it. */
      field: v.optional(v.string()),
      said: v.optional(v.string()),
      acts: v.array(v.picklist(COMPOSE_ACTS)),
    }),
  ),
});

export type Composed = v.InferOutput<typeof composedSchema>;
export type ComposedDraft = v.InferOutput<typeof draftSchema>;
export type ComposeEnd = v.InferOutput<typeof endSchema>;
export type ComposeOutcome = NonNullable<Composed['outcome']>;
