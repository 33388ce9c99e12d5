import type { Communication, CreateCommunication } from '../../api/resources.ts';
import type { DeskDraft, DeskOutcome } from './desk.ts';

/** How it ended, with what is needed to go on from there. */
export type Ended =
  | Exclude<DeskOutcome, { kind: 'declined' | 'incomplete' | 'created' | 'unknown' }>
  /** @property found it was unknown whether it arrived, and was looked for */
  | { kind: 'created'; communication: Communication; body: CreateCommunication; found?: boolean }
  | (Unknown & { kind: 'unknown'; missing?: boolean })
  | (Unknown & { kind: 'looking' })
  | { kind: 'discarded'; draft: DeskDraft };

/** What was sent, and when: epoch milliseconds. */
export interface Unknown {
  error: Error;
  body: CreateCommunication;
  since: number;
}
