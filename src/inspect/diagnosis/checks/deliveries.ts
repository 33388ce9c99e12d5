import { errorMeaning } from '../../../platform/errorCodes.ts';
import { classicMessageOf } from '../classicMatch.ts';
import type { Evidence, SeenCommunication } from '../evidence.ts';
import { type EvidenceRow, type Finding, finding, type Remedy } from '../finding.ts';
import { STUCK_AFTER_MS } from '../thresholds.ts';
import { type CheckWords, communicationRow, duration, occurred } from './words.ts';

/** Deliveries that failed, and those that do not come to an end. */
export function checkDeliveries(evidence: Evidence, words: CheckWords): Finding[] {
  const { communications } = evidence;
  if (!communications) return [];
  return [...failed(evidence, communications, words), ...stuck(evidence, communications, words)];
}

/** By recipient: what fails to one mostly has one cause. */
function failed(
  evidence: Evidence,
  communications: readonly SeenCommunication[],
  words: CheckWords,
): Finding[] {
  const { l10n, plain, channelName } = words;
  const { conversation } = evidence;
  const byRecipient = byParty(communications, (status) => status === 'FAILED');
  return [...byRecipient.values()].map(({ channel, address, of, all }) => {
    const codes = codesOf(evidence, of);
    const reasons: EvidenceRow[] = codes.map((code) => {
      const meaning = errorMeaning(code, plain);
      return {
        text: meaning
          ? l10n.t('Error {0}: {1}. {2}', code, meaning.title, meaning.meaning)
          : l10n.t('Error {0}', code),
      };
    });
    const [code] = codes;
    const cause = code === undefined ? undefined : errorMeaning(code, plain)?.causes[0];
    const last = of.at(-1);
    const remedies: Remedy[] = last
      ? [{ does: 'openTimeline', conversationId: conversation.id, communicationId: last.id }]
      : [];
    if (last && conversation.status !== 'CLOSED' && of.length < all) {
      remedies.push({ does: 'resend', conversationId: conversation.id, communicationId: last.id });
    }
    if (code !== undefined) {
      const page = errorMeaning(code, plain)?.url;
      if (page) remedies.push({ does: 'openPage', url: page });
    }
    return finding({
      check: 'deliveries',
      key: `deliveries.failed:${channel}:${address}`,
      severity: 'error',
      title:
        of.length === 1
          ? l10n.t('1 delivery to {0} on {1} failed', { address }, channelName(channel))
          : l10n.t('{0} deliveries to {1} on {2} failed', of.length, { address }, channelName(channel)),
      explanation: cause
        ? l10n.t('{0}', { said: cause })
        : of.length === all && all > 1
          ? l10n.t(
              'Nothing that was sent there arrived: the address is wrong, was given up, or does not accept what this sender sends. The API does not say why a delivery failed; the Console’s logs of the channel do.',
            )
          : l10n.t(
              'The API does not say why a delivery failed; the Console’s logs of the channel do. {0} of {1} to this address failed.',
              of.length,
              all,
            ),
      evidence: [...reasons, ...of.map((each) => communicationRow(evidence, each, words))],
      remedies,
    });
  });
}

function stuck(
  evidence: Evidence,
  communications: readonly SeenCommunication[],
  words: CheckWords,
): Finding[] {
  const { l10n, language, channelName } = words;
  const late = communications.filter((communication) => {
    const since = Math.max(occurred(communication), Date.parse(communication.createdAt ?? ''));
    return communication.kind !== 'TRANSCRIPTION' && evidence.now - since > STUCK_AFTER_MS;
  });
  const byRecipient = byParty(late, (status) => status === 'INITIATED' || status === 'IN_PROGRESS');
  return [...byRecipient.values()].map(({ channel, address, of }) => {
    const [first] = of;
    const oldest = first ? duration(evidence.now - occurred(first), language) : '';
    return finding({
      check: 'deliveries',
      key: `deliveries.stuck:${channel}:${address}`,
      severity: 'warning',
      title:
        of.length === 1
          ? l10n.t('1 delivery to {0} on {1} is stuck', { address }, channelName(channel))
          : l10n.t('{0} deliveries to {1} on {2} are stuck', of.length, { address }, channelName(channel)),
      explanation: l10n.t(
        'The oldest has been under way for {0}. Deliveries mostly end within minutes; after so long the phone is off, the sender’s queue is full, or the report of the channel got lost. Before you send it again, ask whether it arrived.',
        oldest,
      ),
      evidence: of.map((each) => communicationRow(evidence, each, words)),
      remedies: first
        ? [{ does: 'openTimeline', conversationId: evidence.conversation.id, communicationId: first.id }]
        : [],
    });
  });
}

interface ByParty {
  channel: string;
  address: string;
  of: SeenCommunication[];
  /** How many went there in all. */
  all: number;
}

function byParty(
  communications: readonly SeenCommunication[],
  fits: (status: string | undefined) => boolean,
): Map<string, ByParty> {
  const parties = new Map<string, ByParty>();
  for (const communication of communications) {
    for (const { channel, address, deliveryStatus } of communication.recipients) {
      const key = `${channel} ${address}`;
      let party = parties.get(key);
      if (!party) {
        party = { channel, address, of: [], all: 0 };
        parties.set(key, party);
      }
      party.all++;
      if (fits(deliveryStatus)) party.of.push(communication);
    }
  }
  for (const [key, { of }] of parties) if (of.length === 0) parties.delete(key);
  return parties;
}

function codesOf({ classic }: Evidence, of: readonly SeenCommunication[]): number[] {
  if (!classic?.messages) return [];
  const { messages, errorCodes } = classic;
  const codes = of.flatMap((communication) => {
    const message = classicMessageOf(communication, messages);
    return message ? (errorCodes.get(message.sid) ?? []) : [];
  });
  return [...new Set(codes)];
}
