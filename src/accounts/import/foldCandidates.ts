import { keyOf } from '../accountIdentity.ts';
import { type Candidate, isUsable, originOf, type UsableCandidate } from './candidate.ts';

/** Accounts that lie in several places are one, which names them all; the first place's name stays. */
export function foldCandidates(found: readonly Candidate[]): Candidate[] {
  const rows: Candidate[] = [];
  const places = new Map<string, number>();
  for (const candidate of found) {
    const key = isUsable(candidate) ? accessKey(candidate) : undefined;
    const place = key === undefined ? undefined : places.get(key);
    const known = place === undefined ? undefined : rows[place];
    if (place === undefined || !known) {
      if (key !== undefined) places.set(key, rows.length);
      rows.push(candidate);
      continue;
    }
    rows[place] = {
      ...known,
      origins: [...new Set([...known.origins, ...candidate.origins])],
      active: known.active || candidate.active,
    };
  }
  return rows;
}

/** Two with the same are the same: account, host, way to authenticate and secret. Never shown. */
export function accessKey(candidate: UsableCandidate): string {
  return JSON.stringify([
    candidate.accountSid,
    originOf(candidate),
    keyOf(candidate.authentication),
    candidate.authentication.secret,
  ]);
}
