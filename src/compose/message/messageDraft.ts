import type { ActionParty, Participant, ParticipantAddress } from '../../api/resources.ts';
import { SEND_CHANNELS } from '../../api/resources.ts';

/**
 * A message that Twilio is to send, as it was typed. What is not answered yet is absent, or an empty text.
 *
 * Its ends are named in one of the three ways that the API has: a participant at one of their channels, a participant who
 * has a single address, or an address and its channel.
 */
export interface MessageDraft {
  from?: ActionParty;
  to?: ActionParty[];
  text: string;
  /** A content template: `HX…`. */
  contentId?: string;
  /** What goes into the template: `name=value`, one after the other in lines or behind semicolons; or a JSON object. */
  variables?: string;
  /** Addresses of pictures and files, with space between them. */
  mediaUrls?: string;
  /** A JSON object that Twilio passes on to what sends. */
  channelSettings?: string;
}

/** Everything in a message's draft that somebody has typed: nothing of it may be lost. */
export function typedInMessage({
  text,
  contentId,
  variables,
  mediaUrls,
  channelSettings,
}: MessageDraft): (string | undefined)[] {
  return [text, contentId, variables, mediaUrls, channelSettings];
}

/** Whether Twilio sends on a channel: on others it only receives. */
export function canSendOn(channel: string): boolean {
  return (SEND_CHANNELS as readonly string[]).includes(channel);
}

/** The addresses of a participant that an end of a message may mean. */
export function addressesOf(
  { channel, address }: ActionParty,
  { addresses }: Participant,
): ParticipantAddress[] {
  return (addresses ?? []).filter(
    (own) =>
      (channel === undefined || own.channel === channel) &&
      (address === undefined || own.address === address),
  );
}

/**
 * An end of a message as the API documents it. A participant's address is named by participant and channel, unless they
 * have several on that channel: then it is named itself.
 * @param participants of the conversation, where they are known
 */
export function documentedEnd(end: ActionParty, participants: readonly Participant[] = []): ActionParty {
  const { participantId, address, channel } = end;
  if (participantId === undefined || address === undefined) return end;
  const participant = participants.find(({ id }) => id === participantId);
  const onChannel =
    participant && addressesOf({ ...(channel === undefined ? {} : { channel }) }, participant);
  const [only] = onChannel ?? [];
  if (only && onChannel?.length === 1) return { participantId, channel: only.channel };
  return { address, ...(channel === undefined ? {} : { channel }) };
}

/** Names the variables of a template by what was typed; `undefined` where that cannot be understood. */
export function readVariables(typed: string): Record<string, string> | undefined {
  if (typed.trim().startsWith('{')) return jsonVariables(typed);
  const entries: [string, string][] = [];
  for (const part of typed.split(/[\n;]/)) {
    if (part.trim() === '') continue;
    const equals = part.indexOf('=');
    const name = part.slice(0, Math.max(0, equals)).trim();
    if (name === '') return undefined;
    entries.push([name, part.slice(equals + 1).trim()]);
  }
  return Object.fromEntries(entries);
}

/** As Twilio's `ContentVariables` are written elsewhere. */
function jsonVariables(typed: string): Record<string, string> | undefined {
  const value = readJsonObject(typed);
  const texts = Object.entries(value ?? {}).filter(
    (entry): entry is [string, string | number] =>
      typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  if (!value || texts.length < Object.keys(value).length) return undefined;
  return Object.fromEntries(texts.map(([name, text]) => [name, String(text)]));
}

/** A JSON object; `undefined` where the text is none. */
export function readJsonObject(typed: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(typed);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** The addresses in what was typed. */
export function readMediaUrls(typed: string): string[] {
  return typed.split(/\s+/).filter((url) => url !== '');
}
