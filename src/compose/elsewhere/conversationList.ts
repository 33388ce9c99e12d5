import * as vscode from 'vscode';
import type { Conversation } from '../../api/resources.ts';
import { byActivity, lastActivity } from '../../platform/activity.ts';
import { relativeTime, statusName } from '../../platform/display.ts';
import type { Masker } from '../../platform/masking.ts';
import type { Session } from '../../platform/session.ts';
import { shownParticipants, shownTitle } from '../../platform/shown.ts';

/** A conversation as a row of a list; without one a row that only says something. */
export type ConversationItem = vscode.QuickPickItem & { conversation?: Conversation };

/** As many as the API gives at once. */
const PAGE = 1_000;

/** Lists the conversations of an account that can be written into, and the closed ones behind them. */
export class ConversationList {
  readonly #session: Session;
  readonly #isOffered: (conversationId: string) => boolean;
  readonly #inWords: (error: unknown) => string;
  /** One row is one object for as long as it says the same: a box that is open keeps its place by it. */
  readonly #items = new Map<string, ConversationItem & { conversation: Conversation }>();

  /**
   * @param isOffered leaves out what is no choice
   * @param inWords says why a page could not be read
   */
  constructor(
    session: Session,
    isOffered: (conversationId: string) => boolean,
    inWords: (error: unknown) => string,
  ) {
    this.#session = session;
    this.#isOffered = isOffered;
    this.#inWords = inWords;
  }

  /**
   * All of them: at first what is loaded, then more with each page.
   * @throws what reading the first page throws, where nothing is loaded
   */
  async *grow(
    loaded: readonly Conversation[],
    masker: Masker,
  ): AsyncGenerator<readonly ConversationItem[], void, void> {
    this.#take(loaded, masker);
    if (this.#items.size > 0) yield this.#rows();
    try {
      for await (const { items } of this.#session.client.conversations({ pageSize: PAGE })) {
        this.#take(items, masker);
        yield this.#rows();
      }
    } catch (error) {
      if (this.#items.size === 0) throw error;
      yield [
        ...this.#rows(),
        {
          label: `$(warning) ${vscode.l10n.t('The others could not be listed')}`,
          detail: this.#inWords(error),
          alwaysShow: true,
        },
      ];
      return;
    }
    if (this.#items.size === 0) {
      yield [
        { label: `$(info) ${vscode.l10n.t('The account has no other conversation')}`, alwaysShow: true },
      ];
    }
  }

  #take(conversations: readonly Conversation[], masker: Masker): void {
    for (const conversation of conversations) {
      if (!this.#isOffered(conversation.id)) continue;
      const item = conversationItem(conversation, masker);
      const before = this.#items.get(conversation.id);
      const saysSame = (['label', 'description', 'detail'] as const).every(
        (part) => before?.[part] === item[part],
      );
      if (before && saysSame) before.conversation = conversation;
      else this.#items.set(conversation.id, item);
    }
  }

  #rows(): ConversationItem[] {
    const sorted = byActivity([...this.#items.values()].map(({ conversation }) => conversation));
    const rowsOf = (conversations: readonly Conversation[]) =>
      conversations.map(({ id }) => this.#items.get(id)).filter((item) => item !== undefined);
    const closed = sorted.filter((conversation) => !isOpen(conversation));
    return [
      ...rowsOf(sorted.filter(isOpen)),
      ...(closed.length > 0
        ? [
            {
              label: vscode.l10n.t('Closed: they take no more communications'),
              kind: vscode.QuickPickItemKind.Separator,
            },
          ]
        : []),
      ...rowsOf(closed),
    ];
  }
}

/** Whether a row is a conversation that can be written into. */
export function isChoosable({ conversation }: ConversationItem): boolean {
  return conversation !== undefined && isOpen(conversation);
}

function isOpen({ status }: Conversation): boolean {
  return status !== 'CLOSED';
}

function conversationItem(conversation: Conversation, masker: Masker) {
  return {
    label: shownTitle(conversation, masker),
    description: [statusName(conversation.status), relativeTime(lastActivity(conversation))]
      .filter(Boolean)
      .join(' · '),
    detail: shownParticipants(conversation, masker),
    conversation,
  };
}
