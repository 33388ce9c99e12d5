import * as vscode from 'vscode';
import type { StepUi } from '../../platform/wizard.ts';
import { checkMessage, type MessageField } from './checkMessage.ts';
import type { MessageAnswers } from './messageQuestions.ts';

/** The fields of a message that are typed. */
export type TypedField = Exclude<MessageField, 'from' | 'to'>;

/** A box has one line: this stands for a line break in it. */
const LINE_BREAK = '↵';

/** Asks for what the message says. It may be left empty: a template or media can be sent in its place. */
export function askText(answers: MessageAnswers, ui: StepUi): Promise<void> {
  return askTyped('text', answers, ui);
}

/** Asks for one field. */
export async function askTyped(field: TypedField, answers: MessageAnswers, ui: StepUi): Promise<void> {
  const before = answers[field] ?? '';
  const { prompt, placeholder } = questionOf(field);
  // A value of several lines would lose them in the box, and with them the spaces between words.
  const lines = /[\r\n]/.test(before);
  const written = (shown: string) => (lines ? shown.replaceAll(LINE_BREAK, '\n') : shown);
  const answer = await ui.text({
    prompt: lines ? `${prompt} ${vscode.l10n.t('{0} is a line break.', LINE_BREAK)}` : prompt,
    ...(placeholder === undefined ? {} : { placeholder }),
    value: before.replaceAll(/\r\n|[\r\n]/g, LINE_BREAK),
    personal: true,
    keep: (shown) => {
      answers[field] = written(shown);
    },
    validate: (shown) => complaintOf(field, answers, written(shown)),
  });
  answers[field] = written(answer);
  if (answers.said?.field === field && answers[field] !== before) delete answers.said;
}

/** What is wrong with a field by itself; that nothing is to be sent at all shows in the review. */
function complaintOf(field: TypedField, answers: MessageAnswers, typed: string): string | undefined {
  if (typed.trim() === '') return undefined;
  const { complaints } = checkMessage({ ...answers, [field]: typed }, undefined, vscode.l10n);
  return complaints.find((complaint) => complaint.field === field)?.message;
}

function questionOf(field: TypedField): { prompt: string; placeholder?: string } {
  switch (field) {
    case 'text':
      return {
        prompt: vscode.l10n.t(
          'What the message says; may be left empty for a template or media. Enter goes on to the review: nothing is sent yet.',
        ),
      };
    case 'contentId':
      return { prompt: vscode.l10n.t('ID of the content template. Empty for none.'), placeholder: 'HX…' };
    case 'variables':
      return {
        prompt: vscode.l10n.t(
          'What goes into the template: name=value; name=value, or a JSON object. Empty for nothing.',
        ),
        placeholder: '1=Maya; 2=12 March',
      };
    case 'mediaUrls':
      return {
        prompt: vscode.l10n.t(
          'Addresses that Twilio fetches media from, with spaces between them. Empty for none.',
        ),
        placeholder: 'https://example.com/receipt.pdf',
      };
    case 'channelSettings':
      return {
        prompt: vscode.l10n.t('JSON object that Twilio passes on to what sends the message. Empty for none.'),
        placeholder: '{"messagingServiceSid":"MG…"}',
      };
  }
}
