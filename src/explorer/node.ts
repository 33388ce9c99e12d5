import type * as vscode from 'vscode';
import type { Explanation } from '../platform/explain.ts';
import type { Masker } from '../platform/masking.ts';
import type { ResourceRef } from '../platform/resourceRef.ts';
import type { Session } from '../platform/session.ts';

/**
 * A row of a tree view. Commands get the row that they are started from. What a row shows is asked for each time it is
 * drawn, so a node may outlive a refresh and show newer facts then.
 */
export interface ExplorerNode {
  /** Unique among the rows of its view, and the same after each refresh: selection and expansion hang on it. */
  readonly id: string;
  readonly parent: ExplorerNode | undefined;
  /** What the row stands for; absent for rows that are no resource, such as groups and facts. */
  readonly ref?: ResourceRef;
  /** The resource as it was last read, where the row shows one. */
  readonly resource?: object | undefined;
  /** What there is to copy of a row that is no resource. */
  readonly value?: string | undefined;
  /** Whether the person sees what is below it, where the row may come to stand elsewhere: it is expanded there then. */
  expanded?: boolean;
  /** What it is called, to be copied; where it is shown, what people are called may have to be hidden. */
  readonly name: string;
  /** Cheap: thousands of rows are made at once. */
  item(): vscode.TreeItem;
  /** The facts, made when the row is hovered. */
  tooltip?(): vscode.MarkdownString;
  /** Never throws: what goes wrong is a row of its own. */
  children?(): readonly ExplorerNode[] | Promise<readonly ExplorerNode[]>;
  /** Reads again what was read for the rows below it, if anything was. */
  refresh?(): Promise<void>;
}

/** What rows need of the tree that they stand in. */
export interface TreeContext {
  readonly session: Session;
  /** What every word of people goes through before it is shown. Asked each time: it may be hidden from now on. */
  readonly masker: Masker;
  /**
   * Puts a failure into words and into the log, once however often its row is made.
   * @param what what was tried and did not work, without a full stop
   */
  explain(error: unknown, what: string): Explanation;
  /** Has a row, and those below it, drawn anew; all rows when none is given. */
  redraw(node?: ExplorerNode): void;
}
