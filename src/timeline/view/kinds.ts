import type { IconName } from './iconName.ts';
import { wordFor } from './readable.ts';
import { strings } from './strings.ts';

const channelIcons: Readonly<Record<string, IconName>> = {
  VOICE: 'call',
  SMS: 'mobile',
  RCS: 'preview',
  WHATSAPP: 'commentDiscussion',
  CHAT: 'comment',
  VIDEO: 'video',
};

const statusIcons: Readonly<Record<string, IconName>> = {
  ACTIVE: 'circleFilled',
  INACTIVE: 'circleOutline',
  CLOSED: 'archive',
};

function own<T>(map: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

/** Icon of a channel; a neutral one for a channel that is not known. */
export function channelIcon(channel: string): IconName {
  return own(channelIcons, channel) ?? 'plug';
}

/** A channel's name as people write it: `WHATSAPP` is WhatsApp. */
export function channelWord(channel: string): string {
  return wordFor(strings.channel, channel);
}

/** Icon of a participant's type: a person, a robot, or a question mark where Twilio does not know either. */
export function partyIcon(type: string): IconName {
  if (type === 'AI_AGENT') return 'robot';
  return type === '' || type === 'UNKNOWN' ? 'question' : 'person';
}

/** A participant's type in words. */
export function partyWord(type: string): string {
  return type === '' ? strings.partyType.UNKNOWN : wordFor(strings.partyType, type);
}

/** Icon of a conversation's status: filled, outlined or a box, so that shape tells them apart and not colour alone. */
export function statusIcon(status: string): IconName {
  return own(statusIcons, status) ?? 'question';
}

/** A conversation's status in words. */
export function statusWord(status: string): string {
  return wordFor(strings.status, status);
}
