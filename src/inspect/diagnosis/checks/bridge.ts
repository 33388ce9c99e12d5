import type { Participant, ServiceMessage, ServiceParticipant } from '../../../api/resources.ts';
import type { ResourceRef } from '../../../platform/resourceRef.ts';
import { messageSidOf, says } from '../classicMatch.ts';
import type { ClassicSide, Evidence, SeenCommunication } from '../evidence.ts';
import { type EvidenceRow, type Finding, finding } from '../finding.ts';
import { BRIDGE_SETTLES_MS } from '../thresholds.ts';
import { type CheckWords, communicationRow, excerpt, nameOf, participantRef } from './words.ts';

/** What differs between a bridged conversation and its classic (v1) side. */
export function checkBridge(evidence: Evidence, words: CheckWords): Finding[] {
  const { classic, conversation } = evidence;
  const { l10n } = words;
  if (!classic) return [];
  const self: ResourceRef = {
    kind: 'conversation',
    accountId: evidence.accountId,
    conversationId: conversation.id,
  };
  const { serviceId, sids } = classic;
  if (sids.length === 0) {
    // A conversation without chat has no classic side that anything could tell of.
    const chats = (evidence.participants ?? []).some(({ addresses }) =>
      addresses?.some(({ channel }) => channel === 'CHAT'),
    );
    if (!chats) return [];
    return [
      finding({
        check: 'bridge',
        key: 'bridge.unnamed',
        severity: 'warning',
        title: l10n.t('Nothing names the classic side of this chat'),
        explanation: l10n.t(
          'The configuration is bridged to the service {0}, but no chat address or communication has the classic conversation’s SID (CH…) as its channelId. What is said on either side does not reach the other.',
          serviceId,
        ),
        evidence: [{ text: l10n.t('conversationsV1Bridge: {0}', serviceId), ref: self }],
        remedies: [{ does: 'openJson', ref: self }],
      }),
    ];
  }
  if (sids.length > 1) {
    return [
      finding({
        check: 'bridge',
        key: 'bridge.several',
        severity: 'warning',
        title: l10n.t('The conversation names {0} classic conversations', sids.length),
        explanation: l10n.t(
          'A bridged conversation has one classic side. Several chats came into one conversation: what is written in one of them is not seen in the other.',
        ),
        evidence: sids.map((sid) => ({
          text: l10n.t('{0}', sid),
          ref: serviceConversationRef(evidence, serviceId, sid),
        })),
      }),
    ];
  }
  const [sid = ''] = sids;
  if (!classic.conversation) {
    // Where it could not be read, that is told by itself.
    if (evidence.unread.some(({ part }) => part.startsWith('classic'))) return [];
    return [
      finding({
        check: 'bridge',
        key: 'bridge.missing',
        severity: 'error',
        title: l10n.t('The classic side does not exist: {0}', sid),
        explanation: l10n.t(
          'The service {0} has no such conversation: it was deleted there, or belongs to another service. Chats of this conversation reach nobody on the classic side.',
          serviceId,
        ),
        evidence: [{ text: l10n.t('{0} in {1}', sid, serviceId), ref: self }],
        remedies: [{ does: 'copy', text: sid }],
      }),
    ];
  }
  return [
    ...states(evidence, classic, words),
    ...people(evidence, classic, words),
    ...messages(evidence, classic, words),
  ];
}

function states(evidence: Evidence, classic: ClassicSide, words: CheckWords): Finding[] {
  const { l10n } = words;
  const { conversation } = evidence;
  const state = classic.conversation?.state ?? '';
  const { status = '' } = conversation;
  if (state === 'initializing' || state.toUpperCase() === status) return [];
  // Sleep is decided by either side's own clock: only an end that the other side does not know of does harm.
  if (state !== 'closed' && status !== 'CLOSED') return [];
  return [
    finding({
      check: 'bridge',
      key: 'bridge.state',
      severity: 'warning',
      title: l10n.t('It is {0} here and {1} on the classic side', status, state),
      explanation:
        status === 'CLOSED'
          ? l10n.t(
              'The classic conversation is still open: whoever writes there is heard by nobody here, or begins another conversation.',
            )
          : l10n.t(
              'The classic conversation is closed (50377): what is written here cannot be delivered to the chat.',
            ),
      evidence: [
        {
          text: l10n.t('Classic: {0}', state),
          ref: serviceConversationRef(evidence, classic.serviceId, classic.conversation?.sid ?? ''),
        },
        {
          text: l10n.t('Here: {0}', status),
          ref: {
            kind: 'conversation',
            accountId: evidence.accountId,
            conversationId: conversation.id,
          },
        },
      ],
      remedies: status === 'CLOSED' ? [] : [{ does: 'closeConversation', conversationId: conversation.id }],
    }),
  ];
}

function people(evidence: Evidence, classic: ClassicSide, words: CheckWords): Finding[] {
  const { l10n } = words;
  const { participants } = evidence;
  if (!participants || !classic.participants) return [];
  const here = new Map<string, Participant>();
  const addressesHere = new Set<string>();
  for (const participant of participants) {
    for (const { channel, address } of participant.addresses ?? []) {
      addressesHere.add(address);
      if (channel === 'CHAT') here.set(address, participant);
    }
  }
  const there = new Set(classic.participants.map(addressOf));
  const onlyHere = [...here].filter(([identity]) => !there.has(identity));
  const onlyThere = classic.participants.filter((each) => {
    const address = addressOf(each);
    return address !== undefined && !addressesHere.has(address);
  });
  if (onlyHere.length === 0 && onlyThere.length === 0) return [];
  return [
    finding({
      check: 'bridge',
      key: 'bridge.participants',
      severity: 'warning',
      title: l10n.t('The two sides of the bridge have different participants'),
      explanation: l10n.t(
        'Who is on one side only does not hear what is said on the other. On the classic side participants are added and removed by the classic API.',
      ),
      evidence: [
        ...onlyHere.map(
          ([identity, participant]): EvidenceRow => ({
            text: l10n.t('Only here: {0} ({1})', nameOf(participant), { address: identity }),
            ref: participantRef(evidence, participant),
          }),
        ),
        ...onlyThere.map(
          (each): EvidenceRow => ({
            text: l10n.t('Only on the classic side: {0}', { address: addressOf(each) ?? '' }),
            ref: {
              kind: 'serviceParticipant',
              accountId: evidence.accountId,
              chatServiceSid: classic.serviceId,
              conversationSid: classic.conversation?.sid ?? '',
              participantSid: each.sid,
            },
          }),
        ),
      ],
    }),
  ];
}

function addressOf({ identity, messaging_binding }: ServiceParticipant): string | undefined {
  return identity ?? messaging_binding?.address;
}

function messages(evidence: Evidence, classic: ClassicSide, words: CheckWords): Finding[] {
  const { l10n, moment } = words;
  const { communications, now } = evidence;
  const conversationSid = classic.conversation?.sid ?? '';
  if (!communications || !classic.messages) return [];
  const free = new Map(classic.messages.map((message) => [message.sid, message]));
  const chat = communications.filter(
    ({ author, channelId, kind }) =>
      kind === 'TEXT' && (author.channel === 'CHAT' || channelId === conversationSid),
  );
  const differing: { communication: SeenCommunication; message: ServiceMessage }[] = [];
  const unsure: SeenCommunication[] = [];
  for (const communication of chat) {
    const sid = messageSidOf(communication);
    const message = sid === undefined ? undefined : free.get(sid);
    if (!message) {
      unsure.push(communication);
      continue;
    }
    free.delete(message.sid);
    if ((message.body ?? '') !== communication.text) differing.push({ communication, message });
  }
  // By time: the lists are compared from the oldest on, so that of two that say the same each finds its own.
  const candidates = [...free.values()].sort((a, b) => a.index - b.index);
  const onlyHere: SeenCommunication[] = [];
  for (const communication of unsure) {
    const place = candidates.findIndex((message) => says(message, communication));
    if (place === -1) onlyHere.push(communication);
    else candidates.splice(place, 1);
  }
  const settled = (timestamp: string | null | undefined) =>
    !(now - Date.parse(timestamp ?? '') < BRIDGE_SETTLES_MS);
  const missingThere = onlyHere.filter(({ createdAt }) => settled(createdAt));
  // Others than chat may be told to the classic side too, and carry no SID: they are no chats, and not missing here.
  const others = communications.filter((each) => !chat.includes(each));
  const missingHere = candidates.filter(
    (message) => settled(message.date_created) && !others.some((each) => says(message, each)),
  );
  const rowThere = (message: ServiceMessage): EvidenceRow => ({
    text: l10n.t(
      '{0} · {1}: “{2}”',
      message.date_created ? moment(Date.parse(message.date_created)) : '–',
      { address: message.author ?? '' },
      { text: excerpt(message.body ?? '') },
    ),
    ref: {
      kind: 'serviceMessage',
      accountId: evidence.accountId,
      chatServiceSid: classic.serviceId,
      conversationSid,
      messageSid: message.sid,
    },
  });
  const found: Finding[] = [];
  if (missingThere.length > 0) {
    found.push(
      finding({
        check: 'bridge',
        key: 'bridge.missing-there',
        severity: 'warning',
        title:
          missingThere.length === 1
            ? l10n.t('1 communication is missing on the classic side')
            : l10n.t('{0} communications are missing on the classic side', missingThere.length),
        explanation: l10n.t(
          'They are in this conversation and in none of the classic conversation’s messages: who chats by the classic SDK does not see them. They were recorded here only, or deleted there.',
        ),
        evidence: missingThere.map((each) => communicationRow(evidence, each, words)),
        remedies: missingThere.slice(0, 1).map(({ id }) => ({
          does: 'openTimeline' as const,
          conversationId: evidence.conversation.id,
          communicationId: id,
        })),
      }),
    );
  }
  if (missingHere.length > 0) {
    found.push(
      finding({
        check: 'bridge',
        key: 'bridge.missing-here',
        severity: 'warning',
        title:
          missingHere.length === 1
            ? l10n.t('1 message of the classic side is missing here')
            : l10n.t('{0} messages of the classic side are missing here', missingHere.length),
        explanation: l10n.t(
          'They were written in the classic conversation and did not come over: they are older than the bridge, or the bridge missed them.',
        ),
        evidence: missingHere.map(rowThere),
      }),
    );
  }
  if (differing.length > 0) {
    found.push(
      finding({
        check: 'bridge',
        key: 'bridge.texts',
        severity: 'warning',
        title:
          differing.length === 1
            ? l10n.t('1 text differs between the two sides')
            : l10n.t('{0} texts differ between the two sides', differing.length),
        explanation: l10n.t('The same message says something else here than there: one side was edited.'),
        evidence: differing.flatMap(({ communication, message }) => [
          communicationRow(evidence, communication, words),
          rowThere(message),
        ]),
        remedies: differing.slice(0, 1).map(({ communication: { id } }) => ({
          does: 'openTimeline' as const,
          conversationId: evidence.conversation.id,
          communicationId: id,
        })),
      }),
    );
  }
  return found;
}

function serviceConversationRef(
  { accountId }: Evidence,
  chatServiceSid: string,
  conversationSid: string,
): ResourceRef {
  return { kind: 'serviceConversation', accountId, chatServiceSid, conversationSid };
}
