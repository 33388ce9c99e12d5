/** What a scripted scroll showed. */
export interface ScrollRecord {
  /** Between two animation frames, in milliseconds. */
  readonly intervals: readonly number[];
  /** The most rows that were in the document at a time. */
  readonly mostRows: number;
  /** Frames in which a row in view had not arrived yet. */
  readonly blankFrames: number;
  /** How far it went, in pixels. */
  readonly distance: number;
}

/**
 * Scrolls the feed from the place where it stands by so many pixels a frame, and takes down when each frame came. Runs in
 * the panel: it uses nothing from outside of itself.
 */
export async function scrollFeed({
  step,
  frames,
  from,
}: {
  /** Pixels a frame. */
  step: number;
  /** At most so many frames; fewer at the end. */
  frames: number;
  /** Where it begins: a share of the whole. */
  from: number;
}): Promise<ScrollRecord> {
  const feed = document
    .querySelector('timeline-app')
    ?.shadowRoot?.querySelector('communication-feed')?.shadowRoot;
  const scroller = feed?.querySelector('.scroller');
  const drawn = feed?.querySelector('.drawn');
  if (!scroller || !drawn) throw new Error('There is no feed');
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  scroller.scrollTop = from * (scroller.scrollHeight - scroller.clientHeight);
  for (let settled = 0; settled < 30; ) {
    await frame();
    settled = drawn.querySelector('.placeholder') ? 0 : settled + 1;
  }
  const intervals: number[] = [];
  let mostRows = 0;
  let blankFrames = 0;
  const begun = scroller.scrollTop;
  let before = await frame();
  for (let index = 0; index < frames; index++) {
    const top = scroller.scrollTop;
    scroller.scrollTop = top + step;
    if (scroller.scrollTop === top) break;
    const now = await frame();
    intervals.push(now - before);
    before = now;
    mostRows = Math.max(mostRows, drawn.childElementCount);
    if (drawn.querySelector('.placeholder')) blankFrames++;
  }
  return { intervals, mostRows, blankFrames, distance: scroller.scrollTop - begun };
}

/** The interval that so large a share of all stays within. */
export function quantile(intervals: readonly number[], share: number): number {
  const sorted = intervals.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/**
 * The share of frames that came in time for a screen of 60 Hz. Half a millisecond is let pass: the frames of such a
 * screen come 16.6 or 16.7 ms apart as they are rounded.
 */
export function inTime(intervals: readonly number[]): number {
  return intervals.filter((interval) => interval <= 16.7 + 0.5).length / intervals.length;
}
