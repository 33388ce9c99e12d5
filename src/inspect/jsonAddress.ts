import * as v from 'valibot';
import type { ResourceRef } from '../platform/resourceRef.ts';

const text = v.pipe(v.string(), v.nonEmpty());
const inAccount = { accountId: text };
const inConversation = { ...inAccount, conversationId: text };
const inService = { ...inAccount, chatServiceSid: text };
const inServiceConversation = { ...inService, conversationSid: text };

const refSchema = v.variant('kind', [
  v.object({ kind: v.literal('conversation'), ...inConversation }),
  v.object({ kind: v.literal('participant'), ...inConversation, participantId: text }),
  v.object({ kind: v.literal('communication'), ...inConversation, communicationId: text }),
  v.object({ kind: v.literal('action'), ...inConversation, actionId: text }),
  v.object({ kind: v.literal('configuration'), ...inAccount, configurationId: text }),
  v.object({ kind: v.literal('operation'), ...inAccount, operationId: text }),
  v.object({ kind: v.literal('service'), ...inService }),
  v.object({ kind: v.literal('serviceConversation'), ...inServiceConversation }),
  v.object({ kind: v.literal('serviceMessage'), ...inServiceConversation, messageSid: text }),
  v.object({ kind: v.literal('serviceParticipant'), ...inServiceConversation, participantSid: text }),
  v.object({
    kind: v.literal('deliveryReceipt'),
    ...inServiceConversation,
    messageSid: text,
    receiptSid: text,
  }),
]) satisfies v.GenericSchema<unknown, ResourceRef>;

/** A reference as the query of a document's address: ids and nothing else, and the same text for the same resource. */
export function writeQuery(ref: ResourceRef): string {
  const entries = Object.entries(v.parse(refSchema, ref)).sort(([a], [b]) => a.localeCompare(b));
  return new URLSearchParams(entries).toString();
}

/**
 * Reads the query of a document's address, which may come from anywhere: a kept tab, a link, another extension.
 * @returns `undefined` when it names no resource
 */
export function readQuery(query: string): ResourceRef | undefined {
  const read = v.safeParse(refSchema, Object.fromEntries(new URLSearchParams(query)));
  return read.success ? read.output : undefined;
}
