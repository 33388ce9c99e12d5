import * as vscode from 'vscode';
import { registerCommand } from '../../platform/commands.ts';
import { Lazy } from '../../platform/lazy.ts';
import type { ConversationActs } from './acts.ts';
import type { ActServices, StartedOperation } from './services.ts';
import type { ActOrigin } from './target.ts';

/**
 * Registers the acts on conversations and participants.
 * @param accepted told of each change that Twilio has accepted and makes in its own time
 */
export function registerActs(
  services: ActServices,
  accepted: (operation: StartedOperation) => void,
): vscode.Disposable {
  const acts = new Lazy<ConversationActs>(async () => {
    const { ConversationActs } = await import('./acts.ts');
    const made = new ConversationActs(services);
    made.onDidAcceptOperation(accepted);
    return made;
  });
  const t = vscode.l10n.t;
  const register = (name: ActName, what: string) =>
    registerCommand(services.notifier, name, what, async (origin?: ActOrigin) =>
      (await acts.get())[name](origin),
    );
  return vscode.Disposable.from(
    acts,
    register('newConversation', t('Could not create a conversation')),
    register('renameConversation', t('Could not rename the conversation')),
    register('closeConversation', t('Could not close the conversation')),
    register('reopenConversation', t('Could not reopen the conversation')),
    register('deleteConversation', t('Could not delete the conversation')),
    register('addParticipant', t('Could not add a participant')),
    register('editParticipant', t('Could not edit the participant')),
    register('copyName', t('Could not copy the name')),
    register('copyAddress', t('Could not copy the address')),
  );
}

type ActName = Exclude<
  {
    [Name in keyof ConversationActs]: ConversationActs[Name] extends (origin: ActOrigin) => Promise<void>
      ? Name
      : never;
  }[keyof ConversationActs],
  undefined
>;
