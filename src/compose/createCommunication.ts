import * as vscode from 'vscode';
import { allItems } from '../api/pages.ts';
import type { Communication, CreateCommunication } from '../api/resources.ts';
import type { Masker } from '../platform/masking.ts';
import type { Session } from '../platform/session.ts';
import { shownTitle } from '../platform/shown.ts';
import { SignedOutError } from '../platform/signedOut.ts';
import { runWizard } from '../platform/wizard.ts';
import { type Answers, draftIn, takeDraft } from './answers.ts';
import { BegunStore } from './begun.ts';
import { checkDraft } from './check.ts';
import type { ComposeParts } from './compose.ts';
import { type ComposeKey, keyText } from './composeKey.ts';
import { again, draftOf, plainParty, repeatOf } from './draft.ts';
import { momentHere } from './momentHere.ts';
import { type NextSteps, tellOutcome } from './outcomes.ts';
import { type Correction, Questions } from './questions.ts';
import { Readings } from './readings.ts';

/** The longest text that a box is opened for, in characters. */
export const EDITABLE = 20_000;

/** What is typed is kept so soon after: the editor's state is written no more often. */
const KEEP_MS = 300;

/** Stands for the conversation of a draft that has none yet. */
const NO_CONVERSATION = '';

/** One run of the questions: what is answered, and where it is kept until it is sent. */
interface Run {
  session: Session;
  answers: Answers;
  /** Whether the conversation was given: by a row, by a timeline. Its timeline is shown in the end. */
  given: boolean;
  /** Of a communication that is changed and sent again; those without are the conversation's draft. */
  edit?: string;
  /** What is asked first, and why. By itself the first question that is open. */
  correction?: Correction | undefined;
}

/** Asks for conversation, author, recipients and text, and records the communication. */
export class CreateCommunicationCommand {
  readonly #parts: ComposeParts;
  readonly #begun: BegunStore;
  /** Changes to communications that were begun and not sent, by communication. They end with the window. */
  readonly #edits = new Map<string, Answers>();
  /** What is being sent again, by communication: pressed twice, it is sent once. */
  readonly #repeating = new Set<string>();

  constructor(parts: ComposeParts) {
    this.#parts = parts;
    this.#begun = new BegunStore(parts.services.workspaceState);
  }

  /**
   * Asks and sends. What was typed stays until it is sent, whatever happens in between.
   * @param target where, when that is clear; else where the last one went, which can be changed by going back
   */
  async run(target?: ComposeKey): Promise<void> {
    const { sessions } = this.#parts.services;
    const session = await (target ? sessions.of(target.accountId) : sessions.active());
    if (!session) throw new SignedOutError();
    const answers = target ? this.#answersIn(target) : this.#answersLeft(session.account.id);
    await this.#ask({ session, answers, given: target !== undefined });
  }

  /**
   * Asks for another text for a communication, and creates it anew: author and recipients are those of the original, and
   * can be changed by going back.
   */
  async runWith(target: ComposeKey, original: Communication): Promise<void> {
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
    const edit = communicationKey(target, original);
    const answers = this.#edits.get(edit) ?? { ...draftOf(original), conversationId: target.conversationId };
    this.#edits.set(edit, answers);
    const session = await this.#parts.sender.session(target.accountId);
    await this.#ask({ session, answers, given: true, edit });
  }

  /** Creates the same communication once more; while that is under way, asking for it again does nothing. */
  async send(target: ComposeKey, original: Communication): Promise<void> {
    const key = communicationKey(target, original);
    if (this.#repeating.has(key)) return;
    this.#repeating.add(key);
    try {
      await this.sendBody(
        target,
        async (client) => repeatOf(original, await allItems(client.participants(target.conversationId))),
        {
          failed: vscode.l10n.t('The communication was not sent again'),
          retry: () => this.send(target, original),
        },
      );
    } finally {
      this.#repeating.delete(key);
    }
  }

  /**
   * Creates what is asked for, and says how that ended.
   * @param created told of it before anything is said
   * @returns whether it was created
   */
  async sendBody(
    target: ComposeKey,
    body: CreateCommunication | ((client: Session['client']) => Promise<CreateCommunication>),
    next: NextSteps,
    created?: (communication: Communication) => Promise<void>,
  ): Promise<boolean> {
    const { services, sender } = this.#parts;
    const outcome = await sender.send(target, body);
    if (outcome.kind === 'created') {
      this.#remember(target, outcome.communication);
      await created?.(outcome.communication);
    }
    await tellOutcome(services, sender, target, outcome, {
      sendAgain: () => this.#sendAgain(target, body),
      ...next,
    });
    return outcome.kind === 'created';
  }

  /** What is answered already where the conversation is clear: its draft, else who wrote to whom there last. */
  #answersIn(key: ComposeKey): Answers {
    const last = this.#parts.lastUsed.of(key.accountId);
    return {
      text: '',
      ...(last?.conversationId === key.conversationId
        ? { author: last.author, recipients: last.recipients }
        : {}),
      ...this.#parts.drafts.get(key),
      conversationId: key.conversationId,
    };
  }

  /** What is answered already where it is not: the draft that was begun so, else as for the last communication. */
  #answersLeft(accountId: string): Answers {
    const { drafts, lastUsed } = this.#parts;
    const unplaced = drafts.get({ accountId, conversationId: NO_CONVERSATION });
    if (unplaced) return unplaced;
    const begun = this.#begun.of(accountId);
    const isOpen = begun !== undefined && drafts.get({ accountId, conversationId: begun });
    const conversationId = isOpen ? begun : lastUsed.of(accountId)?.conversationId;
    return conversationId === undefined ? { text: '' } : this.#answersIn({ accountId, conversationId });
  }

  /** Asks until everything is right or the box is closed, and sends. */
  async #ask(run: Run): Promise<void> {
    const { services } = this.#parts;
    const { session, answers, given } = run;
    const { masker } = services.privacy;
    const readings = new Readings(session, services);
    let waiting: NodeJS.Timeout | undefined;
    const keep = () => {
      clearTimeout(waiting);
      waiting = undefined;
      this.#keep(run);
    };
    const questions = new Questions(readings, given, {
      changed: () => {
        waiting ??= setTimeout(keep, KEEP_MS);
      },
      keep,
      moved: (from) => {
        this.#move(run, from);
        keep();
      },
    });
    for (let { correction } = run; ; ) {
      const start = correction ? questions.correctAt(correction) : questions.openStep(answers);
      const answered = await runWizard(
        () => titleOf(run, readings, masker),
        answers,
        () => questions.steps,
        start,
        masker,
      ).finally(keep);
      if (!answered) return;
      const { body, complaints } = checkDraft(answers, momentHere(), vscode.l10n);
      const [complaint] = complaints;
      if (body) return this.#send(run, body, readings, masker);
      // A draft may come from elsewhere, with something in it that no question of this run has seen.
      correction = complaint && { field: complaint.field, said: complaint.message };
    }
  }

  async #send(run: Run, body: CreateCommunication, readings: Readings, masker: Masker): Promise<void> {
    const { services, sender } = this.#parts;
    const { session, answers, given } = run;
    const { conversationId = NO_CONVERSATION } = answers;
    const key = { accountId: session.account.id, conversationId };
    const askAgain = async (correction?: Correction) =>
      this.#ask({ ...run, session: await sender.session(key.accountId), correction });
    const created = async () => {
      this.#forget(run, key);
      if (given) await services.openTimeline(key);
    };
    const next: NextSteps = {
      failed: vscode.l10n.t('The communication was not created, and what you typed is kept'),
      kept: vscode.l10n.t('What you typed is kept.'),
      recorded: vscode.l10n.t(
        'The communication is recorded in “{0}”.',
        shownTitle(readings.known(conversationId) ?? { id: conversationId }, masker),
      ),
      // Opens the last question with everything filled in: one more Enter sends it.
      retry: () => askAgain(),
      correct: (field, said) => askAgain({ field, said }),
      sendAgain: () => this.#sendAgain(key, body),
      sendAnew: async () => void (await this.sendBody(key, body, next, created)),
      arrived: (communication) => {
        this.#remember(key, communication);
        this.#forget(run, key);
      },
    };
    await this.sendBody(key, body, next, created);
  }

  /** Sends what was created as a second communication. */
  async #sendAgain(
    target: ComposeKey,
    body: CreateCommunication | ((client: Session['client']) => Promise<CreateCommunication>),
  ): Promise<void> {
    const anew = async (client: Session['client']) =>
      again(typeof body === 'function' ? await body(client) : body);
    await this.sendBody(target, anew, {
      failed: vscode.l10n.t('The communication was not sent again'),
      retry: () => this.#sendAgain(target, body),
    });
  }

  #remember({ accountId, conversationId }: ComposeKey, { author, recipients }: Communication): void {
    this.#parts.lastUsed.remember(accountId, {
      conversationId,
      author: plainParty(author),
      recipients: recipients.map(plainParty),
    });
  }

  #keep({ session, answers, given, edit }: Run): void {
    if (edit !== undefined) return;
    const accountId = session.account.id;
    const { conversationId = NO_CONVERSATION } = answers;
    this.#parts.drafts.keep({ accountId, conversationId }, draftIn(answers));
    if (!given) this.#begun.remember(accountId, conversationId);
  }

  /** Takes what was typed along into another conversation, unless a draft of its own is there: each stays with its own then. */
  #move({ session, answers, edit }: Run, from = NO_CONVERSATION): void {
    if (edit !== undefined) return;
    const { drafts } = this.#parts;
    const accountId = session.account.id;
    const { conversationId } = answers;
    const own = conversationId === undefined ? undefined : drafts.get({ accountId, conversationId });
    if (conversationId !== undefined && own) takeDraft(answers, own, conversationId);
    else drafts.forget({ accountId, conversationId: from });
  }

  /** It was sent. */
  #forget({ edit, given }: Run, key: ComposeKey): void {
    if (edit !== undefined) this.#edits.delete(edit);
    else this.#parts.drafts.forget(key);
    if (!given) this.#begun.remember(key.accountId, undefined);
  }
}

function titleOf({ answers, edit }: Run, readings: Readings, masker: Masker): string {
  const what =
    edit === undefined ? vscode.l10n.t('Create Communication') : vscode.l10n.t('Edit and Send Again');
  const { conversationId } = answers;
  if (conversationId === undefined) return what;
  return `${what} · ${shownTitle(readings.known(conversationId) ?? { id: conversationId }, masker)}`;
}

function communicationKey(target: ComposeKey, { id }: Communication): string {
  return `${keyText(target)}/${id}`;
}
