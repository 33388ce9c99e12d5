import * as vscode from 'vscode';
import { type StepUi, wentBack } from '../platform/wizard.ts';
import type { Answers } from './answers.ts';
import type { DraftField } from './check.ts';
import type { ContentKind } from './draft.ts';
import { type LineField, lineComplaint, lineFields, lineOf, type MainField, setLine } from './fields.ts';
import { momentHere } from './momentHere.ts';
import { shownMoment } from './shownDraft.ts';

/** What every communication may have besides its text, and most have not. */
export type OtherField = Exclude<DraftField, MainField>;

type FieldItem = vscode.QuickPickItem & { field?: OtherField };

const KINDS: readonly ContentKind[] = ['TEXT', 'TRANSCRIPTION'];

/** Offers the fields that most communications leave empty, until the person goes on with the text. */
export async function askFields(answers: Answers, changed: () => void, ui: StepUi): Promise<void> {
  let last: OtherField | undefined;
  for (;;) {
    const { field } = await ui.pick<FieldItem>({
      placeholder: vscode.l10n.t('What else does the communication say? Each may be left empty.'),
      items: [
        { label: `$(arrow-left) ${vscode.l10n.t('Back to the Text')}` },
        kindItem(answers.kind ?? 'TEXT'),
        ...lineFields(answers).map((field) => lineItem(answers, field)),
      ],
      active: (item) => item.field === last,
    });
    if (field === undefined) return;
    last = field;
    await askField(answers, field, changed, ui);
  }
}

/**
 * Asks for one of those fields. Going back leaves it as it was.
 * @param said why the API refused what stands there
 */
export async function askField(
  answers: Answers,
  field: OtherField,
  changed: () => void,
  ui: StepUi,
  said?: string,
): Promise<void> {
  try {
    if (field === 'kind') await askKind(answers, ui);
    else await askLine(answers, field, ui, said);
    changed();
  } catch (thrown) {
    if (!wentBack(thrown)) throw thrown;
  }
}

async function askKind(answers: Answers, ui: StepUi): Promise<void> {
  const { content } = await ui.pick({
    placeholder: vscode.l10n.t('Kind of the communication'),
    items: KINDS.map((content) => ({
      label: kindName(content),
      description: content,
      detail:
        content === 'TEXT'
          ? vscode.l10n.t('Something that was written')
          : vscode.l10n.t('Something that was said, as a recogniser heard it'),
      content,
    })),
    active: (item) => item.content === (answers.kind ?? 'TEXT'),
  });
  answers.kind = content;
}

async function askLine(answers: Answers, field: LineField, ui: StepUi, said?: string): Promise<void> {
  const { prompt, example } = wordsOf(field);
  const typed = await ui.text({
    prompt,
    placeholder: example,
    value: lineOf(answers, field),
    complaint: said,
    validate: (text) => lineComplaint(answers, field, text, momentHere(), vscode.l10n),
    understood: (text) => {
      const moment = field === 'occurredAt' ? shownMoment(text) : undefined;
      return moment && vscode.l10n.t('Understood as {0}', moment);
    },
  });
  setLine(answers, field, typed.trim());
}

function kindItem(kind: ContentKind): FieldItem {
  return { label: vscode.l10n.t('Kind'), description: kindName(kind), field: 'kind' };
}

function lineItem(answers: Answers, field: LineField): FieldItem {
  const { name, prompt } = wordsOf(field);
  const typed = lineOf(answers, field);
  const moment = field === 'occurredAt' ? shownMoment(typed) : undefined;
  const complaint = lineComplaint(answers, field, typed, momentHere(), vscode.l10n);
  return {
    label: name,
    description: [typed, moment === typed ? undefined : moment].filter(Boolean).join(' · '),
    detail: complaint === undefined ? prompt : `$(error) ${complaint}`,
    field,
  };
}

function kindName(kind: ContentKind): string {
  return kind === 'TEXT' ? vscode.l10n.t('Text') : vscode.l10n.t('Transcription');
}

/** What a field is called, asks for and looks like. */
function wordsOf(field: LineField): { name: string; prompt: string; example: string } {
  const { t } = vscode.l10n;
  switch (field) {
    case 'transcription.channel':
      return {
        name: t('Leg'),
        prompt: t('Which leg of the call was heard: 0 inbound, 1 outbound. May be left empty.'),
        example: '0',
      };
    case 'transcription.confidence':
      return {
        name: t('Confidence'),
        prompt: t('How sure the recogniser is, from 0 to 1. May be left empty.'),
        example: '0.93',
      };
    case 'transcription.engine':
      return {
        name: t('Engine'),
        prompt: t('What recognised the speech. May be left empty.'),
        example: 'google',
      };
    case 'channelId':
      return {
        name: t('Channel ID'),
        prompt: t('ID of the call, message or chat that it belongs to. May be left empty.'),
        example: 'CA…',
      };
    case 'occurredAt':
      return {
        name: t('Occurred At'),
        prompt: t('When it was said or written: in words, or ISO 8601. Empty means when it is recorded.'),
        example: t('yesterday 14:00'),
      };
    case 'resourceId':
      return {
        name: t('Resource ID'),
        prompt: t('Your own ID. A communication that has it already is updated, and no second one made.'),
        example: 'order-4711',
      };
  }
}
