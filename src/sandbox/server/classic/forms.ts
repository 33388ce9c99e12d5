import * as v from 'valibot';
import { atMostCharacters } from '../../../api/bodies/common.ts';
import { moment } from '../../../api/bodies/communications.ts';
import { wholeSecond } from './dates.ts';

/*
 * The forms that the classic (v1) API takes: every field, pattern and enum of its OpenAPI document
 * (twilio_conversations_v1.json in @twilio/cli-core 9.0.0). The limits on lengths come from Twilio's documentation.
 */

export const SERVICE_CONVERSATION_STATES = ['inactive', 'active', 'closed', 'initializing'] as const;

const CONVERSATION_ATTRIBUTES_KB = 16;
const ATTRIBUTES_KB = 4;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const attributes = (kilobytes: number) =>
  v.pipe(
    v.string(),
    v.check((text) => Buffer.byteLength(text) <= kilobytes * 1024, `must have at most ${kilobytes} KB`),
    v.check(isJson, 'must be valid JSON'),
  );

const sid = (prefix: string) =>
  v.pipe(
    v.string(),
    v.regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), `must be ${prefix} and 32 hexadecimal digits`),
  );

/** Epoch milliseconds; parts of a second do not count. */
const date = v.pipe(moment, v.transform(wholeSecond));

/** What every resource may say of its own age. The time of the last change is not taken from the caller. */
const dates = { DateCreated: v.exactOptional(date), DateUpdated: v.exactOptional(date) };

/** For making a service conversation, and for changing it. */
export const serviceConversationForm = v.object({
  FriendlyName: v.exactOptional(v.pipe(v.string(), atMostCharacters(256))),
  UniqueName: v.exactOptional(v.string()),
  Attributes: v.exactOptional(attributes(CONVERSATION_ATTRIBUTES_KB)),
  MessagingServiceSid: v.exactOptional(sid('MG')),
  State: v.exactOptional(v.picklist(SERVICE_CONVERSATION_STATES)),
  ...dates,
});

export type ServiceConversationForm = v.InferOutput<typeof serviceConversationForm>;

export const createMessageForm = v.object({
  Author: v.exactOptional(v.pipe(v.string(), v.minLength(1, 'must not be empty'), atMostCharacters(256))),
  Body: v.exactOptional(v.string()),
  Attributes: v.exactOptional(attributes(ATTRIBUTES_KB)),
  MediaSid: v.exactOptional(sid('ME')),
  ContentSid: v.exactOptional(sid('HX')),
  ContentVariables: v.exactOptional(v.pipe(v.string(), v.check(isJson, 'must be valid JSON'))),
  Subject: v.exactOptional(v.pipe(v.string(), atMostCharacters(256))),
  ...dates,
});

export type MessageForm = v.InferOutput<typeof createMessageForm>;

export const createParticipantForm = v.object({
  Identity: v.exactOptional(v.pipe(v.string(), v.minLength(1, 'must not be empty'), atMostCharacters(256))),
  'MessagingBinding.Address': v.exactOptional(v.string()),
  'MessagingBinding.ProxyAddress': v.exactOptional(v.string()),
  'MessagingBinding.ProjectedAddress': v.exactOptional(v.string()),
  Attributes: v.exactOptional(attributes(ATTRIBUTES_KB)),
  RoleSid: v.exactOptional(sid('RL')),
  ...dates,
});

export type ParticipantForm = v.InferOutput<typeof createParticipantForm>;
