import * as vscode from 'vscode';
import type { Communication } from '../api/resources.ts';
import { registerCommand } from '../platform/commands.ts';
import { Lazy } from '../platform/lazy.ts';
import type { Compose } from './compose.ts';
import type { ComposeKey } from './composeKey.ts';
import { FOLLOWED } from './message/followedKey.ts';
import type { ComposeServices } from './services.ts';

/**
 * Registers what writes communications; all of it is loaded when it is first used.
 * @param created told of each communication that was created
 * @param targetOf the conversation that a command was started from: a row, a timeline, or neither
 */
export function registerCompose<Origin>(
  services: ComposeServices,
  created: (accountId: string, communication: Communication) => void,
  targetOf: (origin: Origin | undefined) => ComposeKey | undefined,
): vscode.Disposable & { compose: () => Promise<Compose> } {
  const compose = new Lazy<Compose>(async () => {
    const { Compose } = await import('./compose.ts');
    const made = new Compose(services);
    made.sender.onDidCreate(({ accountId, communication }) => created(accountId, communication));
    return made;
  });
  const t = vscode.l10n.t;
  const command = (name: string, what: string, run: (target: ComposeKey | undefined) => unknown) =>
    registerCommand(services.notifier, name, what, (origin?: Origin) => run(targetOf(origin)));
  const registered = vscode.Disposable.from(
    compose,
    command('createCommunication', t('Could not create a communication'), async (target) =>
      (await compose.get()).create(target),
    ),
    command('sendMessage', t('Could not send a message'), async (target) =>
      (await compose.get()).sendMessage(target),
    ),
  );
  // Messages that were on their way when the window was closed are followed to their end.
  if (services.workspaceState.get(FOLLOWED)) void compose.get().catch(() => undefined);
  return { compose: () => compose.get(), dispose: () => registered.dispose() };
}
