import type { Party } from '../../../api/resources.ts';
import { addressComplaint, addressHint, normalizedAddress } from '../../../platform/addresses.ts';
import type { Evidence, SeenCommunication } from '../evidence.ts';
import { type Finding, finding } from '../finding.ts';
import { type CheckWords, communicationRow, nameOf, participantRef } from './words.ts';

/** What is wrong with an address's form. */
export interface WrongForm {
  /** As it should be written, where that can be told. */
  readonly right?: string;
}

/**
 * Whether an address cannot be one of its channel, and how it was probably meant.
 * @returns undefined for what may do: whether Twilio takes it is for Twilio to say
 */
export function wrongForm(channel: string, address: string): WrongForm | undefined {
  const silent = { t: () => 'wrong' };
  const complains = (candidate: string) => addressComplaint(channel, candidate, [], silent) !== undefined;
  const normalized = normalizedAddress(channel, address);
  if (normalized === address && !complains(address)) return undefined;
  const bare = address
    .trim()
    .replace(/^(?:whatsapp|rcs|sms|tel|voice):/i, '')
    .replaceAll(/[\s().\-\u2010-\u2015]/g, '');
  // `00` is how many countries dial what + stands for, and a number may have lost its +.
  const number = /^00\d/.test(bare) ? `+${bare.slice(2)}` : /^[1-9]\d{8,14}$/.test(bare) ? `+${bare}` : bare;
  for (const candidate of [normalized, normalizedAddress(channel, number)]) {
    if (candidate !== address && !complains(candidate)) return { right: candidate };
  }
  return {};
}

/** Addresses that cannot be of their channel. */
export function checkAddresses(evidence: Evidence, words: CheckWords): Finding[] {
  const { l10n, channelName } = words;
  const { conversation, participants = [], communications = [] } = evidence;
  const found: Finding[] = [];
  const told = new Set<string>();
  for (const participant of participants) {
    for (const { channel, address } of participant.addresses ?? []) {
      const wrong = wrongForm(channel, address);
      if (!wrong) continue;
      told.add(`${channel} ${address}`);
      found.push(
        finding({
          check: 'addresses',
          key: `addresses.form:${participant.id}:${channel}:${address}`,
          severity: 'error',
          title: l10n.t(
            '{0}’s address {1} is not one of {2}',
            nameOf(participant),
            { address },
            channelName(channel),
          ),
          explanation: explain(channel, wrong, words),
          evidence: [
            {
              text: l10n.t('Written: {0}', { address }),
              ref: participantRef(evidence, participant),
            },
            ...(wrong.right ? [{ text: l10n.t('Probably meant: {0}', { address: wrong.right }) }] : []),
          ],
          remedies: [
            ...(conversation.status === 'CLOSED'
              ? []
              : [
                  {
                    does: 'editParticipant' as const,
                    conversationId: conversation.id,
                    participantId: participant.id,
                  },
                ]),
            ...(wrong.right ? [{ does: 'copy' as const, text: wrong.right }] : []),
          ],
        }),
      );
    }
  }
  const others = new Map<string, { party: Party; wrong: WrongForm; of: SeenCommunication[] }>();
  const fine = new Set<string>();
  for (const communication of communications) {
    for (const party of [communication.author, ...communication.recipients]) {
      const key = `${party.channel} ${party.address}`;
      if (told.has(key) || fine.has(key)) continue;
      const known = others.get(key);
      if (known) {
        if (known.of.at(-1) !== communication) known.of.push(communication);
        continue;
      }
      const wrong = wrongForm(party.channel, party.address);
      if (wrong) others.set(key, { party, wrong, of: [communication] });
      else fine.add(key);
    }
  }
  for (const { party, wrong, of } of others.values()) {
    found.push(
      finding({
        check: 'addresses',
        key: `addresses.party:${party.channel}:${party.address}`,
        severity: 'error',
        title: l10n.t(
          'Communications name {0}, which is no address of {1}',
          { address: party.address },
          channelName(party.channel),
        ),
        explanation: explain(party.channel, wrong, words),
        evidence: of.map((each) => communicationRow(evidence, each, words)),
        remedies: of.slice(0, 1).map(({ id }) => ({
          does: 'openTimeline' as const,
          conversationId: conversation.id,
          communicationId: id,
        })),
      }),
    );
  }
  return found;
}

function explain(channel: string, { right }: WrongForm, { l10n, plain, channelName }: CheckWords) {
  const { prompt, example } = addressHint(channel, plain);
  return right
    ? l10n.t(
        'Nothing that is sent to it arrives, and what comes from the person is taken for a stranger’s. It was probably meant as {0}. What {1} takes: {2}.',
        { address: right },
        channelName(channel),
        prompt,
      )
    : l10n.t(
        'Nothing that is sent to it arrives, and what comes from the person is taken for a stranger’s. What {0} takes: {1}, such as {2}.',
        channelName(channel),
        prompt,
        example,
      );
}
