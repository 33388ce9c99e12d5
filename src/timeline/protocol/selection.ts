import * as v from 'valibot';

/** From the view: which communication is selected from now on; none when `key` is absent. */
export const selectionToHost = [
  v.object({ type: v.literal('selected'), key: v.optional(v.string()) }),
] as const;
