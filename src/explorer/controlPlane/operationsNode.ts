import * as vscode from 'vscode';
import type { ExplorerNode, TreeContext } from '../node.ts';
import { NoticeNode } from '../noticeNode.ts';
import { rowItem } from '../rowItem.ts';
import { OperationNode } from './operationNode.ts';
import { isUnderWay } from './operationRecord.ts';
import type { OperationTracker } from './operationTracker.ts';
import type { OperationWatch } from './operationWatch.ts';

/** The operations that were started from here, below the account's configurations. */
export class OperationsNode implements ExplorerNode {
  readonly id: string;
  readonly parent: undefined;
  readonly #context: TreeContext;
  readonly #tracker: OperationTracker;
  readonly #watch: OperationWatch;

  constructor(context: TreeContext, tracker: OperationTracker, watch: OperationWatch) {
    this.id = `${context.session.account.id}/operations`;
    this.#context = context;
    this.#tracker = tracker;
    this.#watch = watch;
  }

  get name(): string {
    return vscode.l10n.t('Operations');
  }

  item(): vscode.TreeItem {
    const operations = this.#operations();
    const underWay = operations.filter(isUnderWay).length;
    return rowItem({
      id: this.id,
      label: this.name,
      description: [underWay > 0 ? vscode.l10n.t('{0} under way', underWay) : undefined],
      icon: 'server-process',
      expandable: 'expanded',
      contextValue: 'operations',
    });
  }

  children(): readonly ExplorerNode[] {
    const operations = this.#operations();
    if (operations.length === 0) {
      const label = vscode.l10n.t('None started from here');
      const description = vscode.l10n.t('Track Operation… follows one by its ID');
      return [new NoticeNode(this, { notice: 'empty', label, description })];
    }
    return operations.map((record) => {
      const failure = this.#watch.failureOf(record.operationId);
      const what = vscode.l10n.t('Could not look at the operation {0}', record.operationId);
      return new OperationNode(
        this,
        record,
        failure === undefined ? undefined : this.#context.explain(failure, what),
      );
    });
  }

  #operations() {
    return this.#tracker.of(this.#context.session.account.id);
  }
}
