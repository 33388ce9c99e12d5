import { number } from '../numbers.ts';

/** Every word that toolbar and filters show. */
export const toolbarStrings = {
  view: 'View',
  feed: 'Feed',
  feedMeaning: 'Feed: who said what (Alt+L switches)',
  lanes: 'Lanes',
  lanesMeaning: 'Lanes: who said something when (Alt+L switches)',

  find: 'Find',
  findLabel: 'Find in this conversation',
  findPlaceholder: 'Find text, names, addresses, an id',
  position: (index: number, count: number) => `${number.format(index + 1)} of ${number.format(count)}`,
  found: (count: number) => `${number.format(count)} found`,
  notFound: 'No results',
  next: 'Next (Enter)',
  previous: 'Previous (Shift+Enter)',
  clearFind: 'Clear (Escape)',

  tools: 'Timeline tools',
  filter: 'Filter',
  filterMeaning: 'Filter…',
  filterActive: (count: number) =>
    count === 1 ? 'Filter: 1 is set' : `Filter: ${number.format(count)} are set`,
  jump: 'Jump To…',
  details: 'Details',
  figures: 'Figures',

  filters: 'Filters that are set',
  shown: (shown: number, total: number) => `${number.format(shown)} of ${number.format(total)}`,
  shownMeaning: (shown: number, total: number) =>
    `${number.format(shown)} of ${number.format(total)} communications are shown`,
  remove: (what: string) => `Remove filter: ${what}`,
  clearFilters: 'Clear Filters',
  since: (moment: string) => `Since ${moment}`,
  until: (moment: string) => `Until ${moment}`,

  dialog: 'Filter',
  close: 'Close',
  parties: 'Participant',
  channels: 'Channel',
  kinds: 'Kind',
  statuses: 'Delivery',
  time: 'Time',
  from: 'From',
  to: 'To',
  morePeople: (count: number) => `${number.format(count)} more are not listed`,
  span: {
    lastHour: 'Last hour',
    today: 'Today',
    last7Days: 'Last 7 days',
    latestDay: 'Latest day',
  },
  kind: { TEXT: 'Text', TRANSCRIPTION: 'Transcription' } satisfies Record<string, string>,
  count: (count: number) => number.format(count),
};
