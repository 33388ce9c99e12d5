import { type ListWords, listRows } from './listRows.ts';
import type { ExplorerNode, TreeContext } from './node.ts';
import { type FetchPage, PagedList } from './pagedList.ts';

/** A list below a row. */
export interface ChildListOptions<T> {
  fetchPage: FetchPage<T>;
  idOf: (item: T) => string;
  /**
   * The row of an item.
   * @param before the row that it had: to be used again where it holds lists of its own
   */
  node: (item: T, before: ExplorerNode | undefined) => ExplorerNode;
  words: ListWords;
}

/** The rows below a row, as one list gives them. They outlive a refresh with what they hold. */
export class ChildList<T> {
  readonly list: PagedList<T>;
  readonly #context: TreeContext;
  readonly #parent: ExplorerNode;
  readonly #options: ChildListOptions<T>;
  #nodes = new Map<string, ExplorerNode>();

  constructor(context: TreeContext, parent: ExplorerNode, options: ChildListOptions<T>) {
    this.#context = context;
    this.#parent = parent;
    this.#options = options;
    this.list = new PagedList(options.fetchPage, options.idOf, () => context.redraw(parent));
  }

  /** The rows. Reading begins with the first call. */
  rows(): readonly ExplorerNode[] {
    const { words } = this.#options;
    return listRows(this.#context, this.#parent, this.list, (items) => this.#rows(items), words);
  }

  /** Reads again what was read, here and below. */
  async refresh(): Promise<void> {
    if (!this.list.loaded && this.list.error === undefined) return;
    await this.list.refresh();
    await Promise.all([...this.#nodes.values()].map((node) => node.refresh?.()));
  }

  #rows(items: readonly T[]): ExplorerNode[] {
    const { idOf, node } = this.#options;
    const before = this.#nodes;
    this.#nodes = new Map(items.map((item) => [idOf(item), node(item, before.get(idOf(item)))]));
    return [...this.#nodes.values()];
  }
}
