import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { ComposeParts } from '../compose.ts';
import type { Bursts } from './bursts.ts';
import { interrupted, leftOf } from './interrupted.ts';
import type { Journal, Journals } from './journal.ts';
import { sizeOf } from './ranges.ts';
import { readerHere } from './readerHere.ts';
import { numberIn, titleIn } from './words.ts';

/**
 * Asks about each burst whose window is gone: to send the rest, to see the report, or to give it up.
 * @param gone ends the waiting for windows that may yet be found gone
 * @returns whether something is left to ask about
 */
export async function takeUp(
  journals: Journals,
  bursts: Bursts,
  parts: ComposeParts,
  gone: AbortSignal,
): Promise<boolean> {
  let open = 0;
  for (;;) {
    const { orphans, againInMs } = await journals.orphans();
    for (const orphan of orphans) {
      if (!(await journals.claim(orphan))) continue;
      open++;
      void ask(orphan, journals, bursts, parts).catch((error) =>
        parts.services.notifier.showFailure(error, {
          what: vscode.l10n.t('Could not go on with the interrupted burst'),
        }),
      );
    }
    if (againInMs === undefined) return open > 0;
    try {
      await delay(againInMs + 100, undefined, { signal: gone, ref: false });
    } catch {
      return true;
    }
  }
}

async function ask(
  journal: Journal,
  journals: Journals,
  bursts: Bursts,
  { services }: ComposeParts,
): Promise<void> {
  const { settings, sent, unknown, rest } = journal;
  const reader = readerHere(services.privacy);
  const n = (value: number) => numberIn(value, reader.locale);
  const show = vscode.l10n.t('Show Report');
  const send = vscode.l10n.t('Send the Rest…');
  const discard = vscode.l10n.t('Discard');
  const report = interrupted(journal, (at) => bursts.reports.titleFor(at));
  bursts.reports.keep(report);
  for (let shown = false; ; shown = true) {
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t(
        'A burst into “{0}” was interrupted: {1} sent, {2} unknown, {3} not sent.',
        titleIn(settings, reader),
        n(sent),
        n(sizeOf(unknown)),
        n(sizeOf(rest)),
      ),
      ...(shown ? [] : [show]),
      send,
      discard,
    );
    if (chosen === show) {
      bursts.reports.show(report);
      continue;
    }
    if (chosen === discard) {
      await journals.forget(journal);
      return;
    }
    if (chosen === send && (await bursts.sendRest(settings, leftOf(journal), sent))) return;
    // Closed, or thought better of: the next window asks again, at once.
    if (chosen === undefined) {
      journals.leave(journal);
      return;
    }
  }
}
