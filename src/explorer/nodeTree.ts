import type * as vscode from 'vscode';
import type { ExplorerNode } from './node.ts';

/** Shows {@link ExplorerNode}s: what the views of the side bar have in common. */
export abstract class NodeTree implements vscode.TreeDataProvider<ExplorerNode> {
  abstract readonly onDidChangeTreeData: vscode.Event<ExplorerNode | undefined>;

  /** The rows at the top. Never throws. */
  protected abstract topRows(): Promise<readonly ExplorerNode[]>;

  getTreeItem(node: ExplorerNode): vscode.TreeItem {
    return node.item();
  }

  resolveTreeItem(item: vscode.TreeItem, node: ExplorerNode): vscode.TreeItem {
    const tooltip = node.tooltip?.();
    if (tooltip) item.tooltip = tooltip;
    return item;
  }

  getParent(node: ExplorerNode): ExplorerNode | undefined {
    return node.parent;
  }

  async getChildren(node?: ExplorerNode): Promise<ExplorerNode[]> {
    return [...(node ? ((await node.children?.()) ?? []) : await this.topRows())];
  }
}
