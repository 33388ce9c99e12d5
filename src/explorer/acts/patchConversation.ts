import * as vscode from 'vscode';
import type { Conversation, PatchConversation } from '../../api/resources.ts';
import type { SelectedConversation } from '../explorer.ts';
import { currentSession } from './currentSession.ts';
import type { ActServices } from './services.ts';

/**
 * Changes a conversation, and has everything that shows it show that.
 * @param known what is known of it; an answer may leave out what a list shows, such as the participants
 * @param doing what is done, in words
 * @throws ApiError SignedOutError
 */
export async function patchConversation(
  services: ActServices,
  key: SelectedConversation,
  body: PatchConversation,
  doing: string,
  known?: Conversation,
): Promise<void> {
  const changed = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: doing },
    async () => {
      const { client } = await currentSession(services, key.accountId);
      return client.patchConversation(key.conversationId, body);
    },
  );
  const loaded = services.loaded(key.accountId).find(({ id }) => id === key.conversationId);
  services.accept(key.accountId, { ...(loaded ?? known), ...changed });
  services.changed(key);
}
