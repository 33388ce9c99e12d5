import * as vscode from 'vscode';
import type { ConversationTree, ConversationTreeParts } from './conversationTree.ts';
import type { ExplorerNode } from './node.ts';
import { NodeTree } from './nodeTree.ts';

/** The view's rows. The tree that makes them is loaded when the view first asks for them. */
export class LazyTree extends NodeTree implements vscode.Disposable {
  readonly #parts: ConversationTreeParts;
  readonly #onDidLoad: (tree: ConversationTree) => vscode.Disposable;
  readonly #changed = new vscode.EventEmitter<ExplorerNode | undefined>();
  #loading: Promise<ConversationTree> | undefined;
  #tree: ConversationTree | undefined;
  #listening: vscode.Disposable | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  /** @param onDidLoad listens to the tree, before it has read anything */
  constructor(parts: ConversationTreeParts, onDidLoad: (tree: ConversationTree) => vscode.Disposable) {
    super();
    this.#parts = parts;
    this.#onDidLoad = onDidLoad;
  }

  /** The tree, once it is loaded: before, nothing is in it. */
  get loaded(): ConversationTree | undefined {
    return this.#tree;
  }

  load(): Promise<ConversationTree> {
    this.#loading ??= import('./conversationTree.ts').then(
      ({ ConversationTree }) => {
        const tree = new ConversationTree(this.#parts);
        this.#tree = tree;
        this.#listening = vscode.Disposable.from(
          tree,
          tree.onDidChangeTreeData((node) => this.#changed.fire(node)),
          this.#onDidLoad(tree),
        );
        return tree;
      },
      (error) => {
        this.#loading = undefined;
        throw error;
      },
    );
    return this.#loading;
  }

  protected async topRows(): Promise<readonly ExplorerNode[]> {
    return (await this.load()).getChildren();
  }

  dispose(): void {
    this.#listening?.dispose();
    this.#changed.dispose();
  }
}
