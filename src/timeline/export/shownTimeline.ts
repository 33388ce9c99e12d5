import type { Conversation } from '../../api/resources.ts';
import type { Entry } from '../entries.ts';

/** What stands on an open timeline, for what is made of it. */
export interface ShownTimeline {
  readonly conversation: Conversation | undefined;
  /** Those that the filter lets through, in order. */
  readonly shown: readonly Entry[];
  /** How many are loaded. */
  readonly loaded: number;
  /** Whether all there are are loaded. */
  readonly complete: boolean;
  /** Whether a filter is on. */
  readonly filtered: boolean;
  /** The id of the communication that is selected, if one is. */
  readonly selected: string | undefined;
  /** The reader's; empty before the view has told. */
  readonly timeZone: string;
  readonly locale: string;
}
