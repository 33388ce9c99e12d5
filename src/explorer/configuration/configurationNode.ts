import * as vscode from 'vscode';
import type { Configuration } from '../../api/resources.ts';
import { fullTime } from '../../platform/display.ts';
import type { ResourceRef } from '../../platform/resourceRef.ts';
import { type AccountToken, accountToken } from '../accountToken.ts';
import type { ExplorerNode, TreeContext } from '../node.ts';
import { rowItem } from '../rowItem.ts';
import { factsTooltip } from '../tooltip.ts';
import { configurationRows } from './configurationRows.ts';
import { groupingName } from './groupingName.ts';

/** A configuration of the account, with its settings below it. */
export class ConfigurationNode implements ExplorerNode {
  readonly id: string;
  readonly parent: undefined;
  readonly ref: Extract<ResourceRef, { kind: 'configuration' }>;
  readonly resource: Configuration;
  readonly #account: AccountToken;
  readonly #context: TreeContext;

  constructor(context: TreeContext, configuration: Configuration) {
    const { account } = context.session;
    this.#context = context;
    this.id = `${account.id}/${configuration.id}`;
    this.ref = { kind: 'configuration', accountId: account.id, configurationId: configuration.id };
    this.resource = configuration;
    this.#account = accountToken(account);
  }

  get name(): string {
    return this.resource.displayName;
  }

  item(): vscode.TreeItem {
    const { conversationGroupingType, version } = this.resource;
    return rowItem({
      id: this.id,
      label: this.name,
      description: [
        groupingName(conversationGroupingType, vscode.l10n),
        version === undefined ? undefined : vscode.l10n.t('Version {0}', version),
      ],
      icon: 'settings-gear',
      expandable: 'collapsed',
      contextValue: `configuration has-id has-json ${this.#account}`,
      spoken: vscode.l10n.t('Configuration {0}', this.name),
    });
  }

  tooltip(): vscode.MarkdownString {
    const { description, conversationGroupingType, version, createdAt, updatedAt, id } = this.resource;
    return factsTooltip(this.name, [
      [vscode.l10n.t('Description'), description],
      [vscode.l10n.t('Grouping'), groupingName(conversationGroupingType, vscode.l10n)],
      [vscode.l10n.t('Version'), version?.toString()],
      [vscode.l10n.t('Last change'), fullTime(updatedAt)],
      [vscode.l10n.t('Created'), fullTime(createdAt)],
      [vscode.l10n.t('ID'), id],
    ]);
  }

  children(): readonly ExplorerNode[] {
    const { id, version } = this.resource;
    return configurationRows(this, this.resource, { id, version }, this.#context.masker);
  }
}
