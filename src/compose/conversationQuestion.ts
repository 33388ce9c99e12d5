import * as vscode from 'vscode';
import { isApiError } from '../api/errors.ts';
import type { Conversation } from '../api/resources.ts';
import { byActivity, lastActivity } from '../platform/activity.ts';
import type { Masker } from '../platform/masking.ts';
import type { StepUi } from '../platform/wizard.ts';
import { conversationItem } from './conversationItem.ts';
import type { Readings } from './readings.ts';

/** How many conversations are read at a time. */
const PAGE = 200;

/** Long, with digits and without spaces: what an id may look like. Whether it is one is for the API to say. */
const LIKE_AN_ID = /^(?=\S*\d)\S{12,}$/;

type Act = 'more' | 'all' | 'id';
type ConversationItem = vscode.QuickPickItem & { conversation?: Conversation; act?: Act };

/** How a conversation is asked for. */
export interface ConversationAsked {
  /** What for. */
  placeholder?: string | undefined;
  /** The id of the one that was chosen before. */
  current?: string | undefined;
  /** The id of one that is no choice: it is left out. */
  except?: string | undefined;
}

/**
 * The conversations of an account to choose from: those that are loaded, the first ones, on demand all of them, and any by
 * its id. Closed ones take no more: they stand last and cannot be chosen.
 */
export class ConversationQuestion {
  readonly #readings: Readings;
  readonly #listed = new Map<string, Conversation>();
  #first: Promise<void> | undefined;
  #nextToken: string | undefined;
  /** Why the latest page could not be read. */
  #unread: string | undefined;
  /** Why an id that was typed is no choice. */
  readonly #refused = new Map<string, string>();
  /** The list that is open, and whether it is doing something in place of being chosen from. */
  #list: vscode.QuickPick<ConversationItem> | undefined;
  #acting = false;
  #except: string | undefined;

  constructor(readings: Readings) {
    this.#readings = readings;
  }

  /** Asks for a conversation. @throws ApiError where nothing is loaded and nothing can be read */
  async ask(ui: StepUi, { placeholder, current, except }: ConversationAsked = {}): Promise<Conversation> {
    this.#except = except;
    this.#acting = false;
    this.#take(this.#readings.loaded);
    const known = current === undefined ? undefined : this.#readings.known(current);
    if (known) this.#take([known]);
    this.#first ??= this.#readPage(undefined);
    const first = this.#first;
    first.catch((error) => {
      this.#first = undefined;
      this.#unread = this.#readings.inWords(error);
    });
    const { conversation } = await ui.pick<ConversationItem>({
      placeholder: placeholder ?? vscode.l10n.t('Conversation to write into'),
      // What is loaded is offered at once; the rest of the first ones joins it.
      items:
        this.#offered().length > 0
          ? this.#items('', ui.masker)
          : first.then(() => this.#items('', ui.masker)),
      // One that was closed meanwhile stands last: Enter on it would do nothing.
      active: ({ conversation }) =>
        conversation !== undefined && conversation.id === current && isOpen(conversation),
      choosable: (item) =>
        item.act !== undefined || (item.conversation !== undefined && isOpen(item.conversation)),
      opened: (list) => {
        this.#list = list;
        const refill = () => this.#refill(list, ui.masker);
        let before: string | undefined;
        list.onDidChangeValue((value) => {
          const id = value.trim();
          const asked = LIKE_AN_ID.test(id) ? id : undefined;
          // The box filters by itself: nothing else depends on what is typed.
          if (asked !== before) refill();
          before = asked;
        });
        first.then(refill, refill);
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
    if (list.items.map(wordsOf).join('\n') === items.map(wordsOf).join('\n')) return;
    list.keepScrollPosition = true;
    list.items = items;
    const again = active && items.find((item) => isSame(item, active));
    if (again) list.activeItems = [again];
  }

  /** @returns whether that chose a conversation */
  async #act(item: ConversationItem, masker: Masker): Promise<boolean> {
    const list = this.#list;
    if (!list || this.#acting) return false;
    let open = true;
    list.onDidHide(() => {
      open = false;
    });
    this.#acting = true;
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
    } catch (error) {
      // What is listed already stays to be chosen from.
      if (item.act === 'id') throw error;
      this.#unread = this.#readings.inWords(error);
      return false;
    } finally {
      if (open) {
        this.#acting = false;
        list.busy = false;
        this.#refill(list, masker);
      }
    }
  }

  /** @returns `undefined` where it is no choice */
  async #withId(id: string): Promise<Conversation | undefined> {
    const { t } = vscode.l10n;
    try {
      const conversation = await this.#readings.conversation(id);
      if (conversation.id !== this.#except && isOpen(conversation)) return conversation;
      this.#refused.set(
        id,
        isOpen(conversation)
          ? t('This is the conversation that it comes from.')
          : t('This conversation is closed: it takes no more communications.'),
      );
    } catch (error) {
      const isUnknown = isApiError(error) && (error.status === 404 || error.status === 400);
      // A RangeError says that nothing can have this id.
      if (!isUnknown && !(error instanceof RangeError)) throw error;
      this.#refused.set(id, t('The account has no conversation with this ID.'));
    }
    return undefined;
  }

  async #readPage(pageToken: string | undefined): Promise<void> {
    const { items, nextToken } = await this.#readings.client.conversationPage({ pageSize: PAGE, pageToken });
    this.#unread = undefined;
    this.#take(items);
    this.#nextToken = nextToken;
  }

  /** Of two readings of the same one the later counts: what is loaded may be of long ago. */
  #take(conversations: readonly Conversation[]): void {
    for (const conversation of conversations) {
      const before = this.#listed.get(conversation.id);
      if (!before || lastActivity(before) <= lastActivity(conversation))
        this.#listed.set(conversation.id, conversation);
    }
  }

  #offered(): Conversation[] {
    return [...this.#listed.values()].filter(({ id }) => id !== this.#except);
  }

  #items(typed: string, masker: Masker): ConversationItem[] {
    const { t } = vscode.l10n;
    const all = byActivity(this.#offered());
    const closed = all.filter((conversation) => !isOpen(conversation));
    const itemsOf = (conversations: readonly Conversation[]) =>
      conversations.map((conversation) => conversationItem(conversation, masker));
    return [
      ...this.#idItems(typed),
      ...itemsOf(all.filter(isOpen)),
      ...(closed.length > 0
        ? [separator(t('Closed: they take no more communications')), ...itemsOf(closed)]
        : []),
      ...this.#moreItems(all.length),
    ];
  }

  #idItems(typed: string): ConversationItem[] {
    if (!LIKE_AN_ID.test(typed) || typed.startsWith('+')) return [];
    const refused = this.#refused.get(typed);
    return [
      {
        label: `$(key) ${vscode.l10n.t('Conversation with the ID {0}', typed)}`,
        alwaysShow: true,
        act: 'id',
        ...(refused === undefined ? {} : { detail: `$(error) ${refused}` }),
      },
    ];
  }

  /** What stands below the conversations. */
  #moreItems(listed: number): ConversationItem[] {
    const { t } = vscode.l10n;
    if (this.#unread !== undefined) {
      return [
        separator(''),
        {
          label: `$(warning) ${t('The others could not be listed')}`,
          description: t('Enter tries again'),
          detail: this.#unread,
          alwaysShow: true,
          act: 'more',
        },
      ];
    }
    if (this.#nextToken === undefined) {
      if (listed > 0) return [];
      const none =
        this.#except === undefined
          ? t('The account has no conversation')
          : t('The account has no other conversation');
      return [{ label: `$(info) ${none}`, alwaysShow: true }];
    }
    return [
      separator(''),
      {
        label: `$(add) ${t('Load More')}`,
        description: t('{0} are loaded, and there are more', listed),
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
  }
}

function separator(label: string): ConversationItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function wordsOf({ conversation, act, label, description, detail }: ConversationItem): string {
  return JSON.stringify([conversation?.id, conversation?.status, act, label, description, detail]);
}

function isSame(a: ConversationItem, b: ConversationItem): boolean {
  return a.conversation?.id === b.conversation?.id && a.act === b.act;
}

function isOpen({ status }: Conversation): boolean {
  return status !== 'CLOSED';
}
