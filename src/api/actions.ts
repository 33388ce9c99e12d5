import { type LookOptions, type Lookout, lookUntil } from './lookout.ts';
import type { Action } from './resources.ts';

/** Whether an action has come to its end. Whatever else its status may be called in future: it has not. */
export function hasEnded({ status }: Pick<Action, 'status'>): boolean {
  return status === 'COMPLETED' || status === 'FAILED';
}

/**
 * Looks at an action until it has ended. Unlike an operation, one that FAILED is returned and not thrown: what became of a
 * message is the answer that was asked for, and a failed one has facts of its own, its `failureReason` among them.
 * @param firstWaitMs before the first look
 * @returns the action as it was last seen: COMPLETED, FAILED, or still under way when the longest wait is over
 * @throws ApiError `cancelled`, and whatever a look throws
 */
export function awaitAction(
  lookout: Lookout<Action>,
  firstWaitMs: number,
  options: LookOptions<Action>,
): Promise<Action> {
  return lookUntil(lookout, hasEnded, firstWaitMs, options);
}
