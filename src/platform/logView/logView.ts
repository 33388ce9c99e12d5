import type * as vscode from 'vscode';
import type { BoundedLog, LogRecord } from './boundedLog.ts';
import type { LogAct, LogColumn, LogDetails, LogEmpty, LogRow, QuickFilter, Tone } from './protocol.ts';

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

/** A log in a view of the panel. It is told of changes a few times a second at most, and only while it is seen. */
export declare class LogView<T extends LogRecord> implements vscode.WebviewViewProvider, vscode.Disposable {
  constructor(extensionUri: vscode.Uri, source: LogSource<T>, failed: (error: unknown) => void);
  resolveWebviewView(view: vscode.WebviewView): void;
  /** Whether it is before the person's eyes. */
  readonly visible: boolean;
  /** Words or acts changed though no record did: personal data was hidden, a server was started. */
  refresh(): void;
  /** Selects a record and scrolls to it; the filter is taken off where it would hide it. */
  reveal(id: string): void;
  dispose(): void;
}
