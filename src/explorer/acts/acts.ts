import * as vscode from 'vscode';
import { allItems } from '../../api/pages.ts';
import { channelName, participantTypeName } from '../../platform/display.ts';
import { MemoryDocuments } from '../../platform/memoryDocuments.ts';
import { shownParticipant } from '../../platform/shown.ts';
import { SignedOutError } from '../../platform/signedOut.ts';
import type { ExplorerNode } from '../node.ts';
import { addParticipant, type ParticipantDrafts } from './addParticipant.ts';
import {
  closeConversation,
  type NameDrafts,
  renameConversation,
  reopenConversation,
} from './changeConversation.ts';
import { copyAddress, copyName } from './copy.ts';
import { currentSession } from './currentSession.ts';
import { deleteConversation } from './deleteConversation.ts';
import { editParticipant, type ParticipantEdits } from './editParticipant.ts';
import { type ConversationDrafts, newConversation } from './newConversation.ts';
import type { ActServices, StartedOperation } from './services.ts';
import { type ActOrigin, type ActTarget, findTarget } from './target.ts';

/** What can be done with conversations and participants. In a bundle of its own: no window needs it at the start. */
export class ConversationActs implements vscode.Disposable {
  readonly #services: ActServices;
  readonly #accepted = new vscode.EventEmitter<StartedOperation>();
  readonly #sides = new MemoryDocuments('twilio-conversations-change');
  /** What was typed and not sent. It ends with the window: it may hold people's names and numbers. */
  readonly #names: NameDrafts = new Map();
  readonly #participants: ParticipantDrafts = new Map();
  readonly #edits: ParticipantEdits = new Map();
  readonly #conversations: ConversationDrafts = new Map();

  /** Twilio has accepted a change that it makes in its own time. */
  readonly onDidAcceptOperation = this.#accepted.event;

  constructor(services: ActServices) {
    this.#services = services;
  }

  async renameConversation(origin: ActOrigin): Promise<void> {
    const target = await findTarget(this.#services, origin, vscode.l10n.t('Conversation to rename'));
    if (target) await renameConversation(this.#services, target, this.#names);
  }

  async closeConversation(origin: ActOrigin): Promise<void> {
    const target = await findTarget(
      this.#services,
      origin,
      vscode.l10n.t('Conversation to close'),
      ({ status }) => status !== 'CLOSED',
    );
    if (target) await closeConversation(this.#services, target);
  }

  async reopenConversation(origin: ActOrigin): Promise<void> {
    const target = await findTarget(
      this.#services,
      origin,
      vscode.l10n.t('Conversation to reopen'),
      ({ status }) => status === 'INACTIVE',
    );
    if (target) await reopenConversation(this.#services, target);
  }

  async deleteConversation(origin: ActOrigin): Promise<void> {
    const target = await findTarget(this.#services, origin, vscode.l10n.t('Conversation to delete'));
    if (!target) return;
    await deleteConversation(this.#services, target, (operation) => this.#accepted.fire(operation));
  }

  async addParticipant(origin: ActOrigin): Promise<void> {
    const target = await findTarget(
      this.#services,
      origin,
      vscode.l10n.t('Conversation to add a participant to'),
      ({ status }) => status !== 'CLOSED',
    );
    if (target) await addParticipant(this.#services, target, this.#participants);
  }

  async editParticipant(origin: ActOrigin): Promise<void> {
    const node = origin ?? this.#services.selectedNode();
    const target = await findTarget(
      this.#services,
      origin,
      vscode.l10n.t('Conversation whose participant to edit'),
      ({ status }) => status !== 'CLOSED',
    );
    if (!target) return;
    const ref = node && 'item' in node ? node.ref : undefined;
    const participantId =
      ref?.kind === 'participant' && ref.conversationId === target.key.conversationId
        ? ref.participantId
        : await pickParticipant(this.#services, target);
    if (participantId) {
      await editParticipant(this.#services, target, participantId, this.#sides, this.#edits);
    }
  }

  /** @param origin a configuration's row makes the conversation from that configuration */
  async newConversation(origin: ActOrigin): Promise<void> {
    const ref = origin && 'item' in origin ? origin.ref : undefined;
    const accountId = ref?.accountId ?? (await this.#services.sessions.active())?.account.id;
    if (accountId === undefined) throw new SignedOutError();
    const configurationId = ref?.kind === 'configuration' ? ref.configurationId : undefined;
    await newConversation(this.#services, accountId, this.#conversations, configurationId);
  }

  async copyName(origin: ActOrigin): Promise<void> {
    await copyName(this.#services, this.#row(origin));
  }

  async copyAddress(origin: ActOrigin): Promise<void> {
    await copyAddress(this.#services, this.#row(origin));
  }

  dispose(): void {
    this.#accepted.dispose();
    this.#sides.dispose();
  }

  #row(origin: ActOrigin): ExplorerNode | undefined {
    return origin && 'item' in origin ? origin : this.#services.selectedNode();
  }
}

async function pickParticipant(services: ActServices, { key }: ActTarget): Promise<string | undefined> {
  const { client } = await currentSession(services, key.accountId);
  const { masker } = services.privacy;
  const items = allItems(client.participants(key.conversationId)).then((participants) =>
    participants.map((participant) => ({
      label: shownParticipant(participant, masker),
      description: participantTypeName(participant.type),
      detail: (participant.addresses ?? [])
        .map(({ channel, address }) => `${channelName(channel)} ${masker.address(address)}`)
        .join(', '),
      id: participant.id,
    })),
  );
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('Participant to edit'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.id;
}
