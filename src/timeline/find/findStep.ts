import type { Communication } from '../../api/resources.ts';
import { type Entry, entryOf } from '../entries.ts';
import { placeOf } from '../places.ts';
import type { FindMove } from '../protocol/find.ts';

/** Where steps are made. */
export interface Stepped {
  readonly shown: readonly Entry[];
  communication(id: string): Communication | undefined;
}

/**
 * Which of the hits comes next.
 * @param hits positions among what is shown, in order
 * @param from id of the communication that is read, shown or not; the end where it is absent or not known
 * @param move `start`: the place itself or what follows, else the last before it; the others go round at the ends
 * @returns an index of the hits, or `undefined` where there are none
 */
export function stepFrom(
  stepped: Stepped,
  hits: readonly number[],
  from: string | undefined,
  move: FindMove,
): number | undefined {
  const { shown } = stepped;
  const count = hits.length;
  if (count === 0) return undefined;
  const read = from === undefined ? undefined : stepped.communication(from);
  const place = read ? placeOf(shown, entryOf(read)) : shown.length;
  const isShown = read !== undefined && shown[place]?.communication.id === read.id;
  const following = firstFrom(hits, place);
  switch (move) {
    case 'start':
      return following < count ? following : count - 1;
    case 'next': {
      const next = isShown ? firstFrom(hits, place + 1) : following;
      return next < count ? next : 0;
    }
    case 'previous':
      return following > 0 ? following - 1 : count - 1;
  }
}

/** Index of the first hit at a place or after it; how many there are where there is none. */
function firstFrom(hits: readonly number[], place: number): number {
  const index = hits.findIndex((hit) => hit >= place);
  return index === -1 ? hits.length : index;
}
