import type { l10n as VscodeL10n } from 'vscode';
import type { ConversationConfiguration, StatusCallback } from '../../api/resources.ts';
import type { Masker } from '../../platform/masking.ts';
import { redactedUrl } from '../../platform/redactedUrl.ts';
import type { Fact } from '../fact.ts';
import { type ReadCaptureRule, type ReadChannelSetting, readChannelSettings } from './channelSettings.ts';
import { groupingDetail, groupingName } from './groupingName.ts';
import { durationWords, timeoutWords } from './timeouts.ts';

/** What facts are put into words with. */
export interface FactWords {
  /** What addresses go through before they are shown. */
  masker: Masker;
  /** `vscode.l10n`, or a stand-in. */
  l10n: Pick<typeof VscodeL10n, 't'>;
  /** A BCP 47 tag, for numbers. */
  language: string;
  /** A channel in words. */
  channelName: (channel: string) => string;
}

/** What a configuration has beside its settings; a conversation's copy has the id only. */
export interface ConfigurationIdentity {
  id: string;
  version?: number | undefined;
}

/** All there is to know of a configuration, in the order in which it is asked for. */
export function configurationFacts(
  settings: ConversationConfiguration,
  { id, version }: ConfigurationIdentity,
  words: FactWords,
): Fact[] {
  const { l10n } = words;
  const { description, conversationGroupingType, conversationsV1Bridge } = settings;
  return [
    ...(description
      ? [{ key: 'description', label: l10n.t('Description'), description, icon: 'note', value: description }]
      : []),
    {
      key: 'grouping',
      label: l10n.t('Grouping'),
      description: groupingName(conversationGroupingType, l10n) || l10n.t('Not said'),
      icon: 'group-by-ref-type',
      detail: groupingDetail(conversationGroupingType, l10n),
      ...(conversationGroupingType ? { value: conversationGroupingType } : {}),
    },
    ...channelFacts(settings.channelSettings, words),
    ...callbackFacts(settings.statusCallbacks ?? [], words),
    ...memoryFacts(settings, words),
    ...idFacts('intelligence', l10n.t('Intelligence configuration'), settings.intelligenceConfigurationIds),
    ...idFacts('trait', l10n.t('Trait extraction strategy'), settings.traitExtractionStrategyIds),
    ...idFacts(
      'observation',
      l10n.t('Observation extraction strategy'),
      settings.observationExtractionStrategyIds,
    ),
    conversationsV1Bridge
      ? {
          key: 'bridge',
          label: l10n.t('Classic service'),
          description: conversationsV1Bridge.serviceId,
          icon: 'link',
          value: conversationsV1Bridge.serviceId,
        }
      : {
          key: 'bridge',
          label: l10n.t('Classic service'),
          description: l10n.t('None'),
          icon: 'link',
        },
    { key: 'id', label: l10n.t('ID'), description: id, icon: 'tag', value: id },
    ...(version === undefined
      ? []
      : [
          {
            key: 'version',
            label: l10n.t('Version'),
            description: String(version),
            icon: 'versions',
            detail: l10n.t('Counts the changes. A conversation keeps the settings that it was made with.'),
          },
        ]),
  ];
}

function channelFacts(channelSettings: unknown, words: FactWords): Fact[] {
  const { l10n } = words;
  const channels = readChannelSettings(channelSettings);
  if (channels.length > 0) return channels.map((setting) => channelFact(setting, words));
  return [
    {
      key: 'channels',
      label: l10n.t('Never closes by itself'),
      description: l10n.t('No channel has settings'),
      icon: 'watch',
      detail: neverCloses(words),
    },
  ];
}

function channelFact({ channel, statusTimeouts, captureRules }: ReadChannelSetting, words: FactWords): Fact {
  const { l10n, language, channelName } = words;
  const timeouts = timeoutWords(statusTimeouts, l10n, language);
  const rules: Fact[] =
    captureRules.length > 0
      ? captureRules.map((rule, index) => captureRuleFact(rule, index, words))
      : [
          {
            key: 'no-rules',
            label: l10n.t('No capture rules'),
            description: l10n.t('Nothing is captured by itself'),
            icon: 'circle-slash',
            detail: l10n.t(
              'What is said on this channel comes into conversations only when it is recorded through the API.',
            ),
          },
        ];
  return {
    key: `channel-${channel}`,
    label: channelName(channel),
    description: timeouts,
    icon: 'radio-tower',
    detail: statusTimeouts.closed === undefined ? neverCloses(words) : silence(words),
    facts: [...timeoutFacts(statusTimeouts, words), ...rules],
  };
}

/** A row for each, since both do not fit on one in a narrow side bar. */
function timeoutFacts({ inactive, closed }: ReadChannelSetting['statusTimeouts'], words: FactWords): Fact[] {
  const { l10n, language } = words;
  return [
    ...(inactive === undefined
      ? []
      : [
          {
            key: 'inactive',
            label: l10n.t('Inactive after {0}', durationWords(inactive, language)),
            icon: 'watch',
            detail: silence(words),
          },
        ]),
    closed === undefined
      ? {
          key: 'closed',
          label: l10n.t('Never closes by itself'),
          description: l10n.t('No “closed” time-out'),
          icon: 'watch',
          detail: neverCloses(words),
        }
      : {
          key: 'closed',
          label: l10n.t('Closed after {0}', durationWords(closed, language)),
          icon: 'watch',
          detail: silence(words),
        },
  ];
}

function silence({ l10n }: FactWords): string {
  return l10n.t('The time is counted from the last communication.');
}

function neverCloses({ l10n }: FactWords): string {
  return l10n.t(
    'Without a “closed” time-out a conversation stays open until somebody closes it. Set statusTimeouts.closed in the configuration to have new ones close after some silence.',
  );
}

function captureRuleFact(rule: ReadCaptureRule, index: number, { l10n, masker }: FactWords): Fact {
  const key = `rule-${index}`;
  if ('unreadable' in rule) {
    return {
      key,
      label: masker.text(rule.unreadable),
      description: l10n.t('Not a capture rule as Twilio documents it'),
      icon: 'filter',
      attention: true,
      value: rule.unreadable,
    };
  }
  const { metadata } = rule;
  // * stands for any.
  const [from, to] = [rule.from, rule.to].map((address) =>
    address === '*' ? address : masker.address(address),
  );
  const label = l10n.t('{0} → {1}', from ?? '', to ?? '');
  const details = Object.entries(metadata).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return {
    key,
    label,
    description: details.join(' · '),
    icon: 'filter',
    value: l10n.t('{0} → {1}', rule.from, rule.to),
    detail: l10n.t('Captures what is sent from {0} to {1}. * stands for any address.', from ?? '', to ?? ''),
  };
}

function callbackFacts(callbacks: readonly StatusCallback[], { l10n }: FactWords): Fact[] {
  const label = l10n.t('Status callback');
  if (callbacks.length === 0) {
    return [{ key: 'callbacks', label, description: l10n.t('None'), icon: 'broadcast' }];
  }
  return callbacks.map(({ url, method = 'POST' }, index) => {
    const shown = redactedUrl(url);
    // The URL first: it is what tells one from another, and there is little room.
    const fact = { key: `callback-${index}`, description: label, icon: 'broadcast' };
    if (!shown) {
      return {
        ...fact,
        label: l10n.t('{0} to what is no URL', method),
        attention: true,
        detail: l10n.t(
          'It is not shown, since it may hold a secret. Open the configuration as JSON to see it.',
        ),
      };
    }
    return {
      ...fact,
      label: l10n.t('{0} {1}', method, shown.text),
      // A copy without its hidden parts would look like the URL and not work.
      ...(shown.redacted
        ? {
            detail: l10n.t(
              'Its query, and a name and password, are not shown, since they may be secret. Open the configuration as JSON to see them.',
            ),
          }
        : { value: url }),
    };
  });
}

function memoryFacts(
  { memoryStoreId, memoryExtractionEnabled }: ConversationConfiguration,
  { l10n }: FactWords,
): Fact[] {
  return [
    memoryStoreId
      ? {
          key: 'memory',
          label: l10n.t('Memory store'),
          description: memoryStoreId,
          icon: 'database',
          value: memoryStoreId,
        }
      : { key: 'memory', label: l10n.t('Memory store'), description: l10n.t('None'), icon: 'database' },
    {
      key: 'extraction',
      label: l10n.t('Memory extraction'),
      description: memoryExtractionEnabled ? l10n.t('On') : l10n.t('Off'),
      icon: 'lightbulb',
    },
  ];
}

function idFacts(key: string, label: string, ids: readonly string[] | null | undefined): Fact[] {
  return (ids ?? []).map((id, index) => ({
    key: `${key}-${index}`,
    label,
    description: id,
    icon: 'sparkle',
    value: id,
  }));
}
