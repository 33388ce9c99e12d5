import * as vscode from 'vscode';
import { registerCommand } from '../../platform/commands.ts';
import { Lazy } from '../../platform/lazy.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { DiagnosisRow } from './rows.ts';
import type { DiagnosedKey, DiagnosisServices } from './services.ts';

/**
 * Registers the diagnosis of conversations. All of it is loaded when it is first used.
 * @param keyOf the conversation that a command was started from: a row, a timeline, or neither
 */
export function registerDiagnosis<Origin>(
  services: DiagnosisServices,
  keyOf: (origin: Origin | undefined) => DiagnosedKey | undefined,
): vscode.Disposable {
  const diagnosis = new Lazy<Diagnosis>(async () => {
    const { Diagnosis } = await import('./diagnosis.ts');
    return new Diagnosis(services);
  });
  const t = vscode.l10n.t;
  const register = <Args extends unknown[]>(
    name: string,
    what: string,
    run: (all: Diagnosis, ...args: Args) => unknown,
  ) =>
    registerCommand(services.notifier, name, what, async (...args: Args) =>
      run(await diagnosis.get(), ...args),
    );
  const report = t('Could not write the report');
  const show = t('Could not show the findings');
  return vscode.Disposable.from(
    diagnosis,
    register('diagnoseConversation', t('Could not diagnose the conversation'), (all, origin?: Origin) =>
      all.diagnoseConversation(keyOf(origin)),
    ),
    register('diagnoseAccount', t('Could not diagnose the account'), (all) => all.diagnoseAccount()),
    register('refreshDiagnosis', t('Could not diagnose it again'), (all) => all.refresh()),
    register('clearDiagnosis', show, (all) => all.clear()),
    register('filterDiagnosis', show, (all) => all.filter()),
    register('groupDiagnosis', show, (all) => all.switchGrouping()),
    register('askCallbacks', t('Could not ask the status callbacks'), (all, row?: DiagnosisRow) =>
      all.askCallbacks(row),
    ),
    register('openDiagnosisReport', report, (all) => all.openReport()),
    register('copyDiagnosisReport', report, (all) => all.copyReport()),
    register('showDiagnosed', t('Could not open it'), (all, row?: DiagnosisRow) => all.showRow(row)),
    register('mendDiagnosed', t('Could not mend it'), (all, row?: DiagnosisRow) => all.mend(row)),
  );
}
