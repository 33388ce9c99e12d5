import type { ResourceRef } from '../../platform/resourceRef.ts';
import type { Owner } from './finding.ts';

/** Where settings can be looked at: with the conversation that has the copy, or with the configuration. */
export function jsonOf(accountId: string, owner: Owner): ResourceRef {
  return owner.kind === 'conversation'
    ? { kind: 'conversation', accountId, conversationId: owner.conversationId }
    : { kind: 'configuration', accountId, configurationId: owner.configurationId };
}
