import * as v from 'valibot';
import { CALLBACK_METHODS, CHANNELS } from '../resources.ts';

/*
 * What the bodies that the API takes have in common. All bodies have every limit of its OpenAPI document
 * (twilio_conversations_v2.json in @twilio/cli-core 9.0.0). What is marked SDK is newer than that document and comes
 * from the typings of twilio 6.2; the limits on addresses and text come from Twilio's Agent Connect client.
 */

/** Valibot lets arrays pass as objects; the API's document tells them apart. */
export const jsonObject = v.custom<Record<string, unknown>>(
  (input) => typeof input === 'object' && input !== null && !Array.isArray(input),
  'must be an object',
);

/** An object with these members; others are left out. */
export const object = <const E extends v.ObjectEntries>(entries: E) => v.pipe(jsonObject, v.object(entries));

const MAX_ADDRESS = 254;
const MAX_TEXT = 8_388_608;

export const atMostCharacters = (limit: number) =>
  v.maxLength<string, number, string>(limit, `must have at most ${limit.toLocaleString('en-US')} characters`);

export const atMostItems = <T extends unknown[]>(limit: number) =>
  v.maxLength<T, number, string>(limit, `must have at most ${limit} items`);

export const atLeastOneItem = <T extends unknown[]>() =>
  v.minLength<T, 1, string>(1, 'must have at least 1 item');

export const channel = v.picklist(CHANNELS);
export const address = v.pipe(v.string(), v.minLength(1, 'must not be empty'), atMostCharacters(MAX_ADDRESS));
export const text = v.pipe(v.string(), atMostCharacters(MAX_TEXT));
export const url = v.pipe(
  v.string(),
  v.check((value) => URL.canParse(value), 'must be an absolute URL'),
);
/** A map from names to values. `v.record` would leave out what is called `constructor` or `prototype`. */
export const map = <
  K extends v.BaseSchema<string, string, v.BaseIssue<unknown>>,
  V extends v.BaseSchema<unknown, unknown, v.BaseIssue<unknown>>,
>(
  key: K,
  value: V,
) =>
  v.pipe(
    jsonObject,
    v.transform((input) => new Map(Object.entries(input))),
    v.map(key, value),
    v.transform((entries): Record<string, v.InferOutput<V>> => Object.fromEntries(entries)),
  );

export const strings = map(v.string(), v.string());

export const statusCallback = object({
  url,
  method: v.exactOptional(v.picklist(CALLBACK_METHODS), 'POST'),
});

/** SDK: the rules for a metadata key. */
export const metadataKey = v.pipe(
  v.string(),
  atMostCharacters(128),
  v.regex(/^[A-Za-z0-9._-]+$/, 'must be a key of letters, digits, ".", "_" and "-"'),
);

/** SDK. */
export const metadataValue = v.pipe(v.string(), atMostCharacters(512));

/** SDK. */
export const metadata = v.pipe(
  map(metadataKey, metadataValue),
  v.maxEntries(8, 'must have at most 8 entries'),
);
