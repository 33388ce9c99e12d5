import { addToQuery, signedJsonRequest, signGet } from '../../../webhooks/signature.ts';
import type { Destination } from './destination.ts';
import type { CallbackEventType } from './event.ts';

/** One event on its way to one destination. */
export interface Delivery {
  accountSid: string;
  authToken: string;
  conversationId: string;
  eventType: CallbackEventType;
  /** ISO 8601 in UTC. */
  timestamp: string;
  /** The resource as JSON. */
  dataJson: string;
  destination: Destination;
  idempotencyToken: string;
}

/** A signed request, the same on every attempt. */
export interface Message {
  method: Destination['method'];
  /** With all that the signature covers. */
  url: string;
  headers: Record<string, string>;
  body?: string;
}

/**
 * Writes the request as Twilio does. What Twilio sends by GET is not documented: here it is the members of the body,
 * each a parameter of the query.
 */
export function writeMessage(delivery: Delivery): Message {
  const { destination, authToken, eventType, timestamp, dataJson } = delivery;
  const { method, authorization } = destination;
  const headers = {
    accept: '*/*',
    'user-agent': 'TwilioProxy/1.1',
    'i-twilio-idempotency-token': delivery.idempotencyToken,
    ...(authorization === undefined ? {} : { authorization }),
  };
  if (method === 'GET') {
    const query = new URLSearchParams({ eventType, timestamp, data: dataJson });
    const url = addToQuery(destination.url, query.toString());
    return { method, url, headers: { ...headers, 'x-twilio-signature': signGet(url, authToken) } };
  }
  const body = `{"eventType":"${eventType}","timestamp":"${timestamp}","data":${dataJson}}`;
  const { url, signature } = signedJsonRequest(destination.url, body, authToken);
  return {
    method,
    url,
    headers: {
      ...headers,
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'x-twilio-signature': signature,
    },
    body,
  };
}
