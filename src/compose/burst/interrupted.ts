import type { JournalState } from './journal.ts';
import { joined, type Ranges, sizeOf } from './ranges.ts';
import type { BurstReport } from './report.ts';

/** What is left of a burst to be sent: what was not begun, and that of which nobody knows. */
export function leftOf({ unknown, rest }: JournalState): Ranges {
  return joined(unknown, rest);
}

/**
 * The report of a burst whose window is gone: as that window left it, or made of what the journal counted.
 * @param titleFor what a report's tab is to be called that has none yet
 */
export function interrupted(journal: JournalState, titleFor: (startedAt: number) => string): BurstReport {
  const { settings, startedAt, sent, failed, unknown, rest, report } = journal;
  if (report) return report;
  const sentNow = sent - (settings.before ?? 0);
  return {
    settings,
    title: titleFor(startedAt),
    startedAt,
    durationMs: 0,
    ended: 'interrupted',
    size: sentNow + failed + sizeOf(unknown) + sizeOf(rest),
    sent: sentNow,
    failed,
    unknown: sizeOf(unknown),
    rest: sizeOf(rest),
    left: leftOf(journal).map(([first, last]) => [first, last]),
    limited: 0,
    pausedMs: 0,
    failures: [],
    sliceMs: 1_000,
    slices: [],
    bins: [],
  };
}
