import type { SettingsEvidence } from '../evidence.ts';
import { type Finding, finding } from '../finding.ts';
import { jsonOf } from '../owners.ts';
import { type CheckWords, duration, listed } from './words.ts';

const MINUTE = 60_000;

/** How keys of findings begin that name channels without an end; the channels follow, one after the other. */
export const WITHOUT_TIMEOUTS = 'timeouts.none:';

/** Channels without an end to silence: their conversations never close by themselves. */
export function checkTimeouts(
  { accountId, owner, settings, open, channelsInUse }: SettingsEvidence,
  words: CheckWords,
): Finding[] {
  const { l10n, channelName, language } = words;
  if (!open) return [];
  const all = settings.channelSettings ?? {};
  const closes = (channel: string) => typeof all[channel]?.statusTimeouts?.closed === 'number';
  const channels = channelsInUse ?? Object.keys(all);
  const without = channels.filter((channel) => !closes(channel));
  const found: Finding[] = [];
  const { configurationId } = owner;
  const never = channels.length === 0 || without.length === channels.length;
  if (without.length > 0 || (channels.length === 0 && owner.kind === 'configuration')) {
    const names = listed(without.map(channelName), language);
    found.push(
      finding({
        check: 'timeouts',
        key: `${WITHOUT_TIMEOUTS}${[...without].sort().join()}`,
        severity: 'warning',
        title:
          without.length === 0
            ? l10n.t('Conversations of this configuration never close by themselves: no channel has settings')
            : never && owner.kind === 'conversation'
              ? l10n.t('This conversation never closes by itself: no time-out for {0}', names)
              : l10n.t('Never closes by itself after silence on {0}', names),
        explanation:
          owner.kind === 'conversation'
            ? l10n.t(
                'Without statusTimeouts.closed a conversation stays open until somebody closes it. As long as it is open, a new one with the same people is refused (409) where grouping forbids it. A conversation keeps the settings that it was made with. New time-outs reach new conversations only: this one is closed by hand.',
              )
            : l10n.t(
                'Without statusTimeouts.closed a conversation stays open until somebody closes it. As long as it is open, a new one with the same people is refused (409) where grouping forbids it. New time-outs reach conversations that are made from then on.',
              ),
        evidence: [
          ...without.map((channel) => {
            const inactive = all[channel]?.statusTimeouts?.inactive;
            return {
              text:
                inactive === undefined
                  ? all[channel]
                    ? l10n.t('{0}: no statusTimeouts', channelName(channel))
                    : l10n.t('{0}: in use, and the configuration has nothing about it', channelName(channel))
                  : l10n.t(
                      '{0}: inactive after {1}, no “closed”',
                      channelName(channel),
                      duration(inactive * MINUTE, language),
                    ),
              ref: jsonOf(accountId, owner),
            };
          }),
        ],
        remedies: [
          { does: 'setTimeouts', configurationId, channels: without },
          ...(owner.kind === 'conversation'
            ? [{ does: 'closeConversation' as const, conversationId: owner.conversationId }]
            : []),
        ],
      }),
    );
  }
  for (const channel of channelsInUse ?? Object.keys(all)) {
    const { inactive, closed } = all[channel]?.statusTimeouts ?? {};
    if (inactive === undefined || closed === undefined || closed > inactive) continue;
    found.push(
      finding({
        check: 'timeouts',
        key: `timeouts.order:${channel}`,
        severity: 'warning',
        title: l10n.t('{0}: closed before it could become inactive', channelName(channel)),
        explanation: l10n.t(
          'Both times are counted from the last communication. “closed” comes first, or at the same moment, so that conversations end without ever being INACTIVE, and whoever waits for that status waits in vain.',
        ),
        evidence: [
          {
            text: l10n.t(
              'Inactive after {0}, closed after {1}',
              duration(inactive * MINUTE, language),
              duration(closed * MINUTE, language),
            ),
            ref: jsonOf(accountId, owner),
          },
        ],
        remedies: [{ does: 'setTimeouts', configurationId, channels: [channel] }],
      }),
    );
  }
  return found;
}
