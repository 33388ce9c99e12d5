import type { StoredAddress } from '../model.ts';
import type { AccountData } from './accountData.ts';
import { bareAddress } from './grouping.ts';

/**
 * Finds a customer's profile by any of the addresses, or makes one, as the memory store of a configuration does.
 *
 * @param given - the profile that the caller named; its addresses are then known to be that profile's
 * @returns the profile's id, or undefined for a customer without any address
 */
export function resolveProfile(
  data: AccountData,
  memoryStoreId: string,
  { given, addresses }: { given: string | undefined; addresses: readonly StoredAddress[] },
): string | undefined {
  const keys = addresses.map(({ address }) => JSON.stringify([memoryStoreId, bareAddress(address)]));
  if (keys.length === 0) return given;
  const known = keys.map((key) => data.profiles.get(key)).find((id) => id !== undefined);
  const profileId = given ?? known ?? data.ids.next('mem_profile_');
  for (const key of keys) {
    const before = data.profiles.get(key);
    if (before === profileId || (before !== undefined && given === undefined)) continue;
    data.profiles.set(key, profileId);
    data.changed({ kind: 'profile', key, profileId });
  }
  return profileId;
}
