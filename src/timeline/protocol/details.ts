import * as v from 'valibot';

/** From the view: something to do with one communication. */
export const detailsToHost = [
  v.object({
    type: v.literal('actOn'),
    act: v.picklist(['copyId', 'copyText', 'openText']),
    /** The communication's id. */
    key: v.string(),
  }),
] as const;
