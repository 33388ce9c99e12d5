import { type ParsedUrlQuery, parse } from 'node:querystring';
import type { CallbackEvent, CallbackRequest } from '../callback.ts';
import { isForm } from '../judgePayload.ts';
import { pruned } from './pruned.ts';
import type { Unreadable } from './receivedCallback.ts';

/** Nothing that an event says of itself is longer. */
const MAX_NAME_LENGTH = 200;

/**
 * Reads what a callback tells: from JSON, from a form, or from the query of a GET. The classic API's webhooks
 * (`EventType=onMessageAdded&ConversationSid=CH…`) are read too; what they are about has no id of this API.
 *
 * Nothing is taken on trust: texts of another shape are left out, and very large data is cut down.
 */
export function readEvent(request: CallbackRequest): CallbackEvent | Unreadable {
  if (request.method === 'GET') return fromFields(fieldsOf(queryOf(request.target)));
  const text = Buffer.from(request.body).toString('utf8');
  if (text.trim() === '') {
    const event = fromFields(fieldsOf(queryOf(request.target)));
    return typeof event === 'string' ? 'empty' : event;
  }
  if (isForm(request)) return fromFields(fieldsOf(text));
  const json = parseJson(text);
  return json === undefined ? 'json' : fromJson(json);
}

/** What comes after the first question mark. */
export function queryOf(target: string): string {
  const question = target.indexOf('?');
  return question < 0 ? '' : target.slice(question + 1);
}

/** As many as a form of Twilio's has, and many more. */
function fieldsOf(text: string): ParsedUrlQuery {
  return parse(text, '&', '=', { maxKeys: 1_000 });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function fromFields(fields: ParsedUrlQuery): CallbackEvent | Unreadable {
  if (Object.keys(fields).length === 0) return 'empty';
  const { eventType, timestamp, data } = fields;
  if (typeof eventType === 'string') {
    const json = typeof data === 'string' ? parseJson(data) : undefined;
    return fromJson({ eventType, timestamp, data: json });
  }
  const { EventType, DateCreated, DateUpdated, ConversationSid } = fields;
  const name = named(EventType);
  if (name === undefined) return 'noEventType';
  const at = named(DateUpdated) ?? named(DateCreated);
  const conversationId = named(ConversationSid);
  return {
    eventType: name,
    ...(at !== undefined && { timestamp: at }),
    ...(conversationId !== undefined && { conversationId }),
    data: pruned({ ...fields }),
  };
}

function fromJson(json: unknown): CallbackEvent | Unreadable {
  const eventType = named(member(json, 'eventType'));
  if (eventType === undefined) return 'noEventType';
  const timestamp = named(member(json, 'timestamp'));
  const data = member(json, 'data');
  const kind = kindOf(eventType);
  const id = named(member(data, 'id'));
  const conversationId = kind === 'conversation' ? id : named(member(data, 'conversationId'));
  return {
    eventType,
    ...(timestamp !== undefined && { timestamp }),
    ...(conversationId !== undefined && { conversationId }),
    ...(kind !== undefined && id !== undefined && { resource: { kind, id } }),
    ...(data !== undefined && { data: pruned(data) }),
  };
}

function kindOf(eventType: string): 'conversation' | 'participant' | 'communication' | undefined {
  const [kind] = eventType.toLowerCase().split('_');
  return kind === 'conversation' || kind === 'participant' || kind === 'communication' ? kind : undefined;
}

function named(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= MAX_NAME_LENGTH ? value : undefined;
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}
