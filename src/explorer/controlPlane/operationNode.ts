import * as vscode from 'vscode';
import { fullTime, relativeTime } from '../../platform/display.ts';
import type { Explanation } from '../../platform/explain.ts';
import type { ResourceRef } from '../../platform/resourceRef.ts';
import type { Fact } from '../fact.ts';
import { factNodes } from '../factNode.ts';
import type { ExplorerNode } from '../node.ts';
import { rowItem } from '../rowItem.ts';
import { factsTooltip } from '../tooltip.ts';
import { isUnderWay, type OperationRecord } from './operationRecord.ts';
import { operationStatusName } from './operationWords.ts';

/** An operation that was started from here. */
export class OperationNode implements ExplorerNode {
  readonly id: string;
  readonly parent: ExplorerNode;
  readonly record: OperationRecord;
  readonly #failure: Explanation | undefined;

  /** @param failure why it could not be looked at lately */
  constructor(parent: ExplorerNode, record: OperationRecord, failure: Explanation | undefined) {
    this.id = `${parent.id}/${record.operationId}`;
    this.parent = parent;
    this.record = record;
    this.#failure = failure;
  }

  get ref(): Extract<ResourceRef, { kind: 'operation' }> {
    const { accountId, operationId } = this.record;
    return { kind: 'operation', accountId, operationId };
  }

  get name(): string {
    return this.record.what;
  }

  item(): vscode.TreeItem {
    const { what, startedAt, seen, gone } = this.record;
    return rowItem({
      id: this.id,
      label: what,
      description: [
        this.#failure
          ? vscode.l10n.t('Could not look: {0}', this.#failure.summary)
          : operationStatusName(this.record, vscode.l10n),
        relativeTime(startedAt),
        gone ? vscode.l10n.t('Twilio does not know it any more') : seen?.error,
      ],
      ...this.#icon(),
      expandable: 'collapsed',
      contextValue: gone ? 'operation has-id' : 'operation has-id has-json',
      spoken: vscode.l10n.t('Operation {0}', what),
    });
  }

  tooltip(): vscode.MarkdownString {
    const facts = this.#facts().map(({ label, description }) => [label, description] as const);
    const tooltip = factsTooltip(this.name, facts);
    return this.record.gone ? tooltip.appendText(goneDetail()) : tooltip;
  }

  children(): readonly ExplorerNode[] {
    return factNodes(this, this.#facts());
  }

  #facts(): Fact[] {
    const { operationId, startedAt, seen, gone } = this.record;
    return [
      {
        key: 'status',
        label: vscode.l10n.t('Status'),
        description: operationStatusName(this.record, vscode.l10n),
        icon: 'pulse',
        ...(gone ? { detail: goneDetail() } : {}),
      },
      ...(gone
        ? [
            {
              key: 'gone',
              label: vscode.l10n.t('Not at Twilio'),
              description: vscode.l10n.t('Forgotten some days after its end, or of another account'),
              icon: 'question',
              detail: goneDetail(),
            },
          ]
        : []),
      ...(seen?.error
        ? [
            {
              key: 'error',
              label: vscode.l10n.t('Error'),
              description: seen.error,
              icon: 'error',
              value: seen.error,
            },
          ]
        : []),
      ...(this.#failure
        ? [
            {
              key: 'failure',
              label: vscode.l10n.t('Last look'),
              description: this.#failure.detail,
              icon: 'warning',
              attention: true,
            },
          ]
        : []),
      { key: 'started', label: vscode.l10n.t('Started'), description: fullTime(startedAt), icon: 'watch' },
      ...(seen?.completedAt
        ? [
            {
              key: 'ended',
              label: vscode.l10n.t('Ended'),
              description: fullTime(seen.completedAt),
              icon: 'watch',
            },
          ]
        : []),
      ...Object.entries(seen?.related ?? {}).map(([name, id]) => ({
        key: `related-${name}`,
        label: relatedName(name),
        description: id,
        icon: 'references',
        value: id,
      })),
      {
        key: 'id',
        label: vscode.l10n.t('ID'),
        description: operationId,
        icon: 'tag',
        value: operationId,
      },
    ];
  }

  #icon(): { icon: string; color?: string } {
    const { seen, gone } = this.record;
    if (gone) return { icon: 'question', color: 'list.warningForeground' };
    if (this.#failure) return { icon: 'warning', color: 'list.warningForeground' };
    if (isUnderWay(this.record)) return { icon: 'loading~spin' };
    switch (seen?.status) {
      case 'COMPLETED':
        return { icon: 'pass', color: 'testing.iconPassed' };
      case 'FAILED':
        return { icon: 'error', color: 'testing.iconFailed' };
      default:
        return { icon: 'circle-slash' };
    }
  }
}

function goneDetail(): string {
  return vscode.l10n.t(
    'Operations are forgotten some days after their end. This one is, or it never was of this account. See at the resource itself what came of it.',
  );
}

function relatedName(name: string): string {
  switch (name) {
    case 'configurationId':
      return vscode.l10n.t('Configuration');
    case 'conversationId':
      return vscode.l10n.t('Conversation');
    default:
      return name;
  }
}
