import * as vscode from 'vscode';
import { isApiError } from '../api/errors.ts';
import { hideAddresses } from '../platform/masking.ts';
import { shownTitle } from '../platform/shown.ts';
import { type Step, type StepUi, wentBack } from '../platform/wizard.ts';
import { type Answers, openQuestion } from './answers.ts';
import type { DraftField } from './check.ts';
import { ConversationQuestion } from './conversationQuestion.ts';
import { askField, askFields } from './fieldQuestions.ts';
import { complaintAt, isMainField } from './fields.ts';
import { momentHere } from './momentHere.ts';
import { askAuthor, askRecipients } from './partyQuestions.ts';
import type { Readings } from './readings.ts';
import { shownFacts, shownRoute } from './shownDraft.ts';

/** A box has one line: this stands for a line break in it. */
const LINE_BREAK = '↵';

/** A field that is asked for again, and why. */
export interface Correction {
  field: DraftField;
  said: string;
}

/** What the questions tell whoever keeps the answers. */
export interface Keeper {
  /** Something was answered, or typed. */
  changed: () => void;
  /** What was answered is kept now: it may be of another conversation next. */
  keep: () => void;
  /** Another conversation was chosen. @param from the one before, if there was one */
  moved: (from: string | undefined) => void;
}

/** Keeps nothing: for whoever keeps the answers in another way. */
const NOBODY: Keeper = { changed: () => undefined, keep: () => undefined, moved: () => undefined };

/** The questions of one run. */
export class Questions {
  readonly steps: readonly Step<Answers>[];
  readonly #readings: Readings;
  readonly #keeper: Keeper;
  readonly #conversation: ConversationQuestion;
  readonly #conversationGiven: boolean;
  #correction: Correction | undefined;
  /** Why a conversation is asked for again. */
  #why: string | undefined;

  constructor(readings: Readings, conversationGiven: boolean, keeper: Keeper = NOBODY) {
    this.#readings = readings;
    this.#conversationGiven = conversationGiven;
    this.#keeper = keeper;
    this.#conversation = new ConversationQuestion(readings);
    this.steps = [
      ...(conversationGiven ? [] : [this.#askConversation]),
      this.#askAuthor,
      this.#askRecipients,
      this.#askText,
    ];
  }

  /** The first question that is open yet. */
  openStep(answers: Answers): Step<Answers> {
    return {
      conversation: this.#askConversation,
      author: this.#askAuthor,
      recipients: this.#askRecipients,
      text: this.#askText,
    }[openQuestion(answers)];
  }

  /** The question at which a field is put right. It says why, once. */
  correctAt(correction: Correction): Step<Answers> {
    this.#correction = correction;
    if (correction.field === 'author') return this.#askAuthor;
    return correction.field === 'recipients' ? this.#askRecipients : this.#askText;
  }

  readonly #askConversation: Step<Answers> = async (answers, ui) => {
    const before = answers.conversationId;
    this.#keeper.keep();
    if (before !== undefined && this.#why !== undefined) {
      leaveConversation(answers);
      this.#keeper.moved(before);
    }
    const { id } = await this.#conversation.ask(ui, { placeholder: this.#why, current: before });
    this.#why = undefined;
    const { conversationId } = answers;
    if (id === conversationId) return;
    leaveConversation(answers);
    answers.conversationId = id;
    this.#keeper.moved(conversationId);
  };

  readonly #askAuthor: Step<Answers> = async (answers, ui) => {
    await askAuthor(answers, this.#candidates(answers), ui, this.#said('author', ui));
    this.#keeper.changed();
  };

  readonly #askRecipients: Step<Answers> = async (answers, ui) => {
    await askRecipients(answers, this.#candidates(answers), ui, this.#said('recipients', ui));
    this.#keeper.changed();
  };

  readonly #askText: Step<Answers> = async (answers, ui) => {
    const { changed } = this.#keeper;
    const field = this.#correction?.field;
    if (field !== undefined && !isMainField(field)) {
      await askField(answers, field, changed, ui.within(), this.#said(field, ui));
    }
    while (!(await this.#askTextOnce(answers, ui))) {
      try {
        await askFields(answers, changed, ui.within());
      } catch (thrown) {
        // Back from the other fields leads to the text.
        if (!wentBack(thrown)) throw thrown;
      }
    }
  };

  /** @returns whether it was answered: else the other fields are asked for */
  async #askTextOnce(answers: Answers, ui: StepUi): Promise<boolean> {
    const { conversationId = '' } = answers;
    // A text of several lines would lose them in the box, and with them the spaces between words.
    const lines = /[\r\n]/.test(answers.text);
    const written = (text: string) => (lines ? text.replaceAll(LINE_BREAK, '\n') : text);
    const refreshed = Promise.allSettled([
      this.#readings.known(conversationId) ?? this.#readings.conversation(conversationId),
      this.#readings.candidates(conversationId),
    ]);
    const answer = await ui.textOr(
      {
        prompt: () => this.#prompt(answers, lines, ui),
        placeholder: vscode.l10n.t('What is said'),
        value: answers.text.replaceAll(/\r\n|[\r\n]/g, LINE_BREAK),
        personal: true,
        keep: (text) => {
          answers.text = written(text);
          this.#keeper.changed();
        },
        validate: (text) =>
          complaintAt({ ...answers, text: written(text) }, 'text', momentHere(), vscode.l10n),
        complaint: this.#said('text', ui),
        refreshed,
        unless: this.#conversationGiven ? undefined : this.#whileWritable(answers, ui),
      },
      [{ icon: 'settings', label: vscode.l10n.t('More Fields…') }],
    );
    if (!('text' in answer)) return false;
    answers.text = written(answer.text);
    return true;
  }

  #prompt(answers: Answers, lines: boolean, { masker }: StepUi): string {
    const { conversationId = '' } = answers;
    const told = [
      shownRoute(answers, this.#readings.knownCandidates(conversationId), masker),
      shownFacts(answers),
    ].filter(Boolean);
    return [
      ...(told.length > 0 ? [`${told.join(' · ')}.`] : []),
      vscode.l10n.t('Enter records it in the conversation; Twilio delivers nothing.'),
      ...(lines ? [vscode.l10n.t('{0} is a line break.', LINE_BREAK)] : []),
    ].join(' ');
  }

  /** Leads back to the conversation, should it not be there any more, or take nothing more. What was typed stays. */
  async #whileWritable(answers: Answers, ui: StepUi): Promise<void> {
    const { conversationId } = answers;
    if (conversationId === undefined) return;
    const known = this.#readings.known(conversationId);
    const title = shownTitle(known ?? { id: conversationId }, ui.masker);
    try {
      const { status } = await this.#readings.conversation(conversationId);
      if (status !== 'CLOSED') return;
      this.#why = vscode.l10n.t('“{0}” is closed: choose another one', title);
    } catch (error) {
      if (!isApiError(error) || error.status !== 404) return;
      this.#why = vscode.l10n.t('“{0}” is gone: choose another one', title);
    }
    ui.redirect(this.#askConversation);
  }

  /** What is said of a field that is asked for again: once. */
  #said(field: DraftField, { masker }: StepUi): string | undefined {
    if (this.#correction?.field !== field) return undefined;
    const { said } = this.#correction;
    this.#correction = undefined;
    return hideAddresses(said, masker);
  }

  #candidates({ conversationId }: Answers) {
    return conversationId ? this.#readings.candidates(conversationId) : Promise.resolve([]);
  }
}

/** Author and recipients belong to a conversation. */
function leaveConversation(answers: Answers): void {
  delete answers.conversationId;
  delete answers.author;
  delete answers.recipients;
}
