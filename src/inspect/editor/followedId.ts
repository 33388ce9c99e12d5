import type { FoundId } from './ids.ts';

/** What is done with an id when a link at it is followed. */
export interface FollowedId extends Pick<FoundId, 'id' | 'kind'> {
  act: 'open' | 'json' | 'copy' | 'find' | 'traffic' | 'signIn' | 'startSandbox';
  /** Conversations that stand beside the id, the nearest first. */
  near: readonly string[];
  /** Where it is looked for; in the active account when absent. */
  accountId?: string;
}
