import * as vscode from 'vscode';
import { shortId } from '../../platform/display.ts';
import type { ResourceRef } from '../../platform/resourceRef.ts';
import { type AccountToken, accountToken } from '../accountToken.ts';
import type { ExplorerNode, TreeContext } from '../node.ts';
import { rowItem } from '../rowItem.ts';
import { factsTooltip } from '../tooltip.ts';

/** The configuration that a conversation was made with, as the account has it now. It may have changed since. */
export class PresentConfigurationNode implements ExplorerNode {
  readonly id: string;
  readonly parent: ExplorerNode;
  readonly ref: Extract<ResourceRef, { kind: 'configuration' }>;
  readonly #account: AccountToken;

  constructor({ session }: TreeContext, parent: ExplorerNode, configurationId: string) {
    this.id = `${parent.id}/now`;
    this.parent = parent;
    this.ref = { kind: 'configuration', accountId: session.account.id, configurationId };
    this.#account = accountToken(session.account);
  }

  get name(): string {
    return vscode.l10n.t('Configuration as it is now');
  }

  item(): vscode.TreeItem {
    return rowItem({
      id: this.id,
      label: this.name,
      description: [shortId(this.ref.configurationId)],
      icon: 'settings-gear',
      contextValue: `configuration has-id has-json ${this.#account}`,
    });
  }

  tooltip(): vscode.MarkdownString {
    const tooltip = factsTooltip(this.name, [[vscode.l10n.t('ID'), this.ref.configurationId]]);
    return tooltip.appendText(
      vscode.l10n.t(
        'What new conversations are made with. This one keeps the settings that it was made with.',
      ),
    );
  }
}
