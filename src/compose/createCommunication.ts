import * as vscode from 'vscode';
import { isApiError } from '../api/errors.ts';
import { allItems, type Page } from '../api/pages.ts';
import type { Conversation, Participant, Party } from '../api/resources.ts';
import { byActivity, lastActivity } from '../platform/activity.ts';
import { channelName, participantTypeName, relativeTime, statusName } from '../platform/display.ts';
import type { LiveGuard } from '../platform/liveGuard.ts';
import type { Masker } from '../platform/masking.ts';
import type { Notifier } from '../platform/notifier.ts';
import type { Privacy } from '../platform/privacy.ts';
import type { Session, SessionSource } from '../platform/session.ts';
import { shownParticipant, shownParticipants, shownTitle } from '../platform/shown.ts';
import { SignedOutError } from '../platform/signedOut.ts';
import { runWizard, type Step } from '../platform/wizard.ts';
import {
  bodyOf,
  type Candidate,
  type CommunicationDraft,
  type CreatedCommunication,
  candidatesOf,
  likelyAuthor,
  likelyRecipients,
  partyOf,
  recipientsFor,
  sameParty,
} from './draft.ts';

/** Where to write, when that is clear from where the command was started. */
export interface ComposeTarget {
  accountId: string;
  conversationId: string;
}

/** Everything the person has answered. */
interface Answers extends CommunicationDraft {
  conversationId?: string;
}

/** How many conversations are offered; any other is reached from the side bar. */
const OFFERED = 200;

/** Asks for conversation, author, recipients and text, and records the communication. */
export class CreateCommunicationCommand implements vscode.Disposable {
  readonly #sessions: SessionSource;
  readonly #notifier: Notifier;
  readonly #guard: LiveGuard;
  readonly #privacy: Privacy;
  readonly #created = new vscode.EventEmitter<CreatedCommunication>();
  /** What was begun and not sent, by conversation. It ends with the window: it may hold people's words. */
  readonly #drafts = new Map<string, Answers>();
  /** The draft of a command that was started without a conversation. */
  #openDraft: Answers | undefined;

  readonly onDidCreate = this.#created.event;

  constructor(sessions: SessionSource, notifier: Notifier, guard: LiveGuard, privacy: Privacy) {
    this.#sessions = sessions;
    this.#notifier = notifier;
    this.#guard = guard;
    this.#privacy = privacy;
  }

  /** Asks and sends. What was typed stays until it is sent, whatever happens in between. */
  run(target?: ComposeTarget): Promise<void> {
    return this.#run(target, 'first');
  }

  async #run(target: ComposeTarget | undefined, start: 'first' | 'last'): Promise<void> {
    const session = await (target ? this.#sessions.of(target.accountId) : this.#sessions.active());
    if (!session) throw new SignedOutError();
    const answers = this.#draftFor(session, target);
    const questions = new Questions(session, target !== undefined);
    const title = vscode.l10n.t('Create Communication');
    // What was sent or emptied meanwhile is asked for from the beginning.
    const from = bodyOf(answers) ? start : 'first';
    const answered = await runWizard(title, answers, () => questions.steps, from, this.#privacy.masker);
    if (answered) await this.#send(session, answered);
  }

  dispose(): void {
    this.#created.dispose();
  }

  #draftFor(session: Session, target: ComposeTarget | undefined): Answers {
    if (!target) {
      this.#openDraft ??= { text: '' };
      return this.#openDraft;
    }
    const key = draftKey(session.account.id, target.conversationId);
    const draft = this.#drafts.get(key) ?? { conversationId: target.conversationId, text: '' };
    this.#drafts.set(key, draft);
    return draft;
  }

  async #send(session: Session, answers: Answers): Promise<void> {
    const { conversationId } = answers;
    const body = bodyOf(answers);
    if (!conversationId || !body) throw new Error(vscode.l10n.t('An answer is missing.'));
    // Thinking better of it loses nothing: the answers stand there when the command is run again.
    if (!(await this.#guard.confirm(session.account))) return;
    const target = { accountId: session.account.id, conversationId };
    const key = draftKey(target.accountId, conversationId);
    try {
      const communication = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Creating the communication…') },
        async () => {
          // The secret may be another one than when the questions began, or the account signed out of.
          const now = await this.#sessions.of(target.accountId);
          if (!now) throw new SignedOutError();
          return now.client.createCommunication(conversationId, body);
        },
      );
      if (this.#drafts.get(key) === answers) this.#drafts.delete(key);
      if (this.#openDraft === answers) this.#openDraft = undefined;
      this.#created.fire({ accountId: session.account.id, communication });
    } catch (error) {
      // Under its account and conversation, whatever is active when it is tried again.
      this.#drafts.set(key, answers);
      const unknown = isApiError(error) && error.outcomeUnknown;
      const circumstance = {
        what: unknown
          ? vscode.l10n.t('Creating the communication may have failed; what you typed is kept')
          : vscode.l10n.t('The communication was not created, and what you typed is kept'),
        sandbox: session.account.sandbox,
        account: session.account,
      };
      // Retry opens the last question with everything filled in: one more Enter sends it.
      const retry = () =>
        this.#run(target, 'last').catch((failure) =>
          this.#notifier.showFailure(failure, circumstance, retry),
        );
      void this.#notifier.showFailure(error, circumstance, retry);
    }
  }
}

/** The questions of one run; what they offer is read once. */
class Questions {
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
    answers.text = await ui.text({
      prompt: vscode.l10n.t('Text. Enter records it in the conversation; Twilio delivers nothing.'),
      value: answers.text,
      personal: true,
      keep: (text) => {
        answers.text = text;
      },
      validate: (text) => (text.trim() === '' ? vscode.l10n.t('A text is needed.') : undefined),
    });
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

function draftKey(accountId: string, conversationId: string): string {
  return `${accountId}/${conversationId}`;
}
