import * as vscode from 'vscode';
import { registerCommand } from '../../platform/commands.ts';
import { Lazy } from '../../platform/lazy.ts';
import type { Notifier } from '../../platform/notifier.ts';
import type { ComposeParts } from '../compose.ts';
import type { ComposeKey } from '../composeKey.ts';
import type { Bursts } from './bursts.ts';
import type { BurstServices } from './services.ts';
import { JOURNAL_STATE, REPORT_PANEL } from './state.ts';

/**
 * Registers bursts: many communications from one template. All of it is loaded when it is first used, and at the start
 * of a window only where one was interrupted.
 * @param targetOf the conversation that a command was started from: a row, a timeline, or neither
 */
export function registerBurst<Origin>(
  notifier: Notifier,
  workspaceState: vscode.Memento,
  services: BurstServices,
  parts: () => Promise<ComposeParts>,
  targetOf: (origin: Origin | undefined) => ComposeKey | undefined,
): vscode.Disposable {
  const bursts = new Lazy<Bursts>(async () => {
    const [{ Bursts }, shared] = await Promise.all([import('./bursts.ts'), parts()]);
    return new Bursts(shared, services);
  });
  const t = vscode.l10n.t;
  const command = (name: string, what: string, run: (all: Bursts, origin?: Origin) => unknown) =>
    registerCommand(notifier, name, what, async (origin?: Origin) => run(await bursts.get(), origin));
  if (workspaceState.get(JOURNAL_STATE)) {
    bursts
      .get()
      .then((all) => all.takeUp())
      .catch((error) =>
        notifier.showFailure(error, { what: t('Could not look after an interrupted burst') }),
      );
  }
  return vscode.Disposable.from(
    bursts,
    vscode.window.registerWebviewPanelSerializer(REPORT_PANEL, {
      deserializeWebviewPanel: async (panel) => (await bursts.get()).reports.restore(panel),
    }),
    command('sendBurst', t('Could not send the burst'), (all, origin) => all.run(targetOf(origin))),
    command('sendBurstRest', t('Could not send the rest of the burst'), (all) => all.sendRestOfShown()),
    command('showBurstReport', t('Could not show the report'), (all) => all.reports.pick()),
    command('openBurstReport', t('Could not open the report'), (all) => all.reports.openAsMarkdown()),
    command('copyBurstReport', t('Could not copy the report'), (all) => all.reports.copy()),
  );
}
