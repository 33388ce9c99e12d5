import * as vscode from 'vscode';
import { allItems, type Page } from '../api/pages.ts';
import type { Conversation, Participant, Party } from '../api/resources.ts';
import { byActivity, lastActivity } from '../platform/activity.ts';
import { channelName, participantTypeName, relativeTime, statusName } from '../platform/display.ts';
import type { Masker } from '../platform/masking.ts';
import type { Session } from '../platform/session.ts';
import { shownParticipant, shownParticipants, shownTitle } from '../platform/shown.ts';
import type { Step } from '../platform/wizard.ts';
import {
  type Candidate,
  type CommunicationDraft,
  candidatesOf,
  likelyAuthor,
  likelyRecipients,
  partyOf,
  recipientsFor,
  sameParty,
} from './draft.ts';

/** Everything the person has answered. */
export interface Answers extends CommunicationDraft {
  conversationId?: string;
}

/** A box has one line: this stands for a line break in it. */
const LINE_BREAK = '↵';

/** How many conversations are offered; any other is reached from the side bar. */
const OFFERED = 200;

/** The questions of one run; what they offer is read once. */
export class Questions {
  readonly steps: readonly Step<Answers>[];
  readonly #session: Session;
  #participants: { conversationId: string; read: Promise<Participant[]> } | undefined;
  #conversations: Promise<Page<Conversation>> | undefined;

  constructor(session: Session, conversationGiven: boolean) {
    this.#session = session;
    this.steps = [
      ...(conversationGiven ? [] : [this.#askConversation]),
      this.#askAuthor,
      this.#askRecipients,
      this.#askText,
    ];
  }

  readonly #askConversation: Step<Answers> = async (answers, ui) => {
    this.#conversations ??= this.#session.client.conversationPage({ pageSize: OFFERED });
    const items = this.#conversations.then(({ items: listed, nextToken }) => [
      ...writable(listed).map((conversation) => conversationItem(conversation, ui.masker)),
      ...(nextToken === undefined ? [] : [moreElsewhere()]),
    ]);
    const { conversationId } = await ui.pick({
      placeholder: vscode.l10n.t('Conversation to write into'),
      items,
      active: (item) => item.conversationId === answers.conversationId,
    });
    // Author and recipients belong to a conversation.
    if (conversationId !== answers.conversationId) {
      delete answers.author;
      delete answers.recipients;
    }
    answers.conversationId = conversationId;
  };

  readonly #askAuthor: Step<Answers> = async (answers, ui) => {
    const candidates = this.#candidates(answers).then((all) => {
      const likely = answers.author ?? likelyAuthor(all);
      if (likely) answers.author = likely;
      return all.map((candidate) => candidateItem(candidate, ui.masker));
    });
    const { party } = await ui.pick({
      placeholder: vscode.l10n.t('Who writes?'),
      items: candidates,
      active: (item) => answers.author !== undefined && sameParty(item.party, answers.author),
    });
    if (answers.author && !sameParty(answers.author, party)) delete answers.recipients;
    answers.author = party;
  };

  readonly #askRecipients: Step<Answers> = async (answers, ui) => {
    const { author } = answers;
    if (!author) return;
    const candidates = this.#candidates(answers).then((all) => {
      answers.recipients ??= likelyRecipients(author, all);
      return recipientsFor(author, all);
    });
    const chosen = await ui.pickMany({
      placeholder: vscode.l10n.t('Who is it for? At least one.'),
      items: candidates.then((all) => all.map((candidate) => candidateItem(candidate, ui.masker))),
      active: (item) => answers.recipients?.some((recipient) => sameParty(recipient, item.party)) ?? false,
    });
    answers.recipients = chosen.map(({ party }) => party);
  };

  readonly #askText: Step<Answers> = async (answers, ui) => {
    // A text of several lines would lose them in the box, and with them the spaces between words.
    const lines = /[\r\n]/.test(answers.text);
    const written = (text: string) => (lines ? text.replaceAll(LINE_BREAK, '\n') : text);
    const prompt = vscode.l10n.t('Text. Enter records it in the conversation; Twilio delivers nothing.');
    const answer = await ui.text({
      prompt: lines ? `${prompt} ${vscode.l10n.t('{0} is a line break.', LINE_BREAK)}` : prompt,
      value: answers.text.replaceAll(/\r\n|[\r\n]/g, LINE_BREAK),
      personal: true,
      keep: (text) => {
        answers.text = written(text);
      },
      validate: (text) => (text.trim() === '' ? vscode.l10n.t('A text is needed.') : undefined),
    });
    answers.text = written(answer);
  };

  async #candidates({ conversationId }: Answers): Promise<Candidate[]> {
    if (!conversationId) return [];
    if (this.#participants?.conversationId !== conversationId) {
      this.#participants = {
        conversationId,
        read: allItems(this.#session.client.participants(conversationId)),
      };
    }
    const candidates = candidatesOf(await this.#participants.read);
    if (candidates.length < 2) {
      throw new Error(
        vscode.l10n.t('A communication needs two participants with an address; this conversation has fewer.'),
      );
    }
    return candidates;
  }
}

type ConversationItem = vscode.QuickPickItem & { conversationId: string };

function conversationItem(conversation: Conversation, masker: Masker): ConversationItem {
  return {
    label: shownTitle(conversation, masker),
    description: [statusName(conversation.status), relativeTime(lastActivity(conversation))]
      .filter(Boolean)
      .join(' · '),
    detail: shownParticipants(conversation, masker),
    conversationId: conversation.id,
  };
}

/** Says that there are more than are offered: nothing is cut off silently. */
function moreElsewhere(): ConversationItem {
  return {
    label: vscode.l10n.t('{0} of the account’s conversations; begin in the side bar for any other', OFFERED),
    kind: vscode.QuickPickItemKind.Separator,
    conversationId: '',
  };
}

/** Closed conversations take no more: they stand last. */
function writable(conversations: readonly Conversation[]): Conversation[] {
  const isClosed = ({ status }: Conversation) => status === 'CLOSED';
  const sorted = byActivity(conversations);
  return [...sorted.filter((conversation) => !isClosed(conversation)), ...sorted.filter(isClosed)];
}

function candidateItem(candidate: Candidate, masker: Masker): vscode.QuickPickItem & { party: Party } {
  const { participant, address } = candidate;
  return {
    label: shownParticipant(participant, masker),
    description: `${channelName(address.channel)} ${masker.address(address.address)}`,
    detail: participantTypeName(participant.type),
    party: partyOf(candidate),
  };
}
