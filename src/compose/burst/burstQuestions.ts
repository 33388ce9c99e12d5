import * as vscode from 'vscode';
import type { Masker } from '../../platform/masking.ts';
import type { Account, Session } from '../../platform/session.ts';
import type { Step } from '../../platform/wizard.ts';
import type { Answers } from '../answers.ts';
import { Questions } from '../questions.ts';
import { Readings } from '../readings.ts';
import type { ComposeServices } from '../services.ts';
import { capComplaint } from './liveBurst.ts';
import { type CopyContext, readTemplate, VARIABLES } from './template.ts';
import { wholeNumber } from './wholeNumber.ts';
import { durationIn, numberIn, rateIn } from './words.ts';

/** More at once would only wait for one another. */
export const MOST_AT_ONCE = 50;
const MOST_COPIES = 100_000;
const MOST_PER_SECOND = 1_000;

/** Longer texts are cut where they are previewed. */
const PREVIEW = 80;

/** Everything the person has answered. */
export interface BurstAnswers extends Answers {
  /** Tells bursts apart. */
  id: string;
  count: number;
  /** As fast as it takes when absent. */
  perSecond?: number | undefined;
  concurrency: number;
  /** What the author and the first recipient are called, where that is known. */
  called?: { author: string; recipient: string };
}

/**
 * @param services what the conversations are listed with
 * @param called tells what the author and the first recipient of the answers are called
 */
export function burstSteps(
  session: Session,
  conversationGiven: boolean,
  services: Pick<ComposeServices, 'loaded' | 'notifier'>,
  called: (answers: BurstAnswers) => Promise<NonNullable<BurstAnswers['called']>>,
): readonly Step<BurstAnswers>[] {
  const { account } = session;
  const who = new Questions(new Readings(session, services), conversationGiven).steps.slice(0, -1);
  return [
    ...who,
    (answers, ui) => askTemplate(answers, ui, called),
    (answers, ui) => askCount(answers, ui, account),
    askRate,
    askConcurrency,
    (answers, ui) => confirm(answers, ui, account),
  ];
}

type Ui = Parameters<Step<BurstAnswers>>[1];

async function askTemplate(
  answers: BurstAnswers,
  ui: Ui,
  called: (answers: BurstAnswers) => Promise<NonNullable<BurstAnswers['called']>>,
): Promise<void> {
  answers.called = await called(answers);
  const question = {
    prompt: vscode.l10n.t('Text of each copy. Variables: {0}', VARIABLES),
    placeholder: vscode.l10n.t('Test {0} of {1}', '{{n}}', '{{count}}'),
    value: answers.text,
    personal: true,
    keep: (text: string) => {
      answers.text = text;
    },
    validate: (text: string) =>
      text.trim() === '' ? vscode.l10n.t('A text is needed.') : readTemplate(text, vscode.l10n).complaint,
    understood: (text: string) => {
      const [first, last] = previews({ ...answers, text }, ui.masker);
      return first === undefined ? undefined : vscode.l10n.t('First: {0} — last: {1}', first, last ?? first);
    },
  };
  answers.text = await ui.text(question);
}

/** The texts of the first and the last copy, as they may be shown. */
function previews(answers: BurstAnswers, masker: Masker): [first?: string, last?: string] {
  const { template } = readTemplate(answers.text, vscode.l10n);
  if (!template) return [];
  const at = (n: number) => {
    const text = masker.text(template.text({ ...contextOf(answers), n, now: Date.now() }));
    return text.length > PREVIEW ? `${text.slice(0, PREVIEW)}…` : text;
  };
  return [at(1), at(answers.count)];
}

/** What a copy's variables stand for, but for its number and the time. */
export function contextOf({
  id,
  count,
  called,
  author,
  recipients,
}: BurstAnswers): Omit<CopyContext, 'n' | 'now'> {
  return {
    seed: id,
    count,
    author: called?.author ?? author?.address ?? '',
    recipient: called?.recipient ?? recipients?.[0]?.address ?? '',
  };
}

async function askCount(answers: BurstAnswers, ui: Ui, account: Account): Promise<void> {
  const typed = await ui.text({
    prompt: vscode.l10n.t('How many copies? 1 to {0}', MOST_COPIES.toLocaleString()),
    value: String(answers.count),
    validate: (text) => {
      const count = wholeNumber(text);
      if (count === undefined || count < 1 || count > MOST_COPIES)
        return vscode.l10n.t('A whole number from 1 to {0}.', MOST_COPIES.toLocaleString());
      return capComplaint(account, count);
    },
  });
  answers.count = wholeNumber(typed) ?? answers.count;
}

async function askRate(answers: BurstAnswers, ui: Ui): Promise<void> {
  const complaint = vscode.l10n.t(
    'A number from 0.1 to {0}, or nothing for as fast as it takes.',
    MOST_PER_SECOND.toLocaleString(),
  );
  const typed = await ui.text({
    prompt: vscode.l10n.t('How many per second? Leave it empty for as fast as it takes'),
    placeholder: vscode.l10n.t('as fast as it takes'),
    value: answers.perSecond === undefined ? '' : String(answers.perSecond),
    validate: (text) => {
      const rate = Number(text.trim().replace(',', '.'));
      return text.trim() === '' || (rate >= 0.1 && rate <= MOST_PER_SECOND) ? undefined : complaint;
    },
  });
  answers.perSecond = typed.trim() === '' ? undefined : Number(typed.trim().replace(',', '.'));
}

async function askConcurrency(answers: BurstAnswers, ui: Ui): Promise<void> {
  const typed = await ui.text({
    prompt: vscode.l10n.t('How many at once at most? 1 to {0}', MOST_AT_ONCE),
    value: String(answers.concurrency),
    validate: (text) => {
      const most = wholeNumber(text);
      return most === undefined || most < 1 || most > MOST_AT_ONCE
        ? vscode.l10n.t('A whole number from 1 to {0}.', MOST_AT_ONCE)
        : undefined;
    },
  });
  answers.concurrency = wholeNumber(typed) ?? answers.concurrency;
}

/** Says what will be done, and goes on only by the first row. */
async function confirm(answers: BurstAnswers, ui: Ui, account: Account): Promise<void> {
  const locale = vscode.env.language;
  const { count, perSecond, concurrency, id } = answers;
  const n = numberIn(count, locale);
  const rate = rateIn(perSecond, { l10n: vscode.l10n, locale });
  const [first = '', last = ''] = previews(answers, ui.masker);
  const said = [
    rate,
    vscode.l10n.t('at most {0} at once', concurrency),
    ...(perSecond === undefined
      ? []
      : [vscode.l10n.t('about {0}', durationIn((count / perSecond) * 1_000, locale))]),
  ].join(' · ');
  const send: vscode.QuickPickItem = {
    label: `$(rocket) ${vscode.l10n.t('Send {0} communications', n)}`,
    description: said,
    detail: account.sandbox
      ? vscode.l10n.t('To {0}', account.label)
      : vscode.l10n.t('To {0}, a LIVE account: it is asked once more', account.label),
  };
  const facts: vscode.QuickPickItem[] = [
    { label: vscode.l10n.t('First text'), description: first },
    { label: vscode.l10n.t('Last text'), description: last },
    {
      label: vscode.l10n.t('Resource IDs'),
      description: `burst-${id}-1 … burst-${id}-${count}`,
      detail: vscode.l10n.t(
        'Each copy has one of its own: one that has to be sent again takes the place of the first, and none is there twice.',
      ),
    },
  ];
  for (;;) {
    const chosen = await ui.pick({
      placeholder: vscode.l10n.t('Enter sends {0} communications; Escape sends none', n),
      items: [send, ...facts],
      active: (item) => item === send,
    });
    if (chosen === send) return;
  }
}
