import * as vscode from 'vscode';
import type { Masker } from '../../platform/masking.ts';
import { runWizard, type Step } from '../../platform/wizard.ts';
import { keyComplaint, type MetadataEntry, valueComplaint } from './metadataDraft.ts';

/**
 * Asks for an entry in a wizard of its own, checked as it is typed. What is typed stays in the entry.
 * @param others the entries that there are besides
 * @param removable whether an empty key takes the entry away
 * @returns `undefined` when the person closed the box; the entry has no key when it shall go
 */
export function askEntry(
  entry: MetadataEntry,
  others: readonly MetadataEntry[],
  removable: boolean,
  masker: Masker,
): Promise<MetadataEntry | undefined> {
  const title = vscode.l10n.t('New Conversation: Metadata {0}', others.length + 1);
  const steps = ({ key }: MetadataEntry) =>
    removable && key === '' ? [askKey(others, removable)] : [askKey(others, removable), askValue];
  return runWizard(title, entry, steps, 'first', masker);
}

function askKey(others: readonly MetadataEntry[], removable: boolean): Step<MetadataEntry> {
  return async (entry, ui) => {
    const prompt = vscode.l10n.t('Key of the entry: letters, digits, “.”, “_” and “-”');
    entry.key = await ui.text({
      prompt: removable ? vscode.l10n.t('{0}. Empty takes the entry away.', prompt) : prompt,
      placeholder: 'crm.ticket',
      value: entry.key,
      eager: true,
      keep: (text) => {
        entry.key = text;
      },
      validate: (text) => (removable && text === '' ? undefined : keyComplaint(text, others, vscode.l10n)),
    });
  };
}

const askValue: Step<MetadataEntry> = async (entry, ui) => {
  entry.value = await ui.text({
    prompt: vscode.l10n.t('Value of {0}. May be left empty.', entry.key),
    value: entry.value,
    personal: true,
    eager: true,
    keep: (text) => {
      entry.value = text;
    },
    validate: (text) => valueComplaint(text, vscode.l10n),
  });
};
