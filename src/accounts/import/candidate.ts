import * as v from 'valibot';
import type { l10n as VscodeL10n } from 'vscode';
import { isLocationName, twilioOrigin } from '../../api/endpoint.ts';
import type { Authentication } from '../account.ts';
import { accountSidSchema } from '../accountRecord.ts';

/** `vscode.l10n`, or a stand-in. */
export type L10n = Pick<typeof VscodeL10n, 't'>;

/** Where an account was found; the list keeps what belongs together under one heading, in this order. */
export const SOURCES = ['cli', 'keychain', 'environment', 'file'] as const;
export type Source = (typeof SOURCES)[number];

interface Found {
  source: Source;
  /** The places it was found in, in words, such as `Twilio CLI`. */
  origins: readonly string[];
  /** What it is called there. */
  name: string;
  /** True for the profile that the Twilio CLI uses when none is named. */
  active: boolean;
}

/** An account that can be imported, with its secret: it stays inside src/accounts. */
export interface UsableCandidate extends Found {
  accountSid: string;
  authentication: Exclude<Authentication, { method: 'oauth' }>;
  region: string | undefined;
  edge: string | undefined;
  problem?: never;
}

/** Something that was meant to be an account and cannot be one. */
export interface UnusableCandidate extends Found {
  /** Why, as a sentence. It never quotes what was read: that may be the secret in the wrong place. */
  problem: string;
}

export type Candidate = UsableCandidate | UnusableCandidate;

export function isUsable(candidate: Candidate): candidate is UsableCandidate {
  return candidate.problem === undefined;
}

/** What a source says of an account, as it was read. */
export interface Claim {
  accountSid?: unknown;
  apiKey?: unknown;
  apiSecret?: unknown;
  /** Asked only where there is no API key with its secret. */
  authToken?: unknown;
  region?: unknown;
  edge?: unknown;
}

const keySidSchema = v.pipe(v.string(), v.regex(/^SK[0-9a-fA-F]{32}$/));
const secretSchema = v.pipe(v.string(), v.nonEmpty());
/** It becomes part of a host name: anything else could send the secret elsewhere. */
const placeSchema = v.pipe(v.string(), v.maxLength(40), v.check(isLocationName));

/** Checks the form of what was found. Nothing is sent. */
export function examine(
  found: Omit<Found, 'origins'> & { origin: string },
  claim: Claim,
  l10n: L10n,
): Candidate {
  const { origin, ...rest } = found;
  const about: Found = { ...rest, origins: [origin], name: readable(found.name) };
  const unusable = (problem: string): UnusableCandidate => ({ ...about, problem });
  const { accountSid, apiKey, apiSecret, authToken, region, edge } = trimmed(claim);

  if (accountSid === undefined) return unusable(l10n.t('The account SID is missing.'));
  if (!v.is(accountSidSchema, accountSid)) {
    return unusable(l10n.t('The account SID is not AC and 32 hexadecimal digits.'));
  }
  for (const place of [region, edge]) {
    if (place !== undefined && !v.is(placeSchema, place)) {
      return unusable(l10n.t('The region or edge is not a plain name such as “ie1”.'));
    }
  }
  const places = { region: region as string | undefined, edge: edge as string | undefined };
  if (apiKey !== undefined && apiSecret !== undefined) {
    if (!v.is(keySidSchema, apiKey)) {
      return unusable(l10n.t('The API key SID is not SK and 32 hexadecimal digits.'));
    }
    if (!v.is(secretSchema, apiSecret)) return unusable(l10n.t('The secret of the API key is not a text.'));
    return {
      ...about,
      accountSid,
      authentication: { method: 'apiKey', keySid: apiKey, secret: apiSecret },
      ...places,
    };
  }
  if (authToken !== undefined) {
    if (!v.is(secretSchema, authToken)) return unusable(l10n.t('The auth token is not a text.'));
    return { ...about, accountSid, authentication: { method: 'authToken', secret: authToken }, ...places };
  }
  if (apiKey !== undefined) return unusable(l10n.t('The secret of the API key is missing.'));
  if (apiSecret !== undefined) return unusable(l10n.t('The API key SID is missing.'));
  return unusable(l10n.t('Neither an API key nor an auth token is with it.'));
}

/** What the account's API is reached by. */
export function originOf(candidate: UsableCandidate): string {
  return twilioOrigin(candidate);
}

const LONGEST_NAME = 60;

/** A name as one line: profiles may be called anything. */
function readable(name: string): string {
  const line = name.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return line.length > LONGEST_NAME ? `${line.slice(0, LONGEST_NAME)}…` : line;
}

/** Texts without the blanks around them; an empty one, and null, is none. */
function trimmed(claim: Claim): Claim {
  return Object.fromEntries(
    Object.entries(claim)
      .map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value])
      .filter(([, value]) => value !== '' && value !== null),
  );
}
