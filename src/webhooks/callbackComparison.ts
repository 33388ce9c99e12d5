import * as vscode from 'vscode';
import { allItems } from '../api/pages.ts';
import { shortId } from '../platform/display.ts';
import { MemoryDocuments } from '../platform/memoryDocuments.ts';
import { SignedOutError } from '../platform/signedOut.ts';
import { type Comparison, compare, type ToldEvent } from './compare.ts';
import { comparisonMarkdown } from './comparisonReport.ts';
import type { ReceivedCallback } from './receiver/receivedCallback.ts';
import type { ConversationKey, WebhookServices } from './services.ts';

const PAGE = 1000;

/** The callbacks that are known. */
export interface Heard {
  readonly callbacks: readonly ReceivedCallback[];
  /** Since when all that came are among them: epoch milliseconds. */
  readonly since: number;
  /** When the receiver was stopped; undefined while it runs. */
  readonly until: number | undefined;
}

/** Compares what the API says of a conversation with what the callbacks said, and shows it as a document. */
export class CallbackComparison implements vscode.Disposable {
  readonly #services: WebhookServices;
  readonly #heard: () => Heard;
  readonly #documents = new MemoryDocuments('twilio-conversations-callbacks');

  constructor(services: WebhookServices, heard: () => Heard) {
    this.#services = services;
    this.#heard = heard;
  }

  /** Reads the conversation, compares, and opens what came of it. */
  async show(key: ConversationKey): Promise<void> {
    const session = await this.#services.sessions.of(key.accountId);
    if (!session) throw new SignedOutError();
    const { client, account } = session;
    const read = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Reading the conversation…'),
        cancellable: true,
      },
      async (_progress, cancelled) => {
        const abort = new AbortController();
        cancelled.onCancellationRequested(() => abort.abort());
        const { signal } = abort;
        try {
          // What comes while it is read belongs to a later state than what was read.
          const readAt = Date.now();
          const [conversation, participants, communications] = await Promise.all([
            client.fetchConversation(key.conversationId, { signal }),
            allItems(client.participants(key.conversationId, { pageSize: PAGE, signal })),
            allItems(client.communications(key.conversationId, { pageSize: PAGE, signal })),
          ]);
          return { readAt, api: { conversation, participants, communications } };
        } catch (error) {
          if (signal.aborted) return undefined;
          throw error;
        }
      },
    );
    if (!read) return;
    const { readAt, api } = read;
    const heard = this.#heard();
    const { since, until } = heard;
    const comparison = compare(api, eventsOf(heard, key), { since, until, readAt });
    const text = comparisonMarkdown(
      comparison,
      {
        // It goes by ids alone: nothing of people's is in it, whatever is hidden later.
        title: shortId(key.conversationId),
        conversationId: key.conversationId,
        account: account.label,
        since,
        until,
        readAt,
      },
      vscode.l10n,
    );
    const uri = this.#documents.add(`${vscode.l10n.t('Callbacks and API')}.md`, text);
    // Read rather than edited, where the editor can draw it.
    await vscode.commands
      .executeCommand('markdown.showPreview', uri)
      .then(undefined, () => vscode.window.showTextDocument(uri, { preview: false }));
  }

  /** Compares with what was read already: for whoever diagnoses a conversation. */
  compareWith(key: ConversationKey, api: Parameters<typeof compare>[0], readAt: number): Comparison {
    const heard = this.#heard();
    return compare(api, eventsOf(heard, key), { since: heard.since, until: heard.until, readAt });
  }

  dispose(): void {
    this.#documents.dispose();
  }
}

function eventsOf({ callbacks }: Heard, { accountId, conversationId }: ConversationKey): ToldEvent[] {
  return callbacks
    .filter(({ account, event }) => account.id === accountId && event?.conversationId === conversationId)
    .map(({ id, receivedAt, event, idempotencyToken, answered }) => ({
      id,
      receivedAt,
      eventType: event?.eventType ?? '',
      timestamp: event?.timestamp,
      resource: event?.resource,
      data: event?.data,
      idempotencyToken,
      answered,
    }));
}
