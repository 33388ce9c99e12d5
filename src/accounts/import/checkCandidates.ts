import type { UsableCandidate } from './candidate.ts';

/** The most checks under way at a time: each is one small request. */
const MOST_AT_ONCE = 4;

/** How the check of one candidate ended. */
export type CheckOutcome =
  | { kind: 'passed'; candidate: UsableCandidate }
  | { kind: 'failed'; candidate: UsableCandidate; error: unknown }
  /** The person ended it first. */
  | { kind: 'cancelled'; candidate: UsableCandidate };

export interface CheckOptions {
  /** One request with the candidate's credentials. @throws when it does not go through */
  check: (candidate: UsableCandidate, signal: AbortSignal) => Promise<void>;
  signal: AbortSignal;
  /** Called after each. */
  onDone?: (outcome: CheckOutcome) => void;
}

/** Checks all of them, a few at a time. @returns an outcome for each, in their order */
export async function checkCandidates(
  candidates: readonly UsableCandidate[],
  { check, signal, onDone }: CheckOptions,
): Promise<CheckOutcome[]> {
  const outcomes: CheckOutcome[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (;;) {
      const index = next++;
      const candidate = candidates[index];
      if (!candidate) return;
      const outcome = await checkOne(candidate);
      outcomes[index] = outcome;
      onDone?.(outcome);
    }
  };
  const checkOne = async (candidate: UsableCandidate): Promise<CheckOutcome> => {
    if (signal.aborted) return { kind: 'cancelled', candidate };
    try {
      await check(candidate, signal);
      return { kind: 'passed', candidate };
    } catch (error) {
      return signal.aborted ? { kind: 'cancelled', candidate } : { kind: 'failed', candidate, error };
    }
  };
  await Promise.all(Array.from({ length: MOST_AT_ONCE }, work));
  return outcomes;
}
