import * as vscode from 'vscode';
import type { Participant } from '../../api/resources.ts';
import { type StepUi, wentBack } from '../../platform/wizard.ts';
import { checkMessage, type MessageComplaint, type MessageField } from './checkMessage.ts';
import { readVariables } from './messageDraft.ts';
import { shownEnd, shownWay } from './messageItems.ts';
import type { MessageAnswers } from './messageQuestions.ts';
import { askTyped } from './messageTexts.ts';

/** What the review asks elsewhere, and has to know. */
export interface ReviewSurroundings {
  from: () => Promise<void>;
  to: () => Promise<void>;
  /** Whether the account is a sandbox, which reaches nobody. */
  sandbox: boolean;
}

type ReviewItem = vscode.QuickPickItem & { field?: MessageField };

/** Shows everything that will be sent, lets each part be changed, and ends when it is to be sent. */
export async function askReview(
  answers: MessageAnswers,
  participants: readonly Participant[],
  ui: StepUi,
  around: ReviewSurroundings,
): Promise<void> {
  let last: MessageField | undefined = answers.said?.field;
  for (;;) {
    const complaints = complaintsOf(answers, participants);
    const { field } = await ui.pick({
      placeholder: around.sandbox
        ? vscode.l10n.t('Review. In a sandbox the message reaches nobody.')
        : vscode.l10n.t('Review. Twilio delivers the message: people receive it.'),
      items: itemsOf(answers, participants, complaints, ui),
      active: (item) => item.field !== undefined && item.field === last,
    });
    const wanted = field ?? complaints[0]?.field;
    if (wanted === undefined) return;
    // What was changed leads on by Enter; back from a part leads to where one was.
    last = undefined;
    try {
      if (wanted === 'from' || wanted === 'to') await around[wanted]();
      else await askTyped(wanted, answers, ui);
    } catch (thrown) {
      if (!wentBack(thrown)) throw thrown;
      last = wanted;
    }
  }
}

/** What keeps the message from being sent: by our rules, and by what the API has said. */
function complaintsOf(answers: MessageAnswers, participants: readonly Participant[]): MessageComplaint[] {
  const { complaints } = checkMessage(answers, participants, vscode.l10n);
  const { said } = answers;
  return said
    ? [...complaints, { ...said, message: vscode.l10n.t('Twilio says: {0}', said.message) }]
    : [...complaints];
}

function itemsOf(
  answers: MessageAnswers,
  participants: readonly Participant[],
  complaints: readonly MessageComplaint[],
  { masker }: StepUi,
): ReviewItem[] {
  const names: Record<MessageField, string> = {
    from: vscode.l10n.t('From'),
    to: vscode.l10n.t('To'),
    text: vscode.l10n.t('Text'),
    contentId: vscode.l10n.t('Content Template'),
    variables: vscode.l10n.t('Variables'),
    mediaUrls: vscode.l10n.t('Media'),
    channelSettings: vscode.l10n.t('Channel Settings'),
  };
  const item = (field: MessageField, icon: string, value: string): ReviewItem => {
    const wrong = complaints.find((complaint) => complaint.field === field)?.message;
    return {
      label: `$(${wrong === undefined ? icon : 'error'}) ${names[field]}`,
      description: value || vscode.l10n.t('none'),
      ...(wrong === undefined ? {} : { detail: wrong }),
      field,
    };
  };
  const wrong = [...new Set(complaints.map(({ field }) => names[field]))];
  const {
    from,
    to = [],
    text,
    contentId = '',
    variables = '',
    mediaUrls = '',
    channelSettings = '',
  } = answers;
  const hasVariables = contentId !== '' || variables.trim() !== '';
  const recipients = to.map((end) => shownEnd(end, participants, masker)).join(', ');
  return [
    wrong.length > 0
      ? {
          label: `$(error) ${vscode.l10n.t('Cannot Be Sent Yet')}`,
          description: vscode.l10n.t('because of: {0}', wrong.join(', ')),
        }
      : {
          label: `$(send) ${vscode.l10n.t('Send Through Twilio')}`,
          description: shownWay(answers, participants, masker),
        },
    { label: vscode.l10n.t('Change'), kind: vscode.QuickPickItemKind.Separator },
    item('from', 'person', from ? shownEnd(from, participants, masker) : ''),
    item('to', 'organization', recipients),
    item('text', 'comment', masker.text(oneLine(text))),
    item('contentId', 'layout', contentId.trim()),
    ...(hasVariables ? [item('variables', 'symbol-variable', masker.text(shownVariables(variables)))] : []),
    item('mediaUrls', 'file-media', masker.text(oneLine(mediaUrls))),
    item('channelSettings', 'settings-gear', masker.text(oneLine(channelSettings))),
  ];
}

function shownVariables(typed: string): string {
  const variables = readVariables(typed);
  return variables
    ? Object.entries(variables)
        .map(([name, value]) => `${name}=${value}`)
        .join(', ')
    : oneLine(typed);
}

/** A row has one line, and room for so many characters. */
function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').slice(0, 200);
}
