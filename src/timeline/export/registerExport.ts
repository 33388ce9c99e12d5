import * as vscode from 'vscode';
import { registerCommand } from '../../platform/commands.ts';
import { Lazy } from '../../platform/lazy.ts';
import { ReadOnlyFiles } from '../../platform/readOnlyFiles.ts';
import type { PanelKey } from '../panelKey.ts';
import type { ConversationExport } from './conversationExport.ts';
import type { ExportServices } from './exportServices.ts';
import { TEXT_SCHEME } from './textScheme.ts';

/**
 * Registers “Export Conversation…”, “Open as Document” and the documents that it opens.
 * @param target the conversation that a command is about, by what it was started from; none where that says nothing
 */
export function registerExport<Origin>(
  services: ExportServices,
  target: (from: Origin | undefined) => PanelKey | undefined,
): vscode.Disposable {
  const { notifier } = services;
  const all = new Lazy<ConversationExport>(async () => {
    const { ConversationExport } = await import('./conversationExport.ts');
    return new ConversationExport(services, (uri) => files.changed(uri));
  });
  const files = new ReadOnlyFiles(TEXT_SCHEME, async () => (await all.get()).documents);
  const onConversation = (
    name: string,
    what: string,
    act: (part: ConversationExport, key: PanelKey) => Promise<void>,
  ) =>
    registerCommand(notifier, name, what, async (from?: Origin) => {
      const key = target(from);
      if (key) await act(await all.get(), key);
      else
        void vscode.window.showInformationMessage(
          vscode.l10n.t('Select a conversation or open its timeline first.'),
        );
    });
  return vscode.Disposable.from(
    all,
    files,
    onConversation('exportConversation', vscode.l10n.t('Could not export the conversation'), (part, key) =>
      part.run(key),
    ),
    onConversation(
      'openAsDocument',
      vscode.l10n.t('Could not open the conversation as a document'),
      (part, key) => part.openAsDocument(key),
    ),
    registerCommand(
      notifier,
      'refreshDocument',
      vscode.l10n.t('Could not refresh the document'),
      async (uri: vscode.Uri | undefined = activeAddress()) => {
        if (uri?.scheme === TEXT_SCHEME) await (await all.get()).documents.refresh(uri);
      },
    ),
  );
}

/** Of the tab that has the focus: a document that is very long has no text editor that extensions see. */
function activeAddress(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText ? input.uri : undefined;
}
