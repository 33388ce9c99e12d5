import { number } from '../numbers.ts';

/** What is said where the filters let nothing through. In the first bundle, unlike the toolbar's own words. */
export const filteredOutStrings = {
  noneTitle: 'Nothing passes the filters',
  noneDetail: (total: number) =>
    total === 1
      ? 'The one communication here is hidden.'
      : `All ${number.format(total)} communications here are hidden.`,
  noneYet: (total: number) => `None of the ${number.format(total)} communications loaded so far.`,
  clearFilters: 'Clear Filters',
};
