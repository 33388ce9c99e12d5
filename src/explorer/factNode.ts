import type * as vscode from 'vscode';
import type { Fact } from './fact.ts';
import type { ExplorerNode } from './node.ts';
import { rowItem } from './rowItem.ts';
import { factsTooltip } from './tooltip.ts';

/** A fact, with the facts below it. */
export class FactNode implements ExplorerNode {
  readonly id: string;
  readonly parent: ExplorerNode;
  readonly fact: Fact;

  constructor(parent: ExplorerNode, fact: Fact) {
    this.id = `${parent.id}/${fact.key}`;
    this.parent = parent;
    this.fact = fact;
  }

  get name(): string {
    return this.fact.label;
  }

  get value(): string | undefined {
    return this.fact.value;
  }

  item(): vscode.TreeItem {
    const { label, description, icon, attention, value, facts } = this.fact;
    return rowItem({
      id: this.id,
      label,
      description: [description],
      icon,
      color: attention ? 'list.warningForeground' : undefined,
      expandable: facts?.length ? 'collapsed' : undefined,
      contextValue: value === undefined ? 'fact' : 'fact has-value',
    });
  }

  tooltip(): vscode.MarkdownString {
    const { label, description, detail } = this.fact;
    const tooltip = factsTooltip(label, []);
    for (const text of [description, detail]) if (text) tooltip.appendText(`${text}\n\n`);
    return tooltip;
  }

  children(): readonly ExplorerNode[] {
    return factNodes(this, this.fact.facts ?? []);
  }
}

/** The rows of facts. */
export function factNodes(parent: ExplorerNode, facts: readonly Fact[]): FactNode[] {
  return facts.map((fact) => new FactNode(parent, fact));
}
