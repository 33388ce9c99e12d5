import * as v from 'valibot';
import { address, atLeastOneItem, channel, jsonObject, object, strings, text, url } from './common.ts';

const party = object({
  participantId: v.exactOptional(v.string()),
  address: v.exactOptional(address),
  channel: v.exactOptional(channel),
});

export const createActionBody = object({
  type: v.literal('SEND_MESSAGE'),
  payload: object({
    from: party,
    to: v.pipe(v.array(party), atLeastOneItem()),
    content: v.pipe(
      jsonObject,
      v.strictObject({
        text: v.exactOptional(text),
        contentId: v.exactOptional(v.string()),
        variables: v.exactOptional(strings),
        mediaUrls: v.exactOptional(v.array(url)),
      }),
    ),
    channelSettings: v.exactOptional(jsonObject),
  }),
});
