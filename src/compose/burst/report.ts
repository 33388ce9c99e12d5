import * as v from 'valibot';
import type { l10n as VscodeL10n } from 'vscode';
import type { Party } from '../../api/resources.ts';
import { explain } from '../../platform/explain.ts';
import type { BurstEngine } from './engine.ts';
import { binsOf, percentilesOf, slicesOf } from './figures.ts';
import { joined, rangesOf, sizeOf } from './ranges.ts';
import type { FailureGroup } from './tally.ts';

type L10n = Pick<typeof VscodeL10n, 't'>;

const party = v.object({
  address: v.string(),
  channel: v.string(),
  participantId: v.optional(v.string()),
  /** What the participant is called, and is: for showing. */
  name: v.optional(v.string()),
  type: v.optional(v.string()),
});

/** What a burst is: enough to do it, or the rest of it, again. */
export const burstSettings = v.object({
  /** Tells bursts apart; the copies' resourceIds have it in them. */
  id: v.string(),
  accountId: v.string(),
  accountLabel: v.string(),
  sandbox: v.boolean(),
  conversationId: v.string(),
  conversationName: v.optional(v.string()),
  author: party,
  recipients: v.array(party),
  template: v.string(),
  /** How many copies there are in all. */
  count: v.number(),
  /** As fast as it takes when absent. */
  perSecond: v.optional(v.number()),
  concurrency: v.number(),
  /** Of a burst that goes on with an interrupted one: how many had arrived before. */
  before: v.optional(v.number()),
});

export type BurstSettings = v.InferOutput<typeof burstSettings>;

/** An end of a communication, and what it is called. */
export type NamedParty = BurstSettings['author'];

const failure = v.object({
  kind: v.picklist(['refused', 'unknown']),
  status: v.optional(v.number()),
  code: v.optional(v.number()),
  systemCode: v.optional(v.string()),
  count: v.number(),
  /** Why, in a few words, and what to do about it. */
  summary: v.string(),
  detail: v.string(),
  moreInfo: v.optional(v.string()),
  examples: v.array(v.object({ n: v.number(), message: v.string(), requestId: v.optional(v.string()) })),
});

const slice = v.object({
  sent: v.number(),
  failed: v.number(),
  unknown: v.number(),
  limited: v.number(),
  p50: v.optional(v.number()),
  p95: v.optional(v.number()),
});

const burstReport = v.object({
  settings: burstSettings,
  /** What its tab is called: no two that are kept are called the same. */
  title: v.string(),
  /** Epoch milliseconds. */
  startedAt: v.number(),
  durationMs: v.number(),
  ended: v.picklist(['done', 'cancelled', 'limited', 'failing', 'interrupted']),
  /** How many were to be sent this time. */
  size: v.number(),
  sent: v.number(),
  failed: v.number(),
  unknown: v.number(),
  /** Not begun, or not processed. */
  rest: v.number(),
  /** The copies that “Send the Rest…” sends: those of which nobody knows, and those that were not begun. */
  left: v.array(v.tuple([v.number(), v.number()])),
  /** How many times the server answered 429, and for how long it was waited then, in milliseconds. */
  limited: v.number(),
  pausedMs: v.number(),
  failures: v.array(failure),
  latency: v.optional(
    v.object({
      p50: v.number(),
      p90: v.number(),
      p95: v.number(),
      p99: v.number(),
      max: v.number(),
      mean: v.number(),
    }),
  ),
  sliceMs: v.number(),
  slices: v.array(slice),
  bins: v.array(v.object({ from: v.number(), to: v.number(), count: v.number() })),
});

/** What came of a burst, as it is kept and shown. Names, addresses and the template stand in it as they are: whoever shows it masks them. */
export type BurstReport = v.InferOutput<typeof burstReport>;

export type ReportedFailure = BurstReport['failures'][number];

/** Reads what was kept. @returns `undefined` for what is no report */
export function readReport(value: unknown): BurstReport | undefined {
  const result = v.safeParse(burstReport, value);
  return result.success ? result.output : undefined;
}

/** @param startedAt epoch milliseconds */
export function reportOf(
  settings: BurstSettings,
  engine: BurstEngine,
  ended: BurstReport['ended'],
  { startedAt, title }: { startedAt: number; title: string },
  l10n: L10n,
): BurstReport {
  const { tally, elapsedMs: durationMs, inFlight } = engine;
  const latencies = tally.sortedLatencies();
  const latency = percentilesOf(latencies);
  return {
    settings,
    title,
    startedAt,
    durationMs,
    ended,
    size: engine.size,
    sent: tally.sent,
    failed: tally.failed,
    // What has no answer yet when the window goes is as unknown as what lost its connection.
    unknown: tally.unknown + inFlight.length,
    rest: sizeOf(engine.rest),
    left: joined(tally.unknownCopies, rangesOf(inFlight), engine.rest).map(([first, last]) => [first, last]),
    limited: tally.limited,
    pausedMs: engine.pausedMs - engine.pauseLeftMs,
    failures: tally.failures.map((group) => reported(group, settings.sandbox, l10n)),
    ...(latency ? { latency } : {}),
    ...slicesOf(tally, durationMs),
    bins: binsOf(latencies),
  };
}

function reported({ error, ...group }: FailureGroup, sandbox: boolean, l10n: L10n): ReportedFailure {
  const { kind, examples } = group;
  if (error === undefined)
    return {
      ...group,
      summary: l10n.t('Other reasons'),
      detail: l10n.t('More kinds of failures than are told apart; the log has each.'),
    };
  if (kind === 'unknown' && group.status === undefined)
    return {
      ...group,
      summary: l10n.t('No answer'),
      detail: l10n.t(
        'The connection was lost, or no answer came in time, after it was sent: it may have arrived. It was not sent again.',
      ),
    };
  const { summary, detail, moreInfo } = explain(error, { what: examples[0]?.message ?? '', sandbox }, l10n);
  return { ...group, kind, summary, detail, ...(moreInfo === undefined ? {} : { moreInfo }) };
}

/** An end of a communication as a request names it. */
export function plainParty({ address, channel, participantId }: NamedParty): Party {
  return { address, channel, ...(participantId === undefined ? {} : { participantId }) };
}

/** By which the API knows a copy again: a second one of the same takes the place of the first. */
export function resourceIdOf({ id }: Pick<BurstSettings, 'id'>, n: number): string {
  return `burst-${id}-${n}`;
}
