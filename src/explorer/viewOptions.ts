import * as vscode from 'vscode';
import { CONVERSATION_STATUSES, type ConversationStatus } from '../api/resources.ts';
import { PREFIX } from '../platform/commands.ts';
import { setContextKey } from '../platform/contextKeys.ts';
import { isOneOf, isText, membersOf } from '../platform/kept.ts';
import { GROUPINGS, SORTINGS } from './arrangement.ts';

/** How a person wants to see the conversations. */
export interface Options {
  readonly grouping: (typeof GROUPINGS)[number];
  readonly sorting: (typeof SORTINGS)[number];
  /** What the API is asked for: any of these, all when empty. */
  readonly statuses: readonly ConversationStatus[];
  /** What the API is asked for: a call's, message's or chat's SID; empty for any. */
  readonly channelId: string;
  /** Filters what is loaded. */
  readonly text: string;
}

const KEY = `${PREFIX}.explorer.options`;

/** Keeps how the conversations are shown, over a reload, for each workspace by itself. */
export class ViewOptions implements vscode.Disposable {
  readonly #memento: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<Options>();
  #options: Options;

  /** Given what was before. */
  readonly onDidChange = this.#changed.event;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
    this.#options = readOptions(memento.get(KEY));
    this.#tell();
  }

  get current(): Options {
    return this.#options;
  }

  /** Whether any filter hides something. */
  get filtered(): boolean {
    const { statuses, channelId, text } = this.#options;
    return statuses.length > 0 || channelId !== '' || text.trim() !== '';
  }

  change(changes: Partial<Options>): void {
    const before = this.#options;
    this.#options = { ...before, ...changes };
    this.#tell();
    this.#changed.fire(before);
    void this.#memento.update(KEY, this.#options);
  }

  /** Shows all again; grouping and order stay. */
  clearFilters(): void {
    this.change({ statuses: [], channelId: '', text: '' });
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #tell(): void {
    setContextKey('filtered', this.filtered);
  }
}

/** A value that an older or newer version wrote falls back to its default; the others are kept. */
function readOptions(kept: unknown): Options {
  const { grouping, sorting, statuses, channelId, text } = membersOf(kept);
  const areStatuses = (all: unknown): all is ConversationStatus[] =>
    Array.isArray(all) && all.every((status) => isOneOf(CONVERSATION_STATUSES, status));
  return {
    grouping: isOneOf(GROUPINGS, grouping) ? grouping : 'none',
    sorting: isOneOf(SORTINGS, sorting) ? sorting : 'activity',
    statuses: areStatuses(statuses) ? statuses : [],
    channelId: isText(channelId) ? channelId : '',
    text: isText(text) ? text : '',
  };
}
