import type { Participant } from '../../../api/resources.ts';
import type { Evidence } from '../evidence.ts';
import { type EvidenceRow, type Finding, finding, type Remedy } from '../finding.ts';
import { bareAddress, isCustomersSide } from '../grouping.ts';
import { type CheckWords, communicationRow, nameOf, participantRef } from './words.ts';

const AGENTS: ReadonlySet<string> = new Set(['HUMAN_AGENT', 'AI_AGENT', 'AGENT']);

/** Participants of an unknown type, twice the same, with the wrong profile or with none. */
export function checkParticipants(evidence: Evidence, words: CheckWords): Finding[] {
  const { participants } = evidence;
  if (!participants) return [];
  return [
    ...participants.flatMap((participant) => checkOne(evidence, participant, words)),
    ...sharedAddresses(evidence, participants, words),
    ...sharedProfiles(evidence, participants, words),
    ...strangers(evidence, participants, words),
  ];
}

function checkOne(evidence: Evidence, participant: Participant, words: CheckWords): Finding[] {
  const { l10n } = words;
  const { id, type, profileId, addresses } = participant;
  const name = nameOf(participant);
  const common = {
    check: 'participants',
    evidence: [rowOf(evidence, participant, words)],
    remedies: mend(evidence, participant),
  } as const;
  const found: Finding[] = [];
  if (type === 'UNKNOWN') {
    const bridged = evidence.settings?.conversationsV1Bridge;
    found.push(
      finding({
        ...common,
        key: `participants.unknown:${id}`,
        severity: 'warning',
        title: l10n.t('Nobody knows what {0} is: the type is UNKNOWN', name),
        explanation: bridged
          ? l10n.t(
              'Participants that the bridge from classic Conversations makes come as UNKNOWN. Until somebody says whether this is a customer or an agent, no profile is found for them, and reports count them on the wrong side. Edit the participant and choose the type.',
            )
          : l10n.t(
              'Twilio could not tell whether this is a customer or an agent. Until somebody says so, no profile is found for them, and reports count them on the wrong side. Edit the participant and choose the type.',
            ),
      }),
    );
  }
  if (type === 'CUSTOMER' && !profileId && evidence.settings?.memoryStoreId && evidence.settings) {
    const grouped = evidence.settings.conversationGroupingType === 'GROUP_BY_PROFILE';
    found.push(
      finding({
        ...common,
        key: `participants.no-profile:${id}`,
        severity: grouped ? 'error' : 'warning',
        title: l10n.t('The customer {0} has no profile', name),
        explanation: grouped
          ? l10n.t(
              'The configuration groups by profile, and this customer has none: their traffic cannot find this conversation by it, and may begin another one. The lookup in the memory store failed (530003) or no profile could be made (530004): the Console’s Debugger says which. Edit the participant and give the profile.',
            )
          : l10n.t(
              'Customers get a profile of the memory store. That it is missing means that the lookup failed (530003) or that none could be made (530004): the Console’s Debugger says which. Without one nothing is remembered of them.',
            ),
      }),
    );
  }
  if (type !== undefined && AGENTS.has(type) && profileId) {
    found.push(
      finding({
        ...common,
        key: `participants.agent-profile:${id}`,
        severity: 'warning',
        title: l10n.t('The agent {0} has a customer’s profile', name),
        explanation: l10n.t(
          'Profiles are the customers’. Either the type is wrong and this is a customer, or the profile does not belong here, and what the agent writes is remembered as a customer’s.',
        ),
        evidence: [
          ...common.evidence,
          { text: l10n.t('Profile {0}', { text: profileId }), ref: participantRef(evidence, participant) },
        ],
      }),
    );
  }
  if ((addresses ?? []).length === 0 && evidence.conversation.status !== 'CLOSED') {
    found.push(
      finding({
        ...common,
        key: `participants.no-address:${id}`,
        severity: 'warning',
        title: l10n.t('{0} has no address', name),
        explanation: l10n.t(
          'Nothing can be sent to a participant without an address, and nothing that comes in can be recognized as theirs.',
        ),
      }),
    );
  }
  return found;
}

function rowOf(evidence: Evidence, participant: Participant, { l10n, channelName }: CheckWords): EvidenceRow {
  const ref = participantRef(evidence, participant);
  const [first] = participant.addresses ?? [];
  const type = participant.type ?? '–';
  return first
    ? {
        text: l10n.t('{0} ({1}), {2} {3}', nameOf(participant), type, channelName(first.channel), {
          address: first.address,
        }),
        ref,
      }
    : { text: l10n.t('{0} ({1}), no address', nameOf(participant), type), ref };
}

/** The API replaces participants, and a closed conversation takes no changes. */
function mend({ conversation }: Evidence, { id }: Participant): Remedy[] {
  if (conversation.status === 'CLOSED') return [];
  return [{ does: 'editParticipant', conversationId: conversation.id, participantId: id }];
}

/** One address that stands for several participants, or twice with one. */
function sharedAddresses(
  evidence: Evidence,
  participants: readonly Participant[],
  words: CheckWords,
): Finding[] {
  const { l10n, channelName } = words;
  const owners = new Map<string, { channel: string; address: string; of: Participant[] }>();
  for (const participant of participants) {
    for (const { channel, address, channelId } of participant.addresses ?? []) {
      const key = JSON.stringify([channel, address, channel === 'CHAT' ? (channelId ?? '') : '']);
      const known = owners.get(key);
      if (known) known.of.push(participant);
      else owners.set(key, { channel, address, of: [participant] });
    }
  }
  const found: Finding[] = [];
  for (const { channel, address, of } of owners.values()) {
    const distinct = [...new Set(of)];
    const [first] = distinct;
    if (!first || of.length === 1) continue;
    const common = {
      check: 'participants',
      key: `participants.duplicate:${channel}:${address}`,
      evidence: distinct.map((each) => rowOf(evidence, each, words)),
      remedies: distinct.flatMap((each) => mend(evidence, each)),
    } as const;
    if (distinct.length === 1) {
      found.push(
        finding({
          ...common,
          severity: 'warning',
          title: l10n.t('{0} has the address {1} twice', nameOf(first), { address }),
          explanation: l10n.t(
            'One of the two does nothing, and a client that counts addresses, such as one that sends by participantId alone, takes the participant for one with several. Edit the participant and remove one.',
          ),
        }),
      );
      continue;
    }
    const type = first.type;
    if (!distinct.some(isCustomersSide)) {
      // That a person and an assistant answer from one number is usual, and so is a team's.
      if (distinct.some((other) => other.type !== type || other.name !== first.name)) continue;
    }
    found.push(
      finding({
        ...common,
        severity: distinct.some(isCustomersSide) ? 'error' : 'info',
        title: l10n.t(
          '{0} participants have the same {1} address {2}',
          distinct.length,
          channelName(channel),
          {
            address,
          },
        ),
        explanation: l10n.t(
          'What comes from this address cannot be told apart: it is booked on one of them, mostly the first, and the others look silent. Participants cannot be removed by the API: edit the wrong one and give it another address.',
        ),
      }),
    );
  }
  return found;
}

/** Two customers with one profile, or one number with two profiles. */
function sharedProfiles(
  evidence: Evidence,
  participants: readonly Participant[],
  words: CheckWords,
): Finding[] {
  const { l10n } = words;
  const customers = participants.filter(({ type }) => type === 'CUSTOMER');
  const found: Finding[] = [];
  const byProfile = Map.groupBy(
    customers.filter(({ profileId }) => profileId),
    ({ profileId }) => profileId ?? '',
  );
  for (const [profileId, of] of byProfile) {
    if (of.length < 2) continue;
    found.push(
      finding({
        check: 'participants',
        key: `participants.same-profile:${profileId}`,
        severity: 'warning',
        title: l10n.t('{0} customers have the same profile', of.length),
        explanation: l10n.t(
          'One profile is one person. These are one customer who was added twice, or one of them was given the profile of another, whose history is then shown for both.',
        ),
        evidence: of.map((each) => rowOf(evidence, each, words)),
        remedies: of.flatMap((each) => mend(evidence, each)),
      }),
    );
  }
  const byNumber = new Map<string, Set<Participant>>();
  for (const customer of customers) {
    for (const { address, channel } of customer.addresses ?? []) {
      if (channel === 'CHAT') continue;
      const bare = bareAddress(address);
      byNumber.set(bare, (byNumber.get(bare) ?? new Set()).add(customer));
    }
  }
  for (const [address, set] of byNumber) {
    const of = [...set];
    const profiles = new Set(of.flatMap(({ profileId }) => profileId ?? []));
    if (profiles.size < 2) continue;
    found.push(
      finding({
        check: 'participants',
        key: `participants.two-profiles:${address}`,
        severity: 'error',
        title: l10n.t('The number {0} belongs to {1} profiles', { address }, profiles.size),
        explanation: l10n.t(
          'The same number on two channels is one person. With two profiles their history is split, and with grouping by profile so are their conversations. Merge the profiles in the memory store, then edit the participant with the wrong one.',
        ),
        evidence: of.map((each) => rowOf(evidence, each, words)),
        remedies: of.flatMap((each) => mend(evidence, each)),
      }),
    );
  }
  return found;
}

/** Communications that name a participant who is not there. */
function strangers(evidence: Evidence, participants: readonly Participant[], words: CheckWords): Finding[] {
  const { l10n } = words;
  const known = new Set(participants.map(({ id }) => id));
  const strange = (evidence.communications ?? []).filter(({ author, recipients }) =>
    [author, ...recipients].some(({ participantId }) => participantId && !known.has(participantId)),
  );
  const [first] = strange;
  if (!first) return [];
  return [
    finding({
      check: 'participants',
      key: 'participants.strangers',
      severity: 'warning',
      title:
        strange.length === 1
          ? l10n.t('A communication names a participant who is not in the conversation')
          : l10n.t('{0} communications name participants who are not in the conversation', strange.length),
      explanation: l10n.t(
        'Their participantId leads nowhere: the participant was removed, or the id is another conversation’s. Whoever reads the conversation sees an address in place of a name.',
      ),
      evidence: strange.map((each) => communicationRow(evidence, each, words)),
      remedies: [
        { does: 'openTimeline', conversationId: evidence.conversation.id, communicationId: first.id },
      ],
    }),
  ];
}
