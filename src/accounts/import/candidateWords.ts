import { shortSid } from '../accountIdentity.ts';
import { type Candidate, isUsable, type L10n, type Source } from './candidate.ts';

/** What the list says of a candidate. */
export interface CandidateWords {
  label: string;
  description: string;
  detail: string;
}

/**
 * Puts a candidate into words: never its secret.
 * @param here true when it is among the accounts already
 */
export function candidateWords(candidate: Candidate, here: boolean, l10n: L10n): CandidateWords {
  const marks = [
    // What has no name is called by its place.
    ...candidate.origins.filter((origin) => origin !== candidate.name),
    ...(candidate.active ? [l10n.t('active profile')] : []),
    ...(here ? [l10n.t('already here')] : []),
  ].map(plain);
  const name = plain(candidate.name);
  if (!isUsable(candidate)) {
    return {
      label: `$(warning) ${name}`,
      description: marks.join(' · '),
      detail: l10n.t('Cannot be imported. {0}', candidate.problem),
    };
  }
  const { accountSid, authentication, region, edge } = candidate;
  const way =
    authentication.method === 'apiKey'
      ? l10n.t('API key {0}', shortSid(authentication.keySid))
      : l10n.t('auth token');
  const place = [region ?? 'us1', ...(edge ? [edge] : [])].join(', ');
  return {
    label: name,
    description: marks.join(' · '),
    detail: [shortSid(accountSid), way, place].join(' · '),
  };
}

/** The heading over what a source gave. */
export function sourceHeading(source: Source, l10n: L10n): string {
  switch (source) {
    case 'cli':
      return l10n.t('Twilio CLI');
    case 'keychain':
      return l10n.t('Keychain');
    case 'environment':
      return l10n.t('Environment variables');
    case 'file':
      return l10n.t('.env files');
  }
}

/** A text that names no icon: what is found in files is text and nothing else. A word joiner takes its syntax apart. */
function plain(text: string): string {
  return text.replaceAll('$(', '$\u2060(');
}
