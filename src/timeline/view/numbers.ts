/** The language that numbers and dates are written in: that of the one who reads. BCP 47 tag. */
export const locale = typeof navigator === 'undefined' ? 'en' : navigator.language;

/** Writes numbers. */
export const number = new Intl.NumberFormat(locale);

/** Writes shares from 0 to 1 as whole percentages. */
export const percent = new Intl.NumberFormat(locale, { style: 'percent' });

/** How many there are of something: `1 communication`, `1,200 communications`. */
export function counted(count: number, one: string, many: string): string {
  return `${number.format(count)} ${count === 1 ? one : many}`;
}

/** How many communications there are. */
export function communications(count: number): string {
  return counted(count, 'communication', 'communications');
}
