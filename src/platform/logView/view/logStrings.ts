const number = new Intl.NumberFormat();

/**
 * Every word that the view says by itself. One object, so that a translation can take its place as a whole; a count is
 * always an argument, since languages form plurals differently.
 */
export const strings = {
  // Toolbar
  toolbar: 'Actions',
  filter: 'Filter',
  clearFilter: 'Clear Filter',
  quickFilters: 'Quick Filters',
  pause: 'Pause (Space)',
  resume: 'Resume (Space)',
  pausedWith: (held: string) => `Pause (Space), ${held} held back`,
  held: (count: number) => `+${number.format(count)}`,
  clear: 'Clear',
  clearMeaning: 'Clear: forgets everything that is not pinned',

  // Rows
  shownOf: (shown: number, total: number) =>
    shown === total ? number.format(total) : `${number.format(shown)} of ${number.format(total)}`,
  shownMeaning: (shown: number, total: number, dropped: number) => {
    const words =
      shown === total
        ? `${number.format(total)} ${total === 1 ? 'entry' : 'entries'}`
        : `${number.format(shown)} of ${number.format(total)} entries pass the filter`;
    return dropped === 0 ? words : `${words}. ${strings.dropped(dropped)}`;
  },
  dropped: (count: number) =>
    count === 1
      ? '1 older one was forgotten to make room.'
      : `${number.format(count)} older ones were forgotten to make room.`,
  forgotten: (count: number) => `${number.format(count)} forgotten`,
  newCount: (count: number) => `${number.format(count)} new`,
  toLatest: 'Jump to Latest',
  pinned: 'Pinned',
  marks: 'Marks',
  noneTitle: 'Nothing passes the filter',
  noneDetail: (total: number) =>
    total === 1
      ? '1 entry is there that does not.'
      : `${number.format(total)} entries are there that do not.`,
  showAll: 'Show All',
  loading: 'Loading…',

  // One row
  details: 'Details',
  detailsOf: (name: string) => `Details: ${name}`,
  closeDetails: 'Close Details (Escape)',
  resize: 'Size of the Details',
  gone: 'This entry is not there any more.',
  pin: 'Pin (P)',
  unpin: 'Unpin (P)',
  copyRow: 'Copy as Text',
  actions: (name: string) => `Actions: ${name}`,

  // Pieces of details
  copyOf: (name: string) => `Copy ${name}`,
  copied: 'Copied',
  wrap: 'Wrap Lines',
  openInEditor: 'Open in Editor',
  cut: (shown: string, whole: string) => `${whole}, the first ${shown} shown`,
  nothing: 'Empty',
  part: 'Part',
  begins: 'Begins',
  takes: 'Takes',
  milliseconds: (ms: number) => `${ms < 10 ? Math.round(ms * 10) / 10 : number.format(Math.round(ms))} ms`,
  total: 'Total',
  rows: (count: number) => number.format(count),
  tones: {
    good: 'Good',
    bad: 'Bad',
    warning: 'Warning',
    info: 'Note',
    muted: '',
  },
};

/** A size in words, of a text of so many bytes. */
export function sizeWords(bytes: number): string {
  if (bytes < 1_024) return `${number.format(bytes)} B`;
  if (bytes < 1_024 * 1_024) return `${number.format(Math.round(bytes / 102.4) / 10)} KB`;
  return `${number.format(Math.round(bytes / 1_024 / 102.4) / 10)} MB`;
}
