import * as vscode from 'vscode';
import type { Conversation } from '../../api/resources.ts';
import { byActivity, lastActivity } from '../../platform/activity.ts';
import { PREFIX } from '../../platform/commands.ts';
import { relativeTime, statusName } from '../../platform/display.ts';
import type { Masker } from '../../platform/masking.ts';
import type { Account } from '../../platform/session.ts';
import { shownParticipants, shownTitle } from '../../platform/shown.ts';
import { SignedOutError } from '../../platform/signedOut.ts';
import { conversationOf, type SelectedConversation } from '../explorer.ts';
import type { ExplorerNode } from '../node.ts';
import { currentSession } from './currentSession.ts';
import type { ActServices } from './services.ts';

/** What a command was started from: a row, a timeline, or nothing. */
export type ActOrigin = ExplorerNode | SelectedConversation | undefined;

/** The conversation that is acted on, as far as it is known, and whose it is. */
export interface ActTarget {
  /** Without its client: {@link currentSession} has the one of now. */
  account: Account;
  key: SelectedConversation;
  conversation: Conversation;
  /** What it is called in what is said of the act. */
  readonly title: string;
}

/**
 * Finds the conversation to act on: the row's or timeline's that the command was started from, else the selected row's or
 * the timeline's that has the focus. When these are two, or none, the person picks.
 * @param fits leaves out of the list what cannot be acted on
 * @returns `undefined` when the person picked none
 * @throws ApiError when it is not loaded, and cannot be fetched; SignedOutError
 */
export async function findTarget(
  services: ActServices,
  origin: ActOrigin,
  placeHolder: string,
  fits: (conversation: Conversation) => boolean = () => true,
): Promise<ActTarget | undefined> {
  const given = origin && keyOf(origin);
  const key = given ?? (await pickKey(services, placeHolder, fits));
  if (!key) return undefined;
  const { account, client } = await currentSession(services, key.accountId);
  const conversation =
    services.loaded(key.accountId).find(({ id }) => id === key.conversationId) ??
    (await client.fetchConversation(key.conversationId));
  return {
    account,
    key,
    conversation,
    // Asked for each time: between an attempt and the next one names may have been hidden.
    get title() {
      return shownTitle(conversation, services.privacy.masker);
    },
  };
}

function keyOf(origin: ExplorerNode | SelectedConversation): SelectedConversation | undefined {
  if ('item' in origin) return conversationOf(origin);
  // A menu of the editor's title bar passes the editor's address, which says nothing.
  return 'conversationId' in origin ? origin : undefined;
}

async function pickKey(
  services: ActServices,
  placeHolder: string,
  fits: (conversation: Conversation) => boolean,
): Promise<SelectedConversation | undefined> {
  const node = services.selectedNode();
  const selected = node && conversationOf(node);
  const shown = services.activeTimeline();
  const same = selected?.conversationId === shown?.conversationId && selected?.accountId === shown?.accountId;
  if (same || !selected || !shown) {
    const clear = selected ?? shown;
    if (clear) return clear;
  }
  const session = await services.sessions.active();
  if (!session) throw new SignedOutError();
  const accountId = session.account.id;
  const likely = [selected, shown].map((key) => key?.accountId === accountId && key.conversationId);
  const loaded = byActivity(services.loaded(accountId)).filter(fits);
  if (loaded.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('No such conversation is loaded. Open the side bar and select one first.'),
    );
    await vscode.commands.executeCommand(`${PREFIX}.conversations.focus`);
    return undefined;
  }
  const items = [
    ...loaded.filter(({ id }) => likely.includes(id)),
    ...loaded.filter(({ id }) => !likely.includes(id)),
  ].map((conversation) =>
    conversationItem(
      conversation,
      conversation.id === selected?.conversationId,
      conversation.id === shown?.conversationId,
      services.privacy.masker,
    ),
  );
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked && { accountId, conversationId: picked.conversationId };
}

function conversationItem(conversation: Conversation, selected: boolean, shown: boolean, masker: Masker) {
  const where = selected
    ? vscode.l10n.t('selected in the side bar')
    : shown
      ? vscode.l10n.t('on the timeline')
      : '';
  return {
    label: shownTitle(conversation, masker),
    description: [statusName(conversation.status), relativeTime(lastActivity(conversation)), where]
      .filter(Boolean)
      .join(' · '),
    detail: shownParticipants(conversation, masker),
    conversationId: conversation.id,
  };
}
