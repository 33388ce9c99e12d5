/** A mark's edges in pixels. */
export interface Extent {
  readonly left: number;
  readonly right: number;
}

/** Marks that cannot be told apart where they stand: drawn as one, with how many they are. */
export interface Cluster<T> extends Extent {
  readonly items: readonly T[];
}

/** Neighbours that cover more than this of each other are one. */
const OVERLAP_PX = 5;

/** A cluster becomes no wider than this by what joins it, so that what is dense still shows where it is denser. */
const WIDEST_PX = 26;

/** Joins the marks of one lane that cover each other. @param items from left to right */
export function clustersOf<T extends Extent>(items: readonly T[]): Cluster<T>[] {
  const clusters: { left: number; right: number; items: T[] }[] = [];
  for (const item of items) {
    const last = clusters.at(-1);
    const covers = last !== undefined && item.left < last.right - OVERLAP_PX;
    if (covers && Math.max(last.right, item.right) - last.left <= WIDEST_PX) {
      last.items.push(item);
      last.right = Math.max(last.right, item.right);
    } else {
      clusters.push({ left: item.left, right: item.right, items: [item] });
    }
  }
  return clusters;
}
