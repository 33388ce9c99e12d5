import * as vscode from 'vscode';
import type { Conversation, ConversationConfiguration } from '../../api/resources.ts';
import type { ConversationNode } from '../conversationNode.ts';
import { listRows } from '../listRows.ts';
import type { ExplorerNode, TreeContext } from '../node.ts';
import type { PagedList } from '../pagedList.ts';
import { rowItem } from '../rowItem.ts';
import { factsTooltip } from '../tooltip.ts';
import { configurationRows } from './configurationRows.ts';
import { groupingName } from './groupingName.ts';
import { PresentConfigurationNode } from './presentConfigurationNode.ts';

/**
 * The settings that a conversation was made with. They are no resource: what their ID leads to is the configuration as
 * it is now, which has a row of its own.
 */
export class ConversationConfigurationNode implements ExplorerNode {
  readonly id: string;
  readonly parent: ConversationNode;
  readonly #context: TreeContext;
  readonly #fetched: PagedList<Conversation>;

  /** @param fetched the conversation by itself, where the list gave it without its settings */
  constructor(context: TreeContext, parent: ConversationNode, fetched: PagedList<Conversation>) {
    this.id = `${parent.id}/configuration`;
    this.parent = parent;
    this.#context = context;
    this.#fetched = fetched;
  }

  /** The settings as far as they are known. */
  get settings(): ConversationConfiguration | undefined {
    return this.parent.resource.configuration ?? this.#fetched.items[0]?.configuration;
  }

  get name(): string {
    return this.settings?.displayName ?? vscode.l10n.t('Configuration');
  }

  item(): vscode.TreeItem {
    const { settings } = this;
    return rowItem({
      id: this.id,
      label: vscode.l10n.t('Configuration'),
      description: settings
        ? [settings.displayName, groupingName(settings.conversationGroupingType, vscode.l10n)]
        : [this.#fetched.error === undefined ? undefined : vscode.l10n.t('Could not be read')],
      icon: 'settings-gear',
      expandable: 'collapsed',
      contextValue: 'settings',
    });
  }

  tooltip(): vscode.MarkdownString {
    const tooltip = factsTooltip(this.name, [
      [vscode.l10n.t('Grouping'), groupingName(this.settings?.conversationGroupingType, vscode.l10n)],
      [vscode.l10n.t('ID'), this.parent.resource.configurationId],
    ]);
    return tooltip.appendText(
      vscode.l10n.t(
        'As it was when the conversation was made. Later changes of the configuration do not reach it.',
      ),
    );
  }

  children(): readonly ExplorerNode[] {
    const { configurationId } = this.parent.resource;
    return [...this.#settingRows(), new PresentConfigurationNode(this.#context, this, configurationId)];
  }

  #settingRows(): readonly ExplorerNode[] {
    const { settings } = this;
    const { masker } = this.#context;
    const identity = { id: this.parent.resource.configurationId };
    if (settings) return configurationRows(this, settings, identity, masker);
    return listRows(
      this.#context,
      this,
      this.#fetched,
      () => [
        // An answer may leave it out: then there is only its id to go by.
        ...configurationRows(this, {}, identity, masker).filter(({ fact }) => fact.key === 'id'),
      ],
      {
        what: vscode.l10n.t('Could not read the conversation’s configuration'),
        empty: vscode.l10n.t('Twilio gave the conversation without its configuration'),
      },
    );
  }
}
