import { communications, number } from '../numbers.ts';

/** Every word of the overview. */
export const overviewStrings = {
  label: 'Overview of the whole conversation',
  help: 'Arrow keys move through time, with Shift they choose a range. Enter goes there or filters to the range, Escape lets go of it.',
  communications,
  failed: (count: number) => `${number.format(count)} failed`,
  rangeChosen: (range: string, count: number) => `${range}, ${communications(count)} chosen`,
  filterToRange: 'Filter to Range',
  zoomToRange: 'Zoom to Range',
  letGo: 'Cancel',
  clearRange: 'Clear Range',
  customers: 'customers',
  agents: 'agents',
};
