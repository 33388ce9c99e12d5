import * as vscode from 'vscode';
import { isApiError } from '../api/errors.ts';
import { allItems, type Page } from '../api/pages.ts';
import type {
  Communication,
  Conversation,
  CreateCommunication,
  Participant,
  Party,
} from '../api/resources.ts';
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
  draftOf,
  likelyAuthor,
  likelyRecipients,
  partyOf,
  recipientsFor,
  repeatOf,
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

/** Answers, and how to keep them when they could not be sent; those without a way are the conversation's draft. */
interface KeptAnswers {
  answers: Answers;
  keep?: () => void;
}

/** One communication to create, and what to say and do about how that ends. */
interface CreateRequest {
  what: string;
  /** Said where it may have been created although no answer came. */
  unknown: string;
  /** Made with the client that sends it. */
  body: (client: Session['client']) => Promise<CreateCommunication>;
  done: () => void;
  failed: () => void;
  /** What the person may do next; nothing is sent again by itself. */
  retry: () => Promise<void>;
}

/** The longest text that a box is opened for, in characters. */
const EDITABLE = 20_000;

/** A box has one line: this stands for a line break in it. */
const LINE_BREAK = '↵';

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
  /** Changes to communications that were begun and not sent, by communication. */
  readonly #edits = new Map<string, Answers>();
  /** What is being sent again, by communication: pressed twice, it is sent once. */
  readonly #repeating = new Set<string>();
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

  /**
   * Asks for another text for a communication, and creates it anew: author and recipients are those of the original, and
   * can be changed by going back.
   */
  async runWith(target: ComposeTarget, original: Communication): Promise<void> {
    const length = original.content.text?.length ?? 0;
    if (length > EDITABLE) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'A text of {0} characters is too long to be changed in a box. Send Again sends it as it is.',
          length,
        ),
      );
      return;
    }
    const key = communicationKey(target, original);
    const answers = this.#edits.get(key) ?? {
      ...draftOf(original),
      conversationId: target.conversationId,
    };
    this.#edits.set(key, answers);
    await this.#ask(target, { answers, keep: () => void this.#edits.set(key, answers) }, 'last');
  }

  /** Creates the same communication once more; while that is under way, asking for it again does nothing. */
  async send(target: ComposeTarget, original: Communication): Promise<void> {
    const key = communicationKey(target, original);
    if (this.#repeating.has(key)) return;
    this.#repeating.add(key);
    try {
      await this.#repeat(target, original);
    } finally {
      this.#repeating.delete(key);
    }
  }

  async #repeat(target: ComposeTarget, original: Communication): Promise<void> {
    const session = await this.#sessions.of(target.accountId);
    if (!session) throw new SignedOutError();
    await this.#create(session, target.conversationId, {
      what: vscode.l10n.t('The communication was not sent again'),
      unknown: vscode.l10n.t(
        'Sending the communication again may have failed; look whether it is there before you retry',
      ),
      body: async (client) => repeatOf(original, await allItems(client.participants(target.conversationId))),
      done: () => undefined,
      failed: () => undefined,
      retry: () => this.send(target, original),
    });
  }

  async #run(target: ComposeTarget | undefined, start: 'first' | 'last'): Promise<void> {
    const session = await (target ? this.#sessions.of(target.accountId) : this.#sessions.active());
    if (!session) throw new SignedOutError();
    const answers = this.#draftFor(session, target);
    await this.#askIn(session, target, { answers }, start);
  }

  async #ask(target: ComposeTarget, draft: KeptAnswers, start: 'first' | 'last'): Promise<void> {
    const session = await this.#sessions.of(target.accountId);
    if (!session) throw new SignedOutError();
    await this.#askIn(session, target, draft, start);
  }

  async #askIn(
    session: Session,
    target: ComposeTarget | undefined,
    draft: KeptAnswers,
    start: 'first' | 'last',
  ): Promise<void> {
    const { answers } = draft;
    const questions = new Questions(session, target !== undefined);
    const title = draft.keep ? vscode.l10n.t('Edit and Send Again') : vscode.l10n.t('Create Communication');
    // What was sent or emptied meanwhile is asked for from the beginning.
    const from = bodyOf(answers) ? start : 'first';
    const answered = await runWizard(title, answers, () => questions.steps, from, this.#privacy.masker);
    if (answered) await this.#send(session, draft);
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

  async #send(session: Session, draft: KeptAnswers): Promise<void> {
    const { answers } = draft;
    const { conversationId } = answers;
    const body = bodyOf(answers);
    if (!conversationId || !body) throw new Error(vscode.l10n.t('An answer is missing.'));
    const target = { accountId: session.account.id, conversationId };
    const key = draftKey(target.accountId, conversationId);
    await this.#create(session, conversationId, {
      what: vscode.l10n.t('The communication was not created, and what you typed is kept'),
      unknown: vscode.l10n.t('Creating the communication may have failed; what you typed is kept'),
      body: async () => body,
      done: () => {
        if (this.#drafts.get(key) === answers) this.#drafts.delete(key);
        if (this.#openDraft === answers) this.#openDraft = undefined;
        for (const [edit, kept] of this.#edits) if (kept === answers) this.#edits.delete(edit);
      },
      failed: () => {
        // Under its account and conversation, whatever is active when it is tried again.
        if (draft.keep) draft.keep();
        else this.#drafts.set(key, answers);
      },
      // Opens the last question with everything filled in: one more Enter sends it.
      retry: () => (draft.keep ? this.#ask(target, draft, 'last') : this.#run(target, 'last')),
    });
  }

  /** Creates what a request says, once. */
  async #create(session: Session, conversationId: string, request: CreateRequest): Promise<void> {
    // Thinking better of it loses nothing: the answers stand there when the command is run again.
    if (!(await this.#guard.confirm(session.account))) return;
    const accountId = session.account.id;
    try {
      const communication = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Creating the communication…') },
        async () => {
          // The secret may be another one than when the questions began, or the account signed out of.
          const now = await this.#sessions.of(accountId);
          if (!now) throw new SignedOutError();
          return now.client.createCommunication(conversationId, await request.body(now.client));
        },
      );
      request.done();
      this.#created.fire({ accountId, communication });
    } catch (error) {
      request.failed();
      const circumstance = {
        what: isApiError(error) && error.outcomeUnknown ? request.unknown : request.what,
        sandbox: session.account.sandbox,
        account: session.account,
      };
      const retry = (): Promise<void> =>
        request.retry().catch((failure) => this.#notifier.showFailure(failure, circumstance, retry));
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

function communicationKey({ accountId, conversationId }: ComposeTarget, { id }: Communication): string {
  return `${draftKey(accountId, conversationId)}/${id}`;
}

function draftKey(accountId: string, conversationId: string): string {
  return `${accountId}/${conversationId}`;
}
