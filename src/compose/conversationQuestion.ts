import * as vscode from 'vscode';
import { isApiError } from '../api/errors.ts';
import type { Conversation } from '../api/resources.ts';
import { byActivity, lastActivity } from '../platform/activity.ts';
import { relativeTime, statusName } from '../platform/display.ts';
import type { Masker } from '../platform/masking.ts';
import { shownParticipants, shownTitle } from '../platform/shown.ts';
import type { StepUi } from '../platform/wizard.ts';
import type { Readings } from './readings.ts';

/** How many conversations are read at a time. */
const PAGE = 200;

/** Long, with digits and without spaces: what an id may look like. Whether it is one is for the API to say. */
const LIKE_AN_ID = /^(?=\S*\d)\S{12,}$/;

type Act = 'more' | 'all' | 'id';
type ConversationItem = vscode.QuickPickItem & { conversation?: Conversation; act?: Act };

/** The conversations of an account to choose from: those that are loaded, the first ones, and on demand all of them. */
export class ConversationQuestion {
  readonly #readings: Readings;
  readonly #listed = new Map<string, Conversation>();
  #first: Promise<void> | undefined;
  #nextToken: string | undefined;
  /** Ids that the API does not know. */
  readonly #unknown = new Set<string>();
  /** The list that is open. */
  #list: vscode.QuickPick<ConversationItem> | undefined;

  constructor(readings: Readings) {
    this.#readings = readings;
  }

  /**
   * Asks for a conversation.
   * @param current the one that was chosen before
   * @param why it is asked for again, where there is a reason
   */
  async ask(ui: StepUi, current: string | undefined, why: string | undefined): Promise<Conversation> {
    for (const conversation of this.#readings.loaded) this.#listed.set(conversation.id, conversation);
    this.#first ??= this.#readPage(undefined);
    this.#first.catch(() => {
      this.#first = undefined;
    });
    const first = this.#first;
    const { conversation } = await ui.pick<ConversationItem>({
      placeholder: why ?? vscode.l10n.t('Conversation to write into'),
      // What is loaded is offered at once; the rest of the first ones joins it.
      items:
        this.#listed.size > 0 ? this.#items('', ui.masker) : first.then(() => this.#items('', ui.masker)),
      active: (item) => item.conversation !== undefined && item.conversation.id === current,
      opened: (list) => {
        this.#list = list;
        const refill = () => this.#refill(list, ui.masker);
        list.onDidChangeValue(refill);
        // Should they not be read, Load More tries again.
        first.then(refill, () => undefined);
      },
      ends: (item) => item.act === undefined || this.#act(item, ui.masker),
    });
    if (!conversation) throw new Error('A question ended without an answer');
    this.#readings.learn(conversation);
    return conversation;
  }

  #refill(list: vscode.QuickPick<ConversationItem>, masker: Masker): void {
    const active = list.activeItems[0];
    const items = this.#items(list.value.trim(), masker);
    const before = list.items.map(keyOf).join('\n');
    if (before === items.map(keyOf).join('\n')) return;
    list.keepScrollPosition = true;
    list.items = items;
    const again = active && items.find((item) => keyOf(item) === keyOf(active));
    if (again) list.activeItems = [again];
  }

  /** @returns whether that chose a conversation */
  async #act(item: ConversationItem, masker: Masker): Promise<boolean> {
    const list = this.#list;
    if (!list || list.busy) return false;
    let open = true;
    list.onDidHide(() => {
      open = false;
    });
    list.busy = true;
    try {
      if (item.act === 'id') {
        const conversation = await this.#withId(list.value.trim());
        if (conversation) item.conversation = conversation;
        return conversation !== undefined;
      }
      do {
        await this.#readPage(this.#nextToken);
        if (open) this.#refill(list, masker);
      } while (open && item.act === 'all' && this.#nextToken !== undefined);
      return false;
    } finally {
      list.busy = false;
      if (open) this.#refill(list, masker);
    }
  }

  async #withId(id: string): Promise<Conversation | undefined> {
    try {
      return await this.#readings.conversation(id);
    } catch (error) {
      const isUnknown = isApiError(error) && (error.status === 404 || error.status === 400);
      // A RangeError says that nothing can have this id.
      if (!isUnknown && !(error instanceof RangeError)) throw error;
      this.#unknown.add(id);
      return undefined;
    }
  }

  async #readPage(pageToken: string | undefined): Promise<void> {
    const { items, nextToken } = await this.#readings.client.conversationPage({ pageSize: PAGE, pageToken });
    for (const conversation of items) this.#listed.set(conversation.id, conversation);
    this.#nextToken = nextToken;
  }

  #items(typed: string, masker: Masker): ConversationItem[] {
    const { t } = vscode.l10n;
    const all = writable([...this.#listed.values()]);
    const byId: ConversationItem[] =
      LIKE_AN_ID.test(typed) && !typed.startsWith('+')
        ? [
            {
              label: `$(key) ${t('Conversation with the ID {0}', typed)}`,
              alwaysShow: true,
              act: 'id',
              ...(this.#unknown.has(typed)
                ? { detail: `$(error) ${t('The account has no conversation with this ID.')}` }
                : {}),
            },
          ]
        : [];
    const rest: ConversationItem[] =
      this.#nextToken === undefined
        ? []
        : [
            { label: '', kind: vscode.QuickPickItemKind.Separator },
            {
              label: `$(add) ${t('Load More')}`,
              description: t('{0} are loaded, and there are more', all.length),
              alwaysShow: true,
              act: 'more',
            },
            {
              label: `$(list-unordered) ${t('Load All')}`,
              description: t('Close the box to stop'),
              alwaysShow: true,
              act: 'all',
            },
          ];
    return [...byId, ...all.map((conversation) => conversationItem(conversation, masker)), ...rest];
  }
}

function keyOf({ conversation, act, label, detail }: ConversationItem): string {
  return conversation ? `${conversation.id} ${conversation.status}` : `${act} ${label} ${detail}`;
}

function conversationItem(conversation: Conversation, masker: Masker): ConversationItem {
  return {
    label: shownTitle(conversation, masker),
    description: [statusName(conversation.status), relativeTime(lastActivity(conversation))]
      .filter(Boolean)
      .join(' · '),
    detail: shownParticipants(conversation, masker),
    conversation,
  };
}

/** Closed conversations take no more: they stand last. */
function writable(conversations: readonly Conversation[]): Conversation[] {
  const isClosed = ({ status }: Conversation) => status === 'CLOSED';
  const sorted = byActivity(conversations);
  return [...sorted.filter((conversation) => !isClosed(conversation)), ...sorted.filter(isClosed)];
}
