import * as vscode from 'vscode';
import { allItems } from '../api/pages.ts';
import type { Communication, CreateCommunication } from '../api/resources.ts';
import type { Session } from '../platform/session.ts';
import { SignedOutError } from '../platform/signedOut.ts';
import { runWizard } from '../platform/wizard.ts';
import { checkDraft } from './check.ts';
import type { ComposeParts } from './compose.ts';
import { type ComposeKey, keyText } from './composeKey.ts';
import { draftOf, repeatOf } from './draft.ts';
import { momentHere } from './momentHere.ts';
import { tellOutcome } from './outcomes.ts';
import { type Answers, Questions } from './questions.ts';

/** The longest text that a box is opened for, in characters. */
export const EDITABLE = 20_000;

/** Answers, and where they are kept until they are sent. */
interface KeptAnswers {
  answers: Answers;
  /** Of a communication that is changed and sent again; those without are the conversation's draft. */
  edit?: string;
}

/** Asks for conversation, author, recipients and text, and records the communication. */
export class CreateCommunicationCommand {
  readonly #parts: ComposeParts;
  /** Changes to communications that were begun and not sent, by communication. They end with the window. */
  readonly #edits = new Map<string, Answers>();
  /** What is being sent again, by communication: pressed twice, it is sent once. */
  readonly #repeating = new Set<string>();

  constructor(parts: ComposeParts) {
    this.#parts = parts;
  }

  /** Asks and sends. What was typed stays until it is sent, whatever happens in between. */
  async run(target?: ComposeKey, start: 'first' | 'last' = 'first'): Promise<void> {
    const { sessions } = this.#parts.services;
    const session = await (target ? sessions.of(target.accountId) : sessions.active());
    if (!session) throw new SignedOutError();
    const draft = target && this.#parts.drafts.get(target);
    const answers: Answers = {
      text: '',
      ...draft,
      ...(target ? { conversationId: target.conversationId } : {}),
    };
    await this.#ask(session, target !== undefined, { answers }, start);
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
    await this.#ask(await this.#parts.sender.session(target.accountId), true, { answers, edit }, 'last');
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

  /** Creates what is asked for, and says how that ended. @returns whether it was created */
  async sendBody(
    target: ComposeKey,
    body: CreateCommunication | ((client: Session['client']) => Promise<CreateCommunication>),
    next: Parameters<typeof tellOutcome>[4],
  ): Promise<boolean> {
    const { services, sender } = this.#parts;
    const outcome = await sender.send(target, body);
    await tellOutcome(services, sender, target, outcome, {
      ...next,
      sendAgain: async () => void (await this.sendBody(target, body, next)),
    });
    return outcome.kind === 'created';
  }

  async #ask(
    session: Session,
    conversationGiven: boolean,
    { answers, edit }: KeptAnswers,
    start: 'first' | 'last',
  ): Promise<void> {
    const { services, drafts, lastUsed } = this.#parts;
    const questions = new Questions(session, conversationGiven);
    const title =
      edit === undefined ? vscode.l10n.t('Create Communication') : vscode.l10n.t('Edit and Send Again');
    // What was sent or emptied meanwhile is asked for from the beginning.
    const from = checkDraft(answers, momentHere(), vscode.l10n).body ? start : 'first';
    const answered = await runWizard(title, answers, () => questions.steps, from, services.privacy.masker);
    const { conversationId, ...draft } = answers;
    const accountId = session.account.id;
    const key = conversationId === undefined ? undefined : { accountId, conversationId };
    if (key && edit === undefined) drafts.keep(key, draft);
    const { body } = checkDraft(answers, momentHere(), vscode.l10n);
    if (!answered || !key || !body) return;
    const created = await this.sendBody(key, body, {
      failed: vscode.l10n.t('The communication was not created, and what you typed is kept'),
      // Opens the last question with everything filled in: one more Enter sends it.
      retry: async () =>
        edit === undefined
          ? this.run(key, 'last')
          : this.#ask(await this.#parts.sender.session(accountId), true, { answers, edit }, 'last'),
    });
    if (!created) return;
    if (edit === undefined) drafts.forget(key);
    else this.#edits.delete(edit);
    lastUsed.remember(accountId, {
      conversationId: key.conversationId,
      author: body.author,
      recipients: body.recipients,
    });
  }
}

function communicationKey(target: ComposeKey, { id }: Communication): string {
  return `${keyText(target)}/${id}`;
}
