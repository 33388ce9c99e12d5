import * as vscode from 'vscode';
import type { ConversationConfiguration } from '../../api/resources.ts';
import { channelName } from '../../platform/display.ts';
import type { Masker } from '../../platform/masking.ts';
import { type FactNode, factNodes } from '../factNode.ts';
import type { ExplorerNode } from '../node.ts';
import { type ConfigurationIdentity, configurationFacts } from './configurationFacts.ts';

/** The rows of a configuration's facts, in the editor's language. */
export function configurationRows(
  parent: ExplorerNode,
  settings: ConversationConfiguration,
  identity: ConfigurationIdentity,
  masker: Masker,
): FactNode[] {
  const words = { l10n: vscode.l10n, language: vscode.env.language, channelName, masker };
  return factNodes(parent, configurationFacts(settings, identity, words));
}
