import type { CaptureRule, Participant } from '../../../api/resources.ts';
import type { SettingsEvidence } from '../evidence.ts';
import { type Finding, finding } from '../finding.ts';
import { jsonOf } from '../owners.ts';
import { MOST_CAPTURE_RULES } from '../thresholds.ts';
import type { Piece, Told } from '../told.ts';
import { wrongForm } from './addresses.ts';
import type { CheckWords } from './words.ts';

const ANY = '*';

/** Capture rules that can never match, that others make needless, or that fit nobody. */
export function checkCaptureRules(evidence: SettingsEvidence, words: CheckWords): Finding[] {
  const { settings, open, channelsInUse } = evidence;
  if (!open) return [];
  const all = settings.channelSettings ?? {};
  const channels = Object.keys(all).filter((channel) => channelsInUse?.includes(channel) ?? true);
  const found = channels.flatMap((channel) =>
    checkChannel(evidence, channel, all[channel]?.captureRules ?? [], words),
  );
  return [...found, ...checkUncaptured(evidence, words)];
}

function checkChannel(
  evidence: SettingsEvidence,
  channel: string,
  rules: readonly CaptureRule[],
  words: CheckWords,
): Finding[] {
  const { l10n, channelName } = words;
  const { accountId, owner, settings } = evidence;
  const ref = jsonOf(accountId, owner);
  const json = [{ does: 'openJson', ref } as const];
  const found: Finding[] = [];
  if (rules.length === 0) return found;
  if (channel === 'CHAT' && !settings.conversationsV1Bridge) {
    found.push(
      finding({
        check: 'captureRules',
        key: 'captureRules.chat-without-bridge',
        severity: 'warning',
        title: l10n.t('Chat is not captured: the configuration has no bridge'),
        explanation: l10n.t(
          'Chats come into v2 conversations only from a classic service, by conversationsV1Bridge. Without one the capture rules of this channel have nothing to match.',
        ),
        evidence: rules.map((rule) => ({ text: ruleWords(rule, words), ref })),
        remedies: json,
      }),
    );
  }
  if (rules.length > MOST_CAPTURE_RULES) {
    found.push(
      finding({
        check: 'captureRules',
        key: `captureRules.many:${channel}`,
        severity: 'warning',
        title: l10n.t('{0} has {1} capture rules', channelName(channel), rules.length),
        explanation: l10n.t(
          'Twilio names {0} as the most for a channel: what is beyond may not count.',
          MOST_CAPTURE_RULES,
        ),
        evidence: [{ text: l10n.t('{0} capture rules', rules.length), ref }],
        remedies: json,
      }),
    );
  }
  rules.forEach((rule, index) => {
    const impossible = whyImpossible(channel, rule, words);
    if (!impossible) return;
    found.push(
      finding({
        check: 'captureRules',
        key: `captureRules.impossible:${channel}:${rule.from}:${rule.to}:${index}`,
        severity: 'error',
        title: l10n.t('A capture rule of {0} can never match', channelName(channel)),
        explanation: impossible.why,
        evidence: [
          { text: ruleWords(rule, words), ref },
          ...impossible.right.map((right) => ({ text: l10n.t('Probably meant: {0}', { address: right }) })),
        ],
        remedies: [...json, ...impossible.right.map((text) => ({ does: 'copy', text }) as const)],
      }),
    );
  });
  found.push(...shadowed(evidence, channel, rules, words));
  return found;
}

/** Why nothing can ever be from and to where a rule says; undefined where something may. */
function whyImpossible(
  channel: string,
  rule: CaptureRule,
  { l10n, channelName }: CheckWords,
): { why: Told; right: string[] } | undefined {
  const { from, to } = rule;
  const sides = [from, to];
  if (sides.some((side) => typeof side !== 'string' || side.trim() === '')) {
    return {
      why: l10n.t('It lacks “from” or “to”. Write * where any address will do.'),
      right: [],
    };
  }
  const wrong = sides
    .filter((side) => side !== ANY)
    .map((side) => ({ side, form: wrongForm(channel, side) }))
    .filter(({ form }) => form !== undefined);
  const [first] = wrong;
  if (first) {
    return {
      why: l10n.t(
        '{0} is not how an address of {1} is written. Rules are compared with addresses to the letter, so nothing is captured by this one.',
        { address: first.side },
        channelName(channel),
      ),
      right: wrong.flatMap(({ form }) => form?.right ?? []),
    };
  }
  if (from === to && from !== ANY) {
    return {
      why: l10n.t('It asks for what somebody sends to themselves. One of the sides is mostly *.'),
      right: [],
    };
  }
  return undefined;
}

/** Rules that never get a turn, since an earlier one takes all that they would. */
function shadowed(
  { accountId, owner }: SettingsEvidence,
  channel: string,
  rules: readonly CaptureRule[],
  words: CheckWords,
): Finding[] {
  const { l10n, channelName } = words;
  const ref = jsonOf(accountId, owner);
  const needless = rules.flatMap((rule, index) => {
    const wider = rules.find(
      (other, place) => place !== index && covers(other, rule) && (!covers(rule, other) || place < index),
    );
    return wider ? [{ rule, wider }] : [];
  });
  const [first] = needless;
  if (!first) return [];
  return [
    finding({
      check: 'captureRules',
      key: `captureRules.needless:${channel}`,
      severity: 'info',
      title:
        needless.length === 1
          ? l10n.t(
              'A capture rule of {0} does nothing: another one takes all that it would',
              channelName(channel),
            )
          : l10n.t(
              '{0} capture rules of {1} do nothing: others take all that they would',
              needless.length,
              channelName(channel),
            ),
      explanation: l10n.t(
        '{0} → {1} matches whatever the others match. If only those addresses were meant to be captured, remove the wide rule: at present everything that it fits comes into conversations.',
        sidePiece(first.wider.from),
        sidePiece(first.wider.to),
      ),
      evidence: needless.map(({ rule }) => ({ text: ruleWords(rule, words), ref })),
      remedies: [{ does: 'openJson', ref }],
    }),
  ];
}

function covers(wide: CaptureRule, narrow: CaptureRule): boolean {
  const fits = (side: string, other: string) => side === ANY || side === other;
  const asked = Object.entries(wide.metadata ?? {});
  return (
    fits(wide.from, narrow.from) &&
    fits(wide.to, narrow.to) &&
    asked.every(([name, value]) => narrow.metadata?.[name] === value)
  );
}

/** Channels that are used, and that no rule captures anything of. */
function checkUncaptured(evidence: SettingsEvidence, words: CheckWords): Finding[] {
  const { l10n, channelName } = words;
  const { accountId, owner, settings, participants, channelsInUse } = evidence;
  const all = settings.channelSettings ?? {};
  const ref = jsonOf(accountId, owner);
  if (!channelsInUse) {
    const withRules = Object.values(all).some(({ captureRules }) => captureRules?.length);
    if (withRules) return [];
    return [
      finding({
        check: 'captureRules',
        key: 'captureRules.none',
        severity: 'info',
        title: l10n.t('Nothing is captured by itself: there are no capture rules'),
        explanation: l10n.t(
          'What is said on any channel comes into conversations of this configuration only when it is recorded through the API. That is fine where your application does so.',
        ),
        evidence: [{ text: l10n.t('captureRules: none on any channel'), ref }],
        remedies: [{ does: 'openJson', ref }],
      }),
    ];
  }
  return channelsInUse.flatMap((channel) => {
    const rules = all[channel]?.captureRules ?? [];
    if (rules.length === 0 || !participants) return [];
    const addresses = addressesOn(channel, participants);
    // A rule is about two ends: with fewer than two there is nothing to compare.
    if (addresses.length < 2 || rules.some((rule) => fitsSomebody(rule, addresses))) return [];
    return [
      finding({
        check: 'captureRules',
        key: `captureRules.nobody:${channel}`,
        severity: 'info',
        title: l10n.t('No capture rule of {0} fits anybody in this conversation', channelName(channel)),
        explanation: l10n.t(
          'What these participants say to each other on this channel comes into the conversation only when it is recorded through the API. If Twilio should capture it, a rule for one of these addresses is missing.',
        ),
        evidence: [
          ...rules.map((rule) => ({ text: ruleWords(rule, words), ref })),
          ...addresses.map((address) => ({ text: l10n.t('In the conversation: {0}', { address }) })),
        ],
        remedies: [{ does: 'openJson', ref }],
      }),
    ];
  });
}

function addressesOn(channel: string, participants: readonly Participant[]): string[] {
  const own = participants.flatMap(({ addresses }) =>
    (addresses ?? []).filter((each) => each.channel === channel).map(({ address }) => address),
  );
  return [...new Set(own)];
}

function fitsSomebody({ from, to }: CaptureRule, addresses: readonly string[]): boolean {
  return (
    (from === ANY || addresses.includes(from)) && (to === ANY || addresses.includes(to)) && from !== undefined
  );
}

function sidePiece(side: string): Piece {
  return side === ANY || typeof side !== 'string' ? String(side) : { address: side };
}

function ruleWords({ from, to, metadata }: CaptureRule, { l10n }: CheckWords): Told {
  const more = Object.entries(metadata ?? {}).map(([name, value]) => `${name}: ${value}`);
  return more.length > 0
    ? l10n.t('{0} → {1} ({2})', sidePiece(from), sidePiece(to), { text: more.join(', ') })
    : l10n.t('{0} → {1}', sidePiece(from), sidePiece(to));
}
