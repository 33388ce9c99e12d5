import * as vscode from 'vscode';
import { Lazy } from '../platform/lazy.ts';
import type { ConversationTree, ConversationTreeParts } from './conversationTree.ts';
import type { ExplorerNode } from './node.ts';
import { NodeTree } from './nodeTree.ts';

/** The view's rows. The tree that makes them is loaded when the view first asks for them. */
export class LazyTree extends NodeTree implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<ExplorerNode | undefined>();
  readonly #tree: Lazy<ConversationTree>;

  readonly onDidChangeTreeData = this.#changed.event;

  /** @param listen called with the tree before it has read anything; it ends with the tree */
  constructor(parts: ConversationTreeParts, listen: (tree: ConversationTree) => void) {
    super();
    this.#tree = new Lazy(async () => {
      const { ConversationTree } = await import('./conversationTree.ts');
      const tree = new ConversationTree(parts);
      tree.onDidChangeTreeData((node) => this.#changed.fire(node));
      listen(tree);
      return tree;
    });
  }

  /** The tree, once it is loaded: before, nothing is in it. */
  get loaded(): ConversationTree | undefined {
    return this.#tree.loaded;
  }

  load(): Promise<ConversationTree> {
    return this.#tree.get();
  }

  protected async topRows(): Promise<readonly ExplorerNode[]> {
    return (await this.load()).getChildren();
  }

  dispose(): void {
    this.#tree.dispose();
    this.#changed.dispose();
  }
}
