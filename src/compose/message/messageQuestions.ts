import * as vscode from 'vscode';
import { allItems } from '../../api/pages.ts';
import type { ActionParty, Participant } from '../../api/resources.ts';
import { channelName } from '../../platform/display.ts';
import type { Session } from '../../platform/session.ts';
import type { Step, StepUi } from '../../platform/wizard.ts';
import { type Candidate, candidatesOf, likelyAuthor, likelyRecipients, partyOf } from '../draft.ts';
import { channelOf, type MessageComplaint } from './checkMessage.ts';
import { canSendOn, type MessageDraft } from './messageDraft.ts';
import { addressItem, candidateItem, type EndItem, endOf, isSameEnd, typeItem } from './messageItems.ts';
import { askReview } from './messageReview.ts';
import { askText } from './messageTexts.ts';
import { askAddress, unlessBack } from './typedAddress.ts';

/** Everything the person has answered. */
export interface MessageAnswers extends MessageDraft {
  conversationId?: string;
  /** What the API said of a field, until that is changed. */
  said?: MessageComplaint | undefined;
}

/** The questions of one run; what they offer is read once. */
export class MessageQuestions {
  readonly steps: readonly Step<MessageAnswers>[];
  readonly #session: Session;
  #participants: { conversationId: string; read: Promise<Participant[]> } | undefined;

  /** @param askConversation asked first, where it is not given */
  constructor(session: Session, askConversation: Step<MessageAnswers> | undefined) {
    this.#session = session;
    this.steps = [
      ...(askConversation ? [askConversation] : []),
      this.#askFrom,
      this.#askTo,
      askText,
      this.#review,
    ];
  }

  /** The participants of a conversation, read once. */
  participants(conversationId: string): Promise<Participant[]> {
    if (this.#participants?.conversationId !== conversationId) {
      const read = allItems(this.#session.client.participants(conversationId));
      this.#participants = { conversationId, read };
    }
    return this.#participants.read;
  }

  readonly #askFrom: Step<MessageAnswers> = async (answers, ui) => {
    for (;;) {
      const items = this.#candidates(answers).then((all) => {
        const from = answers.from ?? likelyFrom(all);
        if (from) answers.from = from;
        return [
          ...(from && isTyped(from) ? [addressItem(from, ui.masker)] : []),
          ...sendersFirst(all).map((candidate) => candidateItem(candidate, ui.masker)),
          typeItem(),
        ];
      });
      const { end } = await ui.pick({
        placeholder: vscode.l10n.t('Who sends? Twilio delivers the message from this address.'),
        items,
        active: ({ end }) => end !== undefined && answers.from !== undefined && isSameEnd(end, answers.from),
      });
      const from = end ?? (await unlessBack(askAddress(ui.within())));
      if (!from) continue;
      await this.#setFrom(answers, known(from, await this.#candidates(answers)));
      return;
    }
  };

  readonly #askTo: Step<MessageAnswers> = async (answers, ui) => {
    const { from } = answers;
    if (!from) return;
    const channel = channelOf(from, await this.#participantsOf(answers));
    const all = (await this.#candidates(answers)).filter(({ address }) => address.channel === channel);
    // Agents may share the sender's address: nothing can be sent from an address to itself.
    const own = all.filter((candidate) => isSameEnd(endOf(candidate), from)).map(addressOf);
    const others = all.filter((candidate) => ![...own, from.address].includes(addressOf(candidate)));
    const likely = answers.to ?? likelyTo(from, all);
    answers.to =
      others.length === 0 && !likely.some(isTyped)
        ? [await askAddress(ui, channel)]
        : await this.#pickRecipients(likely, others, channel, ui);
    if (answers.said?.field === 'to') delete answers.said;
  };

  readonly #review: Step<MessageAnswers> = async (answers, ui) =>
    askReview(answers, await this.#participantsOf(answers), ui, {
      from: () => this.#askFrom(answers, ui),
      to: () => this.#askTo(answers, ui),
      sandbox: this.#session.account.sandbox,
    });

  async #pickRecipients(
    likely: readonly ActionParty[],
    others: readonly Candidate[],
    channel: string | undefined,
    ui: StepUi,
  ): Promise<ActionParty[]> {
    let to = [...likely];
    for (;;) {
      const chosen = await ui.pickMany<EndItem>(
        {
          placeholder: vscode.l10n.t('Who gets it on {0}? Tick at least one.', channelName(channel ?? '')),
          items: [
            ...to.filter(isTyped).map((end) => addressItem(end, ui.masker)),
            ...others.map((candidate) => candidateItem(candidate, ui.masker)),
            typeItem(),
          ],
          active: ({ end }) => end !== undefined && to.some((other) => isSameEnd(other, end)),
        },
        ({ end }) => end === undefined,
      );
      const ends = chosen.flatMap(({ end }) => end ?? []);
      if (ends.length === chosen.length) return ends;
      const added = await unlessBack(askAddress(ui.within(), channel));
      const more = added && known(added, others);
      to = more ? [...ends.filter((end) => !isSameEnd(end, more)), more] : ends;
    }
  }

  /** Recipients are on the sender's channel. */
  async #setFrom(answers: MessageAnswers, from: ActionParty): Promise<void> {
    const participants = await this.#participantsOf(answers);
    const channel = channelOf(from, participants);
    const fitting = answers.to?.filter(
      (end) => channelOf(end, participants) === channel && !isSameEnd(end, from),
    );
    if (fitting?.length) answers.to = fitting;
    else delete answers.to;
    answers.from = from;
    if (answers.said?.field === 'from') delete answers.said;
  }

  async #participantsOf({ conversationId }: MessageAnswers): Promise<Participant[]> {
    return conversationId === undefined ? [] : this.participants(conversationId);
  }

  /** Every address that Twilio sends on. */
  async #candidates(answers: MessageAnswers): Promise<Candidate[]> {
    const candidates = candidatesOf(await this.#participantsOf(answers));
    return candidates.filter(({ address }) => canSendOn(address.channel));
  }
}

function addressOf({ address }: Candidate): string {
  return address.address;
}

function isTyped({ participantId }: ActionParty): boolean {
  return participantId === undefined;
}

/** Whoever has an address that was typed; itself where that is nobody. */
function known(end: ActionParty, candidates: readonly Candidate[]): ActionParty {
  const whose = isTyped(end)
    ? candidates.find(({ address }) => address.channel === end.channel && address.address === end.address)
    : undefined;
  return whose ? endOf(whose) : end;
}

/** The account's own addresses stand before the customers', which Twilio cannot send from. */
function sendersFirst(candidates: readonly Candidate[]): Candidate[] {
  const isCustomer = ({ participant }: Candidate) => participant.type === 'CUSTOMER';
  return [
    ...candidates.filter((candidate) => !isCustomer(candidate)),
    ...candidates.filter((candidate) => isCustomer(candidate)),
  ];
}

function likelyFrom(candidates: readonly Candidate[]): ActionParty | undefined {
  const author = likelyAuthor(candidates);
  const likely = candidates.find(
    (candidate) => author !== undefined && isSameEnd(endOf(candidate), asEnd(author)),
  );
  return likely && endOf(likely);
}

function likelyTo(from: ActionParty, onChannel: readonly Candidate[]): ActionParty[] {
  const sender = onChannel.find((candidate) => isSameEnd(endOf(candidate), from));
  if (sender) return likelyRecipients(partyOf(sender), onChannel).map(asEnd);
  return onChannel.filter(({ participant }) => participant.type === 'CUSTOMER').map(endOf);
}

function asEnd({
  participantId,
  channel,
  address,
}: {
  participantId?: string | null;
  channel: string;
  address: string;
}): ActionParty {
  return { ...(participantId ? { participantId } : {}), channel, address };
}
