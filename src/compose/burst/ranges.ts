/** Whole numbers as the ranges that they fill: `[first, last]`, in order, none touching the next. */
export type Ranges = readonly (readonly [first: number, last: number])[];

/** How many numbers there are in ranges. */
export function sizeOf(ranges: Ranges): number {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

/** The ranges that numbers fill. @param numbers in any order; the same one may be there twice */
export function rangesOf(numbers: Iterable<number>): Ranges {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const ranges: [number, number][] = [];
  for (const number of sorted) {
    const last = ranges.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
}

/** Each number of ranges, in order. */
export function* numbersIn(ranges: Ranges): Generator<number, void, void> {
  for (const [first, last] of ranges) {
    for (let number = first; number <= last; number++) yield number;
  }
}

/** The numbers that are in either. */
export function joined(...all: readonly Ranges[]): Ranges {
  const sorted = all.flat().sort(([a], [b]) => a - b);
  const ranges: [number, number][] = [];
  for (const [first, last] of sorted) {
    const before = ranges.at(-1);
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else ranges.push([first, last]);
  }
  return ranges;
}
