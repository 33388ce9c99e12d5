import type { CommunicationFeed } from '../communicationFeed.ts';
import type { Stretch } from '../lookingAt.ts';

/** What stretch of time the feed shows, as far as its rows tell; `undefined` before it shows any. */
export function feedStretch(feed: CommunicationFeed): Stretch | undefined {
  const { place, rows } = feed;
  const times: number[] = [];
  const take = (index: number) => {
    const row = rows.row(index);
    const time = row?.kind === 'communication' ? Date.parse(row.at) : Number.NaN;
    if (!Number.isNaN(time)) times.push(time);
  };
  if (place.kind === 'rows') for (const { index } of place.anchors) take(index);
  else for (let index = Math.max(0, rows.count - 1 - feed.page); index < rows.count; index++) take(index);
  return times.length === 0 ? undefined : { from: Math.min(...times), to: Math.max(...times) };
}
