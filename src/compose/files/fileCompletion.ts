import * as vscode from 'vscode';
import { channelName, participantTypeName } from '../../platform/display.ts';
import type { Masker } from '../../platform/masking.ts';
import { shownParticipant, shownTitle } from '../../platform/shown.ts';
import { rangeOf } from './fileProblems.ts';
import { JsonFile } from './jsonFile.ts';
import { type KnownHere, shownHere } from './knownHere.ts';
import { type Suggestion, suggestionsAt } from './suggestions.ts';

/** Offers accounts, conversations and people while a draft file is written. What it offers is loaded already. */
export class FileCompletion implements vscode.CompletionItemProvider {
  readonly #known: KnownHere;

  constructor(known: KnownHere) {
    this.#known = known;
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.CompletionItem[]> {
    const known = await this.#known.get();
    const json = new JsonFile(document.getText());
    const suggestions = suggestionsAt(json, document.offsetAt(position), known);
    return suggestions.map((suggestion, index) => {
      const { label, detail, kind } = wordsOf(suggestion, known.masker);
      const item = new vscode.CompletionItem(label, kind);
      item.detail = detail;
      item.insertText = suggestion.text;
      item.range = rangeOf(document, suggestion.place);
      // Compared with what stands there, which has its quotation mark already.
      item.filterText = JSON.stringify(`${label.label} ${detail}`);
      // As they are listed elsewhere, before what the schema offers.
      item.sortText = ` ${String(index).padStart(5, '0')}`;
      return item;
    });
  }
}

function wordsOf(
  suggestion: Suggestion,
  masker: Masker,
): { label: vscode.CompletionItemLabel; detail: string; kind: vscode.CompletionItemKind } {
  switch (suggestion.kind) {
    case 'account': {
      const { label, accountSid, sandbox } = suggestion.account;
      const where = sandbox ? vscode.l10n.t('Sandbox') : vscode.l10n.t('live');
      return {
        label: { label, description: where },
        detail: `${where} · ${accountSid}`,
        kind: vscode.CompletionItemKind.Module,
      };
    }
    case 'conversation': {
      const { conversation } = suggestion;
      const facts = shownHere.facts(conversation);
      return {
        label: { label: shownTitle(conversation, masker), description: facts },
        detail: facts,
        kind: vscode.CompletionItemKind.Reference,
      };
    }
    case 'participant': {
      const { participant, address } = suggestion.candidate;
      const at = `${channelName(address.channel)} ${masker.address(address.address)}`;
      return {
        label: { label: shownParticipant(participant, masker), description: at },
        detail: `${participantTypeName(participant.type)} · ${at}`,
        kind: vscode.CompletionItemKind.User,
      };
    }
  }
}
