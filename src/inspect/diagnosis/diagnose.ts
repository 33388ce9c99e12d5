import type { Configuration } from '../../api/resources.ts';
import { checkAddresses } from './checks/addresses.ts';
import { checkBridge } from './checks/bridge.ts';
import { checkCallbacks } from './checks/callbacks.ts';
import { checkCaptureRules } from './checks/captureRules.ts';
import { checkConflicts } from './checks/conflicts.ts';
import { checkDeliveries } from './checks/deliveries.ts';
import { checkDoubles } from './checks/doubles.ts';
import { checkLifecycle } from './checks/lifecycle.ts';
import { checkParticipants } from './checks/participants.ts';
import { checkReceived } from './checks/received.ts';
import { checkTimeouts, WITHOUT_TIMEOUTS } from './checks/timeouts.ts';
import { checkTimes } from './checks/times.ts';
import { checkUnread } from './checks/unread.ts';
import type { CheckWords } from './checks/words.ts';
import type { Evidence, SettingsEvidence } from './evidence.ts';
import { type Finding, SEVERITIES } from './finding.ts';

type Check = (evidence: Evidence, words: CheckWords) => Finding[];
type SettingsCheck = (evidence: SettingsEvidence, words: CheckWords) => Finding[];

/** In the order in which they are told, among those that are equally bad. */
const CHECKS: readonly Check[] = [
  checkConflicts,
  checkDeliveries,
  checkAddresses,
  checkParticipants,
  checkDoubles,
  checkTimes,
  checkBridge,
  checkReceived,
  checkLifecycle,
  checkUnread,
];

const SETTINGS_CHECKS: readonly SettingsCheck[] = [checkTimeouts, checkCallbacks, checkCaptureRules];

/**
 * Finds what is the matter with a conversation.
 * @param known keys of findings that its configuration has by itself, and that are told there
 * @returns the worst first
 */
export function diagnose(
  evidence: Evidence,
  words: CheckWords,
  known: ReadonlySet<string> = new Set(),
): Finding[] {
  const settings = settingsOf(evidence);
  const found = [
    ...CHECKS.flatMap((check) => check(evidence, words)),
    ...(settings ? SETTINGS_CHECKS.flatMap((check) => check(settings, words)) : []),
  ];
  return worstFirst(found.filter(({ key }) => !isKnown(key, known)));
}

/** Finds what is the matter with a configuration, whatever conversations it has. */
export function diagnoseConfiguration(
  configuration: Configuration,
  {
    accountId,
    sandbox,
    hosts,
    attempts,
  }: Pick<SettingsEvidence, 'accountId' | 'sandbox' | 'hosts' | 'attempts'>,
  words: CheckWords,
): Finding[] {
  const evidence: SettingsEvidence = {
    accountId,
    sandbox,
    hosts,
    attempts,
    owner: { kind: 'configuration', configurationId: configuration.id },
    settings: configuration,
    open: true,
  };
  return worstFirst(SETTINGS_CHECKS.flatMap((check) => check(evidence, words)));
}

/** What a conversation's copy of its configuration is judged by. */
function settingsOf(evidence: Evidence): SettingsEvidence | undefined {
  const { accountId, sandbox, conversation, settings, configuration, hosts, attempts } = evidence;
  if (!settings) return undefined;
  return {
    accountId,
    sandbox,
    settings,
    present: configuration,
    open: conversation.status !== 'CLOSED',
    owner: {
      kind: 'conversation',
      conversationId: conversation.id,
      configurationId: conversation.configurationId,
    },
    channelsInUse: channelsInUse(evidence),
    participants: evidence.participants,
    hosts,
    attempts,
  };
}

/** Channels that something was said on; before anything was, those of the addresses. */
function channelsInUse({ participants = [], communications = [] }: Evidence): string[] {
  const spoken = new Set(communications.map(({ author }) => author.channel));
  if (spoken.size > 0) return [...spoken];
  return [
    ...new Set(participants.flatMap(({ addresses }) => (addresses ?? []).map(({ channel }) => channel))),
  ];
}

/** A configuration is asked about all of its channels, and a conversation about those that it uses. */
function isKnown(key: string, known: ReadonlySet<string>): boolean {
  if (known.has(key)) return true;
  const channels = channelsIn(key);
  return (
    channels !== undefined &&
    [...known].some((other) => {
      const all = channelsIn(other);
      return all !== undefined && channels.every((channel) => all.includes(channel));
    })
  );
}

function channelsIn(key: string): string[] | undefined {
  return key.startsWith(WITHOUT_TIMEOUTS) ? key.slice(WITHOUT_TIMEOUTS.length).split(',') : undefined;
}

/** In the order of the checks among those that are equally bad. */
function worstFirst(findings: readonly Finding[]): Finding[] {
  return SEVERITIES.flatMap((severity) => findings.filter((each) => each.severity === severity));
}
