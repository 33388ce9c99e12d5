import * as v from 'valibot';
import * as vscode from 'vscode';
import { copyToClipboard } from '../clipboard.ts';
import { webviewPage } from '../webview/webviewPage.ts';
import type { BoundedLog, LogRecord } from './boundedLog.ts';
import { readLogQuery } from './logQuery.ts';
import {
  type FromLogView,
  fromLogViewSchema,
  type LogAct,
  type LogColumn,
  type LogDetails,
  type LogEmpty,
  type LogRow,
  MOST_ROWS,
  type QuickFilter,
  type ToLogView,
  type Tone,
} from './protocol.ts';

/** What a view of a log shows, and what can be done there. All words are ready for people: translated and masked. */
export interface LogSource<T extends LogRecord> {
  readonly log: BoundedLog<T>;
  /** What it is called, for who hears it. */
  readonly name: string;
  readonly columns: readonly LogColumn[];
  readonly quickFilters: readonly QuickFilter[];
  /** The fields that a filter may name. */
  readonly fields: ReadonlySet<string>;
  /** How a filter is written, with an example. */
  readonly filterHelp: string;
  row(record: T): LogRow;
  details(record: T): LogDetails | Promise<LogDetails>;
  /** What can be done without a row: above the rows. Asked at every change. */
  acts(): readonly LogAct[];
  /** A line about what is going on. Asked at every change. */
  status(): { text: string; tone?: Tone } | undefined;
  /** What stands there while there are no rows at all. */
  empty(): LogEmpty;
  /** @param record none for what is done without a row */
  act(act: string, record: T | undefined): unknown;
}

/** Between two messages about changes: about eight a second. */
const PACE_MS = 125;

type Want = Extract<FromLogView, { type: 'want' }>;

/** A log in a view of the panel. It is told of changes a few times a second at most, and only while it is seen. */
export class LogView<T extends LogRecord> implements vscode.WebviewViewProvider, vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #source: LogSource<T>;
  readonly #failed: (error: unknown) => void;
  readonly #unlisten: () => void;
  readonly #changedVisibility = new vscode.EventEmitter<boolean>();
  /** Fires when the view comes before the person's eyes, and when it goes. */
  readonly onDidChangeVisibility = this.#changedVisibility.event;
  #disposables: vscode.Disposable[] = [];
  #view: vscode.WebviewView | undefined;
  /** It listens. One that is hidden is thrown away, and another begins when it is seen again. */
  #ready = false;
  /** Grows with every change of what rows say. */
  #revision = 0;
  /** As it was typed; undefined until anybody set one. */
  #query: string | undefined;
  #selected: string | undefined;
  /** What the details were told of last: another object for each time, so that late answers are known by it. */
  #told: { readonly record: T | undefined } | undefined;
  /** A row to lead to once there is a view. */
  #toReveal: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Something changed since the view was told. */
  #stale = false;

  /** @param failed told of what an act threw */
  constructor(extensionUri: vscode.Uri, source: LogSource<T>, failed: (error: unknown) => void) {
    this.#extensionUri = extensionUri;
    this.#source = source;
    this.#failed = failed;
    this.#unlisten = source.log.listen(() => this.#changed());
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#leave();
    this.#view = view;
    view.webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(this.#extensionUri, 'dist')],
    };
    this.#disposables = [
      view.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
      view.onDidChangeVisibility(() => {
        // What is posted before the next page says that it is ready could be lost.
        if (!view.visible) this.#ready = false;
        this.#changedVisibility.fire(view.visible);
      }),
      view.onDidDispose(() => {
        if (this.#view !== view) return;
        this.#leave();
        this.#changedVisibility.fire(false);
      }),
    ];
    view.webview.html = webviewPage(view.webview, this.#extensionUri, {
      script: 'log.js',
      element: 'log-app',
      title: this.#source.name,
    });
    this.#changedVisibility.fire(view.visible);
  }

  /** Whether it is before the person's eyes. */
  get visible(): boolean {
    return this.#view?.visible ?? false;
  }

  /** Words or acts changed though no record did: personal data was hidden, a server was started. */
  refresh(): void {
    this.#told = undefined;
    this.#changed();
  }

  /** Selects a record and scrolls to it; the filter is taken off where it would hide it. */
  reveal(id: string): void {
    const { log } = this.#source;
    if (!log.get(id)) return;
    if (log.paused && indexOf(log.shown, id) === undefined) log.pause(false);
    if (indexOf(log.shown, id) === undefined) this.#filter('');
    this.#selected = id;
    this.#told = undefined;
    this.#toReveal = id;
    this.#changed();
  }

  dispose(): void {
    this.#unlisten();
    this.#leave();
    this.#changedVisibility.dispose();
  }

  #leave(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#ready = false;
    this.#view = undefined;
    for (const disposable of this.#disposables.splice(0)) disposable.dispose();
  }

  /** Tells the view at once, and then no sooner than after a while. */
  #changed(): void {
    this.#revision++;
    this.#stale = true;
    if (this.#timer === undefined && this.#ready) this.#tell();
  }

  #tell(): void {
    this.#stale = false;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#stale && this.#ready) this.#tell();
    }, PACE_MS);
    this.#postState();
    const reveal = this.#toReveal;
    this.#toReveal = undefined;
    const index = reveal === undefined ? undefined : indexOf(this.#source.log.shown, reveal);
    if (reveal !== undefined && index !== undefined) this.#post({ type: 'reveal', id: reveal, index });
    this.#tellDetails();
  }

  #postState(): void {
    const { log } = this.#source;
    const status = this.#source.status();
    this.#post({
      type: 'state',
      revision: this.#revision,
      shown: log.shown.length,
      total: log.total,
      query: this.#query ?? '',
      paused: log.paused,
      held: log.held,
      dropped: log.dropped,
      ...(status ? { status } : {}),
      acts: [...this.#source.acts()],
      ...(log.total === 0 ? { empty: this.#source.empty() } : {}),
    });
  }

  #receive(value: unknown): void {
    const { success, output } = v.safeParse(fromLogViewSchema, value);
    if (success) this.#handle(output);
  }

  #handle(message: FromLogView): void {
    const { log } = this.#source;
    switch (message.type) {
      case 'ready':
        this.#begin(message.query, message.selected);
        break;
      case 'want':
        this.#postRows(message);
        break;
      case 'query':
        this.#filter(message.text);
        break;
      case 'pause':
        log.pause(message.on);
        break;
      case 'clear':
        log.clear();
        break;
      case 'pin':
        if (log.get(message.id)) log.pin(message.id, message.on);
        break;
      case 'select':
        this.#selected = message.id;
        this.#told = undefined;
        this.#tellDetails();
        break;
      case 'act':
        void this.#act(message.act, message.id);
        break;
      case 'copy':
        copyToClipboard(message.text, vscode.l10n.t('Copied')).catch(this.#failed);
        break;
    }
  }

  #begin(query: string | undefined, selected: string | undefined): void {
    const { name, columns, quickFilters, filterHelp } = this.#source;
    this.#ready = true;
    // What it remembers counts only until somebody here has said otherwise.
    if (this.#query === undefined && query) this.#filter(query);
    this.#selected ??= selected;
    this.#told = undefined;
    clearTimeout(this.#timer);
    this.#post({
      type: 'setup',
      name,
      columns: [...columns],
      quickFilters: [...quickFilters],
      filterHelp,
    });
    this.#tell();
  }

  #filter(text: string): void {
    this.#query = text;
    this.#source.log.filter(readLogQuery(text, this.#source.fields));
  }

  #postRows({ tail, from, count, around }: Want): void {
    const { log } = this.#source;
    const { shown } = log;
    const most = Math.min(count, MOST_ROWS);
    const index = around && indexOf(shown, around.id);
    const first =
      around && index !== undefined
        ? index - around.before
        : tail
          ? shown.length - most
          : Math.min(from, shown.length - 1);
    const begin = Math.max(0, first);
    const selected = this.#selected === undefined ? undefined : indexOf(shown, this.#selected);
    this.#post({
      type: 'rows',
      revision: this.#revision,
      shown: shown.length,
      from: begin,
      rows: shown
        .slice(begin, begin + most)
        .map((record) => ({ ...this.#source.row(record), pinned: log.isPinned(record.id) })),
      ...(selected === undefined ? {} : { selected }),
      ...(around && index !== undefined ? { around: { id: around.id, index } } : {}),
    });
  }

  /** Tells the details of the selected record, where they are not told yet. */
  #tellDetails(): void {
    const id = this.#selected;
    if (id === undefined || !this.#ready) return;
    const record = this.#source.log.get(id);
    if (this.#told && this.#told.record === record) return;
    const told = { record };
    this.#told = told;
    if (!record) {
      this.#post({ type: 'details', id });
      return;
    }
    // They may take a while: the latest count, since names may have been hidden meanwhile.
    const tell = (details: LogDetails) => {
      if (this.#told === told) this.#post({ type: 'details', id, details });
    };
    Promise.resolve()
      .then(() => this.#source.details(record))
      .then(tell)
      .catch(this.#failed);
  }

  async #act(act: string, id: string | undefined): Promise<void> {
    const record = id === undefined ? undefined : this.#source.log.get(id);
    // What was meant for a record that is gone is not meant for all.
    if (id !== undefined && !record) return;
    try {
      await this.#source.act(act, record);
    } catch (error) {
      this.#failed(error);
    }
  }

  #post(message: ToLogView): void {
    if (this.#ready) void this.#view?.webview.postMessage(message);
  }
}

/** What is looked for is most often among the last. */
function indexOf(records: readonly LogRecord[], id: string): number | undefined {
  const index = records.findLastIndex((record) => record.id === id);
  return index === -1 ? undefined : index;
}
