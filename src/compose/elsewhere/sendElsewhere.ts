import * as vscode from 'vscode';
import { allItems } from '../../api/pages.ts';
import type { Communication, Participant } from '../../api/resources.ts';
import { shortId } from '../../platform/display.ts';
import type { Account, Session } from '../../platform/session.ts';
import { SignedOutError } from '../../platform/signedOut.ts';
import { runWizard, type Step } from '../../platform/wizard.ts';
import type { Answers } from '../answers.ts';
import { checkDraft } from '../check.ts';
import type { ComposeParts } from '../compose.ts';
import { type ComposeKey, keyText } from '../composeKey.ts';
import { ConversationQuestion } from '../conversationQuestion.ts';
import { type CreateCommunicationCommand, EDITABLE } from '../createCommunication.ts';
import { draftOf } from '../draft.ts';
import { momentHere } from '../momentHere.ts';
import { Questions } from '../questions.ts';
import { Readings } from '../readings.ts';
import { mapParties } from './mapping.ts';

/** What was answered, and to which account it goes. */
interface Elsewhere extends Answers {
  accountId?: string;
}

/** A communication, and the conversation that it is in. */
interface Source {
  from: ComposeKey;
  original: Communication;
}

/** Asks for another conversation, maybe of another account, and creates the same communication there. */
export class SendElsewhere {
  readonly #parts: ComposeParts;
  readonly #sendBody: CreateCommunicationCommand['sendBody'];
  /** What was begun and not sent, by communication. It ends with the window. */
  readonly #begun = new Map<string, Elsewhere>();

  /** @param sendBody sends, and says how that ended */
  constructor(parts: ComposeParts, sendBody: CreateCommunicationCommand['sendBody']) {
    this.#parts = parts;
    this.#sendBody = sendBody;
  }

  /**
   * Asks where it shall go, proposes who writes to whom there, and sends. What belongs to the first place stays there: its
   * channelId names a call or chat of it, and its resourceId the communication itself.
   * @throws ApiError SignedOutError
   */
  async run(source: Source, start: 'first' | 'last' = 'first'): Promise<void> {
    const { services, sender } = this.#parts;
    const begunKey = `${keyText(source.from)}/${source.original.id}`;
    const answers: Elsewhere = this.#begun.get(begunKey) ?? draftOf(source.original);
    this.#begun.set(begunKey, answers);
    const accounts = await this.#accounts();
    const first = accounts.find(({ id }) => id === answers.accountId) ?? accounts[0];
    if (!first) throw new SignedOutError();
    answers.accountId = first.id;
    const place = new Place(this.#parts, source, await sender.session(first.id));
    const steps = () => [
      ...(accounts.length > 1 ? [askAccount(accounts, place)] : []),
      place.askConversation,
      ...place.steps,
    ];
    const isWhole = answers.conversationId !== undefined && this.#bodyOf(answers) !== undefined;
    const answered = await runWizard(
      vscode.l10n.t('Send to Another Conversation'),
      answers,
      steps,
      isWhole ? start : 'first',
      services.privacy.masker,
    );
    const body = answered && this.#bodyOf(answered);
    const { accountId, conversationId } = answers;
    if (!body || accountId === undefined || conversationId === undefined) return;
    const done = () => {
      this.#begun.delete(begunKey);
    };
    const created = await this.#sendBody({ accountId, conversationId }, body, {
      failed: vscode.l10n.t('The communication was not created, and what you typed is kept'),
      // Opens the last question with everything filled in: one more Enter sends it.
      retry: () => this.run(source, 'last'),
      arrived: done,
    });
    if (created) done();
  }

  #bodyOf(answers: Elsewhere) {
    return checkDraft(answers, momentHere(), vscode.l10n).body;
  }

  /** All accounts, the active one first. */
  async #accounts(): Promise<readonly (Account & { active: boolean })[]> {
    const { sessions, accounts } = this.#parts.services;
    const active = await sessions.active();
    return (await accounts())
      .map((account) => ({ ...account, active: account.id === active?.account.id }))
      .sort((a, b) => Number(b.active) - Number(a.active));
  }
}

/** The account and the conversation that were chosen last, while the questions go on. */
class Place {
  readonly #parts: ComposeParts;
  readonly #source: Source;
  #session: Session;
  #conversation: ConversationQuestion;
  #questions: Questions;
  #here: Promise<Participant[]> | undefined;

  constructor(parts: ComposeParts, source: Source, session: Session) {
    this.#parts = parts;
    this.#source = source;
    this.#session = session;
    const readings = new Readings(session, parts.services);
    this.#conversation = new ConversationQuestion(readings);
    this.#questions = new Questions(readings, true);
  }

  /** The questions about the communication itself. */
  get steps(): readonly Step<Elsewhere>[] {
    const { steps } = this.#questions;
    const isLong = (this.#source.original.content.text?.length ?? 0) > EDITABLE;
    return isLong ? [...steps.slice(0, -1), askWhetherAsItIs] : steps;
  }

  /** Another account was chosen. @throws SignedOutError */
  async move(accountId: string): Promise<void> {
    this.#session = await this.#parts.sender.session(accountId);
    const readings = new Readings(this.#session, this.#parts.services);
    this.#conversation = new ConversationQuestion(readings);
    this.#questions = new Questions(readings, true);
  }

  readonly askConversation: Step<Elsewhere> = async (answers, ui) => {
    const { account } = this.#session;
    const { from } = this.#source;
    const { id } = await this.#conversation.ask(ui, {
      placeholder: vscode.l10n.t('Conversation of {0} to write into', account.label),
      current: answers.conversationId,
      except: from.accountId === account.id ? from.conversationId : undefined,
    });
    if (id === answers.conversationId) return;
    const { author, recipients } = await this.#proposed(id);
    if (author) answers.author = author;
    else delete answers.author;
    answers.recipients = recipients;
    answers.conversationId = id;
  };

  /** Who writes to whom there. */
  #proposed(conversationId: string) {
    return vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Reading the participants…') },
      async () => {
        const [here, there] = await Promise.all([
          this.#participantsHere(),
          allItems(this.#session.client.participants(conversationId)),
        ]);
        return mapParties(this.#source.original, here, there);
      },
    );
  }

  /** Whoever cannot be read any more is mapped by address alone. */
  #participantsHere(): Promise<Participant[]> {
    const { from } = this.#source;
    this.#here ??= this.#parts.sender
      .session(from.accountId)
      .then(({ client }) => allItems(client.participants(from.conversationId)))
      .catch(() => []);
    return this.#here;
  }
}

/** Stands for the question for a text that is too long for a box. */
const askWhetherAsItIs: Step<Elsewhere> = async (answers, ui) => {
  await ui.pick({
    placeholder: vscode.l10n.t('The text is too long to be changed in a box'),
    items: [
      {
        label: `$(check) ${vscode.l10n.t('Send {0} characters as they are', answers.text.length)}`,
        detail: vscode.l10n.t('Records it in the conversation; Twilio delivers nothing.'),
      },
    ],
  });
};

function askAccount(accounts: readonly (Account & { active: boolean })[], place: Place): Step<Elsewhere> {
  return async (answers, ui) => {
    const { id } = await ui.pick({
      placeholder: vscode.l10n.t('Account to send to'),
      items: accounts.map(({ id, label, sandbox, active, accountSid, origin }) => ({
        label,
        description: [
          ...(active ? [vscode.l10n.t('active')] : []),
          sandbox ? vscode.l10n.t('sandbox') : vscode.l10n.t('live'),
        ].join(' · '),
        detail: [shortId(accountSid), new URL(origin).host].join(' · '),
        iconPath: new vscode.ThemeIcon(sandbox ? 'beaker' : 'globe'),
        id,
      })),
      active: (item) => item.id === answers.accountId,
    });
    if (id === answers.accountId) return;
    await place.move(id);
    answers.accountId = id;
    // A conversation belongs to an account.
    delete answers.conversationId;
    delete answers.author;
    delete answers.recipients;
  };
}
