import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiError } from '../../../../src/api/errors.ts';
import { type CopyOutcome, outcomeOf } from '../../../../src/compose/burst/copyOutcome.ts';
import { BurstEngine } from '../../../../src/compose/burst/engine.ts';
import { binsOf, percentile, percentilesOf, slicesOf } from '../../../../src/compose/burst/figures.ts';
import { progressIn } from '../../../../src/compose/burst/progress.ts';
import { type BurstReport, readReport, reportOf } from '../../../../src/compose/burst/report.ts';
import { reportHtml } from '../../../../src/compose/burst/reportHtml.ts';
import { reportMarkdown } from '../../../../src/compose/burst/reportMarkdown.ts';
import { Tally } from '../../../../src/compose/burst/tally.ts';
import { durationIn, headline, type Reader } from '../../../../src/compose/burst/words.ts';
import { closedMasker, openMasker } from '../../../../src/platform/masking.ts';
import { l10n } from '../../l10n.ts';
import { FakeClock } from './fakeClock.ts';
import { settings } from './settings.ts';

const reader: Reader = {
  l10n,
  masker: openMasker,
  locale: 'en',
  timeZone: 'UTC',
  channelName: (channel) => channel,
  conversationTitle: ({ name, id }) => name ?? id,
};
const masked: Reader = { ...reader, masker: closedMasker };
const SENT: CopyOutcome = { kind: 'sent' };

async function reportFor(outcome: (n: number) => CopyOutcome, count = 300): Promise<BurstReport> {
  const clock = new FakeClock();
  const engine = new BurstEngine(
    { copies: [[1, count]], concurrency: 3 },
    {
      clock,
      signal: new AbortController().signal,
      send: async (n) => {
        await clock.sleep(10 + (n % 7));
        return outcome(n);
      },
    },
  );
  const ended = await clock.until(engine.run());
  return reportOf({ ...settings, count }, engine, ended, { startedAt: 0, title: 'Burst 1' }, l10n);
}

const failing = (n: number): CopyOutcome => {
  if (n % 50 === 0)
    return outcomeOf(
      new ApiError({
        kind: 'status',
        status: 400,
        code: 20001,
        message: 'recipients[0].address +15550100222 <b>is</b> wrong | really',
        method: 'POST',
        path: '/x',
        requestId: 'RQ1',
        moreInfo: 'https://www.twilio.com/docs/errors/20001?a="b',
      }),
    );
  if (n === 7)
    return outcomeOf(
      new ApiError({
        kind: 'network',
        systemCode: 'ECONNRESET',
        message: 'lost',
        method: 'POST',
        path: '/x',
        outcomeUnknown: true,
      }),
    );
  return SENT;
};

describe('the figures of a burst', () => {
  it('are percentiles by the nearest rank', () => {
    const hundred = Float32Array.from({ length: 100 }, (_, index) => index + 1);
    assert.deepEqual(percentilesOf(hundred), { p50: 50, p90: 90, p95: 95, p99: 99, max: 100, mean: 50.5 });
    assert.equal(percentile([7], 0.5), 7);
    assert.equal(percentile([1, 2, 3], 0), 1);
    assert.equal(percentilesOf(new Float32Array()), undefined);
  });

  it('lose none on the way into slices and bins, at the edges either', () => {
    const tally = new Tally(1_000);
    for (let n = 1; n <= 1_000; n++)
      tally.settle(n, SENT, n === 1_000 ? 9_000 : n / 10, n === 1 ? 0 : n * 12.3);
    tally.settle(1, { kind: 'limited', retryAfterMs: 1 }, 1, 12_300);
    const { slices, sliceMs } = slicesOf(tally, 12_300);
    assert.equal(
      slices.reduce((sum, { sent }) => sum + sent, 0),
      1_000,
    );
    assert.equal(slices.at(-1)?.limited, 1);
    assert.ok(slices.length <= 100 && sliceMs === 200, `${slices.length} of ${sliceMs}`);
    const bins = binsOf(tally.sortedLatencies());
    assert.equal(
      bins.reduce((sum, { count }) => sum + count, 0),
      1_000,
    );
    assert.ok(bins.length <= 40 && (bins.at(-1)?.to ?? 0) >= 9_000);
    assert.deepEqual(slicesOf(new Tally(0), 0).slices, [{ sent: 0, failed: 0, unknown: 0, limited: 0 }]);
    assert.deepEqual(binsOf(new Float32Array()), []);
  });

  it('are told while it goes on', async () => {
    const clock = new FakeClock();
    const engine = new BurstEngine(
      { copies: [[1, 1_000]], concurrency: 1 },
      {
        clock,
        signal: new AbortController().signal,
        send: async (n) => {
          await clock.sleep(10);
          if (n === 500) told.push(progressIn(engine, false, reader).message);
          return n === 100 ? { kind: 'refused', error: new Error('no') } : SENT;
        },
      },
    );
    const told = [progressIn(engine, false, reader).message];
    await clock.until(engine.run());
    assert.deepEqual(told, ['0 of 1,000', '498 of 1,000 · 100/s · 1 failed · about 6 s left']);
    assert.equal(progressIn(engine, false, reader).share, 1);
  });

  it('are put in units that are read', () => {
    assert.deepEqual(
      [0.25, 9.94, 840, 12_400, 125_000, 3_900_000].map((ms) => durationIn(ms, 'en')),
      ['0.3 ms', '9.9 ms', '840 ms', '12.4 s', '2 min 5 s', '1 h 5 min'],
    );
  });
});

describe('the report of a burst', () => {
  it('is kept as JSON and read back; what is no report is none', async () => {
    const report = await reportFor(failing);
    assert.deepEqual(readReport(JSON.parse(JSON.stringify(report))), report);
    for (const wrong of [undefined, {}, { ...report, slices: 'x' }, { ...report, settings: {} }])
      assert.equal(readReport(wrong), undefined);
    const large = await reportFor(failing, 20_000);
    assert.ok(JSON.stringify(large).length < 20_000, 'it stays small, however many there are');
  });

  it('says what came of it, why, and what to do', async () => {
    const report = await reportFor(failing);
    assert.equal(headline(report, reader), '293 sent, 6 failed, 1 unknown');
    const html = reportHtml(report, reader, 'abc');
    for (const words of [
      'HTTP 400 · 20001',
      'ECONNRESET',
      'Copy 50: ',
      'RQ1',
      'Send the Rest',
      'burst-a1b2c3d4-1',
    ])
      assert.ok(html.includes(words), words);
    assert.match(
      html,
      /<a href="https:\/\/www.twilio.com\/docs\/errors\/20001\?a=&quot;b">About error 20001<\/a>/,
    );
    assert.equal(html.match(/<figure/g)?.length, 3);
  });

  it('is a page that runs nothing, fetches nothing, and takes every text as text', async () => {
    const html = reportHtml(await reportFor(failing), reader, 'abc');
    assert.match(html, /default-src 'none'; style-src 'nonce-abc'"/);
    assert.doesNotMatch(html, /<script|<b>is|\sstyle=|\son\w+=|javascript:|src=|url\(/);
    assert.ok(html.includes('Hannah &lt;script&gt;: flat tire'));
    assert.doesNotMatch(html, /NaN|undefined|Infinity/);
  });

  it('calls the conversation what it is called, whatever stands in its name', async () => {
    const report = await reportFor(() => SENT, 3);
    const conversationName = "$& $` $' $1 <b>";
    const html = reportHtml({ ...report, settings: { ...settings, conversationName } }, reader, 'n');
    assert.ok(html.includes('<h1>Burst into <bdi>$&amp; $` $&#39; $1 &lt;b&gt;</bdi></h1>'));
  });

  it('names nobody where names are hidden, on the page and in Markdown', async () => {
    const report = await reportFor(failing);
    for (const text of [reportHtml(report, masked, 'abc'), reportMarkdown(report, masked)])
      assert.doesNotMatch(text, /Hannah|Okafor|Imani|5550100|Secret|flat tire/);
  });

  it('is Markdown in which nobody’s text is markup', async () => {
    const markdown = reportMarkdown(await reportFor(failing), reader);
    assert.match(markdown, /^# Burst into Hannah \\<script\\>: flat tire$/m);
    assert.match(markdown, /\*\*Complete, with failures\*\*: 293 sent/);
    assert.match(markdown, /wrong \\\| really/);
    const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
    assert.ok(rows.length > 10);
  });

  it('can be drawn of a burst in which nothing went well, or nothing was done', async () => {
    const all = await reportFor(() => ({ kind: 'refused', error: new Error('no') }), 3);
    const none = { ...all, slices: [], bins: [], failures: [], durationMs: 0, failed: 0, rest: 3 };
    for (const report of [all, none, await reportFor(() => SENT, 1)]) {
      assert.doesNotMatch(reportHtml(report, reader, 'x'), /NaN|undefined|Infinity/);
      assert.doesNotMatch(reportMarkdown(report, reader), /NaN|undefined|Infinity/);
    }
  });
});
