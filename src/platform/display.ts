import * as vscode from 'vscode';
import type { Conversation, Participant } from '../api/resources.ts';

/** An id as it is shown; copied whole. Ids are opaque: nothing is read out of them. */
export function shortId(id: string): string {
  return id.length <= 16 ? id : `${id.slice(0, 5)}…${id.slice(-6)}`;
}

/** What a conversation is called: its name, or its shortened id. */
export function conversationTitle({ name, id }: Pick<Conversation, 'name' | 'id'>): string {
  return name?.trim() || shortId(id);
}

/** What a participant is called: their name, their first address, or their shortened id. */
export function participantTitle({ name, addresses, id }: Participant): string {
  return name?.trim() || addresses?.[0]?.address || shortId(id);
}

/** The channels a conversation's participants can be reached on, in order of appearance. */
export function channelsOf(participants: readonly Participant[] | undefined | null): string[] {
  const channels = (participants ?? []).flatMap(({ addresses }) =>
    (addresses ?? []).map(({ channel }) => channel),
  );
  return [...new Set(channels)];
}

/** A channel in words; one that is not known as it came. */
export function channelName(channel: string): string {
  switch (channel) {
    case 'VOICE':
      return vscode.l10n.t('Voice');
    case 'WHATSAPP':
      return 'WhatsApp';
    case 'CHAT':
      return vscode.l10n.t('Chat');
    case 'VIDEO':
      return vscode.l10n.t('Video');
    case 'EMAIL':
      return vscode.l10n.t('E-mail');
    default:
      return channel;
  }
}

/** A conversation's status in words; one that is not known as it came. */
export function statusName(status: string | undefined): string {
  switch (status) {
    case 'ACTIVE':
      return vscode.l10n.t('Active');
    case 'INACTIVE':
      return vscode.l10n.t('Inactive');
    case 'CLOSED':
      return vscode.l10n.t('Closed');
    default:
      return status ?? '';
  }
}

/** The codicon of a conversation's status. */
export function statusIconName(status: string | undefined): string {
  switch (status) {
    case 'ACTIVE':
      return 'comment-discussion';
    case 'INACTIVE':
      return 'comment';
    case 'CLOSED':
      return 'archive';
    default:
      return 'question';
  }
}

/** A participant's type in words; one that is not known as it came. */
export function participantTypeName(type: string | undefined): string {
  switch (type) {
    case 'CUSTOMER':
      return vscode.l10n.t('Customer');
    case 'HUMAN_AGENT':
      return vscode.l10n.t('Human agent');
    case 'AI_AGENT':
      return vscode.l10n.t('AI agent');
    case 'AGENT':
      return vscode.l10n.t('Agent');
    case 'UNKNOWN':
    case undefined:
      return vscode.l10n.t('Unknown type');
    default:
      return type;
  }
}

let made: ReturnType<typeof makeFormats> | undefined;

/** Made once: making one takes longer than drawing a hundred rows. */
function formats(): ReturnType<typeof makeFormats> {
  made ??= makeFormats(vscode.env.language);
  return made;
}

function makeFormats(language: string) {
  return {
    relative: new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' }),
    days: new Intl.RelativeTimeFormat(language, { numeric: 'auto' }),
    date: new Intl.DateTimeFormat(language, { dateStyle: 'medium' }),
    full: new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'long' }),
  };
}

const STEPS: readonly [limitSeconds: number, unitSeconds: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [60, 1, 'second'],
  [3_600, 60, 'minute'],
  [86_400, 3_600, 'hour'],
  [604_800, 86_400, 'day'],
];

/**
 * How long ago a moment was; a date where that is more than a week.
 * @param timestamp ISO 8601
 * @param now epoch milliseconds
 */
export function relativeTime(timestamp: string | undefined, now: number = Date.now()): string {
  const moment = Date.parse(timestamp ?? '');
  if (Number.isNaN(moment)) return '';
  const seconds = Math.round((moment - now) / 1000);
  for (const [limit, size, unit] of STEPS) {
    if (Math.abs(seconds) < limit) {
      return formats().relative.format(Math.trunc(seconds / size), unit);
    }
  }
  return formats().date.format(moment);
}

/**
 * A calendar day in words: today, yesterday, or its date.
 * @param day such as `2026-03-01`, in the local time zone
 * @returns empty when it is no day
 */
export function dayName(day: string, now: number = Date.now()): string {
  const noon = Date.parse(`${day}T12:00:00`);
  if (Number.isNaN(noon)) return '';
  const away = Math.round((noon - new Date(now).setHours(12, 0, 0, 0)) / 86_400_000);
  const { days, date } = formats();
  if (away !== 0 && away !== -1) return date.format(noon);
  const words = days.format(away, 'day');
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

/** A moment in full, in the local time zone. */
export function fullTime(timestamp: string | undefined): string {
  const moment = Date.parse(timestamp ?? '');
  if (Number.isNaN(moment)) return '';
  return formats().full.format(moment);
}
