import * as vscode from 'vscode';
import type { Communication } from '../../api/resources.ts';
import { registerCommand } from '../../platform/commands.ts';
import { Lazy } from '../../platform/lazy.ts';
import type { ComposeKey } from '../composeKey.ts';
import type { CommunicationFiles } from './communicationFiles.ts';
import { FILE_LANGUAGE } from './fileLanguage.ts';
import type { FileServices } from './fileServices.ts';

/**
 * Registers draft files. What the editor says of them is loaded when the first one is open.
 * @param targetOf the conversation that a command was started from, if any
 */
export function registerCommunicationFiles<Origin>(
  services: FileServices,
  targetOf: (origin: Origin | undefined) => ComposeKey | undefined,
): vscode.Disposable & { saveAs: (target: ComposeKey, communication: Communication) => Promise<void> } {
  const files = new Lazy<CommunicationFiles>(async () => {
    const { CommunicationFiles } = await import('./communicationFiles.ts');
    return new CommunicationFiles(services);
  });
  const { t } = vscode.l10n;
  const what = t('Could not read the communication files');
  const look = ({ languageId }: vscode.TextDocument) => {
    if (languageId === FILE_LANGUAGE)
      files.get().catch((error) => services.notifier.showFailure(error, { what }));
  };
  vscode.workspace.textDocuments.forEach(look);
  const registered = vscode.Disposable.from(
    files,
    vscode.workspace.onDidOpenTextDocument(look),
    registerCommand(
      services.notifier,
      'sendCommunicationFile',
      t('The file was not sent'),
      async (uri?: vscode.Uri) => (await files.get()).send(uri instanceof vscode.Uri ? uri : undefined),
    ),
    registerCommand(
      services.notifier,
      'newCommunicationFile',
      t('Could not write a communication file'),
      async (origin?: Origin) => (await files.get()).create(targetOf(origin)),
    ),
  );
  return {
    saveAs: async (target, communication) => (await files.get()).saveAs(target, communication),
    dispose: () => registered.dispose(),
  };
}
