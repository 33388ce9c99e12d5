import * as vscode from 'vscode';
import type { Notifier } from './notifier.ts';

/** Commands, views, settings and context keys all begin so. */
export const PREFIX = 'twilioConversations';

/**
 * Registers a command. Whatever it throws ends here, in one notification that says what did not work and offers
 * to try again.
 * @param name the id without the prefix, such as `signIn`
 * @param what what did not work when it throws: `Could not sign in`
 */
export function registerCommand<Args extends unknown[]>(
  notifier: Notifier,
  name: string,
  what: string,
  run: (...args: Args) => unknown,
): vscode.Disposable {
  const guarded = async (...args: Args): Promise<unknown> => {
    try {
      return await run(...args);
    } catch (error) {
      // Not awaited: a command has ended when it failed, not when its notification is closed.
      void notifier.showFailure(error, { what }, () => guarded(...args));
      return undefined;
    }
  };
  return vscode.commands.registerCommand(`${PREFIX}.${name}`, guarded);
}
