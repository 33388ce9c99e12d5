import type { Action, Communication } from '../../api/resources.ts';
import type { DeskBody, DeskDraft, DeskOutcome } from './desk.ts';

/** How it ended, with what is needed to go on from there. */
export type Ended =
  | (Extract<DeskOutcome, { kind: 'refused' }> & Repeated)
  /** @property found it was unknown whether it arrived, and was looked for */
  | { kind: 'created'; communication: Communication; body: DeskBody; found?: boolean }
  | (Unknown & { kind: 'unknown'; missing?: boolean })
  | (Unknown & { kind: 'looking' })
  | Taken
  | { kind: 'discarded'; draft: DeskDraft };

/** A message that Twilio has taken. */
export interface Taken {
  kind: 'taken';
  action: Action;
  body: DeskBody;
  /** What it was made from, to be changed where it fails. */
  draft: DeskDraft | undefined;
  /** It is not followed any more, though it has not ended: for too long, or for this reason. */
  left?: boolean;
  error?: unknown;
}

/** Sent again as it was, and not from what is written now: once more is the same again. */
interface Repeated {
  repeated?: boolean;
}

/** What was sent, and when: epoch milliseconds. */
export interface Unknown extends Repeated {
  error: Error;
  body: DeskBody;
  since: number;
}

/** Whether it is a message that Twilio delivers. */
export function isMessage(body: DeskBody): boolean {
  return 'payload' in body;
}
