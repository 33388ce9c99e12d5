import * as vscode from 'vscode';
import { registerCommand } from '../platform/commands.ts';
import { Lazy } from '../platform/lazy.ts';
import type { Notifier } from '../platform/notifier.ts';
import type { Privacy } from '../platform/privacy.ts';
import { ReadOnlyFiles } from '../platform/readOnlyFiles.ts';
import type { SessionSource } from '../platform/session.ts';
import type { Inspect, Inspectable } from './inspect.ts';
import { JSON_SCHEME } from './jsonScheme.ts';

/** What was registered, and what the rest of the extension may tell it. */
export interface InspectRegistration extends vscode.Disposable {
  /**
   * Something in a conversation was changed by ourselves, or it was deleted: open documents of it are read again, and say
   * so where it is gone.
   */
  conversationChanged(accountId: string, conversationId: string): void;
}

/**
 * Registers the JSON documents, and the commands on single resources.
 * @param selected what a command is about that was started without a row, as from the palette
 */
export function registerInspect(
  sessions: SessionSource,
  notifier: Notifier,
  privacy: Privacy,
  selected: () => Inspectable | undefined,
): InspectRegistration {
  const inspect = new Lazy<Inspect>(async () => {
    const { Inspect } = await import('./inspect.ts');
    return new Inspect(sessions, notifier, privacy, (uri) => files.changed(uri));
  });
  const files = new ReadOnlyFiles(JSON_SCHEME, async () => (await inspect.get()).documents);
  const onRow = (
    name: string,
    what: string,
    act: (inspect: Inspect, row: Inspectable | undefined) => Promise<void>,
  ) =>
    registerCommand(notifier, name, what, async (row?: Inspectable) =>
      act(await inspect.get(), row?.ref ? row : selected()),
    );
  const registered = vscode.Disposable.from(
    inspect,
    files,
    onRow('openJson', vscode.l10n.t('Could not open it as JSON'), (all, row) => all.openJson(row)),
    registerCommand(
      notifier,
      'compareJson',
      vscode.l10n.t('Could not compare it with an earlier fetch'),
      async (row?: Inspectable) => (await inspect.get()).compareJson(row?.ref ? row : undefined, selected),
    ),
    onRow('openInConsole', vscode.l10n.t('Could not open the Console'), (all, row) => all.openInConsole(row)),
    registerCommand(
      notifier,
      'refreshJson',
      vscode.l10n.t('Could not refresh the JSON document'),
      async (uri?: vscode.Uri) => (await inspect.get()).refreshJson(uri),
    ),
  );
  return {
    conversationChanged: (accountId, conversationId) =>
      void inspect.ifLoaded((all) => all.conversationChanged(accountId, conversationId)),
    dispose: () => registered.dispose(),
  };
}
