import * as v from 'valibot';
import { detailsSchema } from '../../platform/logView/protocol.ts';

/** A request is no larger. */
const LONGEST = 2_000_000;
const text = v.pipe(v.string(), v.maxLength(LONGEST));

/** A request in parts, as a person fills them in; and what it is checked with. No secret is among them. */
export const formSchema = v.object({
  method: text,
  /** Absolute. */
  url: text,
  /** The header X-Twilio-Signature. */
  signature: text,
  /** The other ones, a line each. */
  headers: text,
  body: text,
  /** Whose token: an account's id, or that of the typed one; empty for none. */
  token: text,
  /** What Twilio was told, if that is known. */
  configuredUrl: text,
  /** Whether the headers of a proxy are believed. */
  trustProxy: v.boolean(),
  /** Where a signed request is to be sent; empty for its URL. */
  app: text,
});
export type SignatureForm = v.InferOutput<typeof formSchema>;

/** What the host says. */
export const toToolSchema = v.variant('type', [
  v.object({
    type: v.literal('choices'),
    tokens: v.array(v.object({ id: v.string(), label: v.string() })),
    /** There are received callbacks to choose from. */
    canPick: v.boolean(),
    /** What people wrote is not to be seen. */
    masked: v.boolean(),
  }),
  /** Fills the fields in. */
  v.object({ type: v.literal('form'), form: formSchema }),
  /** What came of reading a pasted request. */
  v.object({ type: v.literal('read'), text: v.string(), failed: v.boolean() }),
  v.object({
    type: v.literal('result'),
    /** Of the form that it is about: an older one is not shown. */
    revision: v.number(),
    /** The verdict in a few words, for who hears it. */
    spoken: v.string(),
    details: detailsSchema,
  }),
]);
export type ToTool = v.InferInput<typeof toToolSchema>;

/** What the view says. */
export const fromToolSchema = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('change'), revision: v.number(), form: formSchema }),
  /** A whole request, in any form that can be read. */
  v.object({ type: v.literal('paste'), text }),
  v.object({ type: v.literal('pick') }),
  v.object({ type: v.literal('typeToken') }),
  v.object({ type: v.literal('act'), act: text }),
  v.object({ type: v.literal('copy'), text }),
]);
export type FromTool = v.InferOutput<typeof fromToolSchema>;
