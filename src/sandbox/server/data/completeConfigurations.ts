import type { Configuration } from '../../../api/resources.ts';
import { importSettings } from './importResources.ts';
import type { AccountDocument } from './sandboxDocument.ts';

/**
 * Adds the configurations that conversations were made from and that the document does not have, from the copies in the
 * conversations. Who exported them may have had no right to read configurations, or only one conversation to export.
 */
export function completeConfigurations(
  account: AccountDocument,
  known: readonly { readonly id: string }[] = [],
): AccountDocument {
  const ids = new Set([...account.configurations, ...known].map(({ id }) => id));
  const added: Configuration[] = [];
  for (const { configurationId: id, configuration, createdAt } of account.conversations) {
    if (ids.has(id)) continue;
    ids.add(id);
    added.push({
      ...importSettings(configuration ?? {}),
      id,
      ...(createdAt ? { createdAt, updatedAt: createdAt } : {}),
      version: 1,
    });
  }
  return added.length === 0 ? account : { ...account, configurations: [...account.configurations, ...added] };
}
