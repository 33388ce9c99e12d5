import { Base } from '../data/base.ts';
import { badRequest } from '../failure.ts';
import { AccountData, type Surroundings } from '../store/accountData.ts';
import { addConfiguration } from '../store/configurations.ts';
import { IdSource } from '../store/ids.ts';
import { hash } from '../store/random.ts';
import { CONFIGURATION_KEYS, LARGE_CONFIGURATIONS } from './largeConfigurations.ts';
import { LargeOrigin } from './largeOrigin.ts';
import { LazyMap } from './lazyMap.ts';

/** Of the code that makes the large data: to be counted up with each change that makes other conversations. */
const VERSION = 1;

const DAY_MS = 86_400_000;
/** Before the first conversation. */
const CONFIGURATIONS_AGE_MS = 230 * DAY_MS;

interface LargeNote {
  data: string;
  version: number;
  /** Of the account's ids. */
  seed: number;
  /** The moment that it is made for, in epoch milliseconds. */
  at: number;
  ids: IdSource;
}

/**
 * An account with ten thousand conversations, one of which has 100,000 communications, none of them made before it is
 * asked for: as it was at first, but without configurations.
 *
 * @throws Failure 400 when the note is of data that this version does not make
 */
export function createLargeAccount(
  accountSid: string,
  surroundings: Surroundings,
  { data: kind, version, seed, at, ids }: LargeNote,
): AccountData {
  if (kind !== 'large' || version !== VERSION) {
    throw badRequest(
      `This holds only what changed in data of the kind ${kind}, version ${version}, which this version of the sandbox does not make`,
    );
  }
  // The ids that were made since are none of the origin's.
  const origin = new LargeOrigin(new IdSource(seed), at);
  const data = new AccountData(accountSid, seed, surroundings, {
    ids,
    conversations: origin,
    profiles: new LazyMap((key) => origin.findProfile(key)),
    groups: new LazyMap((key) => origin.findGroup(key)),
    base: new Base({ data: 'large', version, seed, at }, origin),
  });
  data.channelIndex.addFinder((channelId) => origin.findChannelId(channelId));
  return data;
}

/**
 * A new account with the large data, made for a moment.
 *
 * @param now - epoch milliseconds
 */
export function seedLarge(
  accountSid: string,
  seed: number,
  surroundings: Surroundings,
  now: number,
): AccountData {
  const own = seed ^ hash(accountSid);
  const ids = new IdSource(own);
  const note = { data: 'large', version: VERSION, seed: own, at: now, ids };
  const data = createLargeAccount(accountSid, surroundings, note);
  const origin = data.base?.origin as LargeOrigin;
  origin.ids.reserve(ids);
  CONFIGURATION_KEYS.forEach((key, index) => {
    const at = now - CONFIGURATIONS_AGE_MS + index * DAY_MS;
    addConfiguration(data, LARGE_CONFIGURATIONS[key], at, origin.ids.configuration(key));
  });
  return data;
}
