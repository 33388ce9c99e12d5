import * as vscode from 'vscode';
import { CONVERSATION_STATUSES } from '../api/resources.ts';
import { statusName } from '../platform/display.ts';
import { GROUPINGS, type Grouping, SORTINGS, type Sorting } from './arrangement.ts';
import type { Counts } from './conversationTree.ts';
import type { ViewOptions } from './viewOptions.ts';

/** What the boxes need to know of the tree. */
export interface ShownTree {
  counts: () => Counts;
  onDidCount: vscode.Event<Counts>;
  loadAll: () => Promise<void>;
  /** Whether names and addresses, such as stand in the filter, must not be seen. */
  hidden: () => boolean;
}

/** The boxes in which a person says how the conversations shall be shown. */
export class OptionPickers implements vscode.Disposable {
  readonly #options: ViewOptions;
  readonly #tree: ShownTree;

  constructor(options: ViewOptions, tree: ShownTree) {
    this.#options = options;
    this.#tree = tree;
  }

  /** Filters with every key; Enter keeps the filter, Escape brings back the one before. */
  async askText(): Promise<void> {
    const options = this.#options;
    const before = options.current.text;
    const box = vscode.window.createInputBox();
    const loadAll: vscode.QuickInputButton = {
      iconPath: new vscode.ThemeIcon('cloud-download'),
      tooltip: vscode.l10n.t('Load All Conversations'),
    };
    const clear: vscode.QuickInputButton = {
      iconPath: new vscode.ThemeIcon('clear-all'),
      tooltip: vscode.l10n.t('Clear'),
    };
    const count = ({ shown, loaded, hasMore }: Counts) => {
      box.prompt = hasMore
        ? vscode.l10n.t('{0} of {1} loaded conversations shown; there are more to load', shown, loaded)
        : vscode.l10n.t('{0} of {1} shown', shown, loaded);
      box.buttons = hasMore ? [loadAll, clear] : [clear];
    };
    box.title = vscode.l10n.t('Filter Conversations');
    box.placeholder = vscode.l10n.t('Name, address, channel, status or ID: any words, in any order');
    box.value = before;
    // What stands there already may be a name; who types one has decided to.
    box.password = before !== '' && this.#tree.hidden();
    // A click on a row that was found must not bring back the filter before.
    box.ignoreFocusOut = true;

    count(this.#tree.counts());
    const counting = this.#tree.onDidCount(count);
    let accepted = false;
    await new Promise<void>((resolve) => {
      box.onDidChangeValue((text) => options.change({ text }));
      box.onDidTriggerButton((button) => {
        if (button === loadAll) void this.#tree.loadAll();
        else {
          box.value = '';
          options.change({ text: '' });
        }
      });
      box.onDidAccept(() => {
        accepted = true;
        box.hide();
      });
      box.onDidHide(() => resolve());
      box.show();
    });
    counting.dispose();
    box.dispose();
    if (!accepted) options.change({ text: before });
  }

  async askStatuses(): Promise<void> {
    const { statuses } = this.#options.current;
    const chosen = await vscode.window.showQuickPick(
      CONVERSATION_STATUSES.map((status) => ({
        label: statusName(status),
        status,
        picked: statuses.includes(status),
      })),
      {
        title: vscode.l10n.t('Filter by Status'),
        placeHolder: vscode.l10n.t('Conversations to list; none chosen lists all'),
        canPickMany: true,
      },
    );
    if (!chosen) return;
    const all = chosen.length === CONVERSATION_STATUSES.length;
    this.#options.change({ statuses: all ? [] : chosen.map(({ status }) => status) });
  }

  async askChannelId(): Promise<void> {
    const text = await vscode.window.showInputBox({
      title: vscode.l10n.t('Filter by Channel ID'),
      prompt: vscode.l10n.t(
        'SID of a call, message or chat: Twilio lists the conversations that it belongs to. Leave it empty to list all.',
      ),
      placeHolder: 'CA…, SM…, CH…',
      value: this.#options.current.channelId,
      ignoreFocusOut: true,
    });
    if (text !== undefined) this.#options.change({ channelId: text.trim() });
  }

  async askGrouping(): Promise<void> {
    const names: Record<Grouping, string> = {
      none: vscode.l10n.t('None'),
      status: vscode.l10n.t('Status'),
      configuration: vscode.l10n.t('Configuration'),
      channel: vscode.l10n.t('Channel'),
      day: vscode.l10n.t('Day of the last activity'),
    };
    const grouping = await choose(
      vscode.l10n.t('Group Conversations'),
      GROUPINGS,
      names,
      this.#options.current.grouping,
    );
    if (grouping) this.#options.change({ grouping });
  }

  async askSorting(): Promise<void> {
    const names: Record<Sorting, string> = {
      activity: vscode.l10n.t('Last activity'),
      created: vscode.l10n.t('Creation'),
      name: vscode.l10n.t('Name'),
    };
    const sorting = await choose(
      vscode.l10n.t('Sort Conversations'),
      SORTINGS,
      names,
      this.#options.current.sorting,
    );
    if (sorting) this.#options.change({ sorting });
  }

  dispose(): void {
    // A box ends with its answer.
  }
}

/** Lets a person choose one of several, with a tick at the present one. */
async function choose<T extends string>(
  title: string,
  values: readonly T[],
  names: Record<T, string>,
  present: T,
): Promise<T | undefined> {
  const items = values.map((value) => ({
    label: names[value],
    value,
    iconPath: new vscode.ThemeIcon(value === present ? 'check' : 'blank'),
    description: value === present ? vscode.l10n.t('now') : '',
  }));
  return (await vscode.window.showQuickPick(items, { title }))?.value;
}
