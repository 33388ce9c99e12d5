import { performance } from 'node:perf_hooks';
import { BoundedLog, type LogRecord } from '../../src/platform/logView/boundedLog.ts';
import { readLogQuery } from '../../src/platform/logView/logQuery.ts';
import { openBrowser } from '../support/browser.ts';
import type { Harness } from '../support/logPage/harness.ts';
import { openLogPage } from '../support/logPage/logPage.ts';
import { inTime, quantile } from './feed/frameTimes.ts';

declare const harness: Harness;

const SECONDS = 20;
const PER_SECOND = 500;

/**
 * Prints what a log costs while {@link PER_SECOND} records a second come in: the frames, the elements and the memory of
 * its view, which stands open with details beside it, and what taking in one record costs the host when the log is full.
 */
export async function measureLogView(): Promise<void> {
  console.log(`${PER_SECOND} records a second for ${SECONDS} s; view and host share the page's thread`);
  console.table(await measureViews());
  console.log('A full log of 2,000 records: taking one in, in microseconds');
  console.table(
    ['no filter', 'a filter'].map((name) => ({ log: name, ...measurePuts(name === 'a filter') })),
  );
}

async function measureViews(): Promise<Record<string, unknown>[]> {
  const browser = await openBrowser();
  const rows: Record<string, unknown>[] = [];
  try {
    for (const reader of ['nobody writes', 'at the end', 'reads one', 'filters'] as const) {
      const { page, close } = await openLogPage(browser, { height: 400 });
      const client = await page.context().newCDPSession(page);
      const heap = async () => {
        await client.send('HeapProfiler.collectGarbage');
        const { usedSize } = await client.send('Runtime.getHeapUsage');
        return Math.round(usedSize / 104_857.6) / 10;
      };
      await page.evaluate(() => harness.put(0, 2_000));
      await page.locator('#row-1999, #row-1899').first().waitFor();
      if (reader === 'reads one') await page.locator('[role=row][id]').nth(3).click();
      if (reader === 'filters') await page.getByRole('textbox').fill('status:4xx');
      const before = await heap();
      const { intervals, mostRows, busy } = await page.evaluate(comeIn, {
        seconds: SECONDS,
        perSecond: reader === 'nobody writes' ? 0 : PER_SECOND,
      });
      rows.push({
        reader,
        frames: intervals.length,
        'p50, ms': round(quantile(intervals, 0.5)),
        'p95, ms': round(quantile(intervals, 0.95)),
        'max, ms': round(Math.max(...intervals)),
        'within 16.7 ms, %': round(inTime(intervals) * 100),
        'putting in, ms a second': round(busy / SECONDS),
        'most rows': mostRows,
        'heap before, MB': before,
        'heap after, MB': await heap(),
      });
      await close();
    }
  } finally {
    await browser.close();
  }
  return rows;
}

/** Has records come in, and takes down when each frame came. Runs in the page. */
async function comeIn({ seconds, perSecond }: { seconds: number; perSecond: number }) {
  const drawn = document
    .querySelector('log-app')
    ?.shadowRoot?.querySelector('log-grid')
    ?.shadowRoot?.querySelector('.drawn');
  const intervals: number[] = [];
  let mostRows = 0;
  let busy = 0;
  let next = 2_000;
  const begun = performance.now();
  const timer = setInterval(() => {
    const from = performance.now();
    const due = 2_000 + Math.floor(((from - begun) / 1_000) * perSecond);
    harness.put(next, due - next);
    next = due;
    busy += performance.now() - from;
  }, 4);
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  let before = await frame();
  while (before - begun < seconds * 1_000) {
    const now = await frame();
    intervals.push(now - before);
    before = now;
    mostRows = Math.max(mostRows, drawn?.childElementCount ?? 0);
  }
  clearInterval(timer);
  return { intervals, mostRows, busy };
}

const PUTS = 100_000;

function measurePuts(filtered: boolean): Record<string, unknown> {
  interface Sample extends LogRecord {
    readonly status: string;
  }
  const log = new BoundedLog<Sample>({ records: 2_000, bytes: 24 * 1_048_576 }, ({ id, status }) => ({
    fields: { status },
    text: `GET /v2/Conversations/${id} ${status}`,
  }));
  const sample = (index: number): Sample => ({
    id: `r${index}`,
    bytes: 5_000,
    status: index % 9 === 0 ? '404' : '200',
  });
  if (filtered) log.filter(readLogQuery('status:4xx conversations', new Set(['status'])));
  for (let index = 0; index < 4_000; index++) log.put(sample(index));
  const times: number[] = [];
  for (let index = 4_000; index < 4_000 + PUTS; index++) {
    const record = sample(index);
    const begun = performance.now();
    log.put(record);
    times.push((performance.now() - begun) * 1_000);
  }
  const again = performance.now();
  for (let index = 0; index < PUTS / 10; index++) log.put(sample(4_000 + PUTS - 1 - (index % 50)));
  const newer = ((performance.now() - again) * 1_000) / (PUTS / 10);
  return {
    mean: round(times.reduce((sum, time) => sum + time, 0) / PUTS),
    p99: round(quantile(times, 0.99)),
    max: round(Math.max(...times)),
    'a newer state, mean': round(newer),
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
