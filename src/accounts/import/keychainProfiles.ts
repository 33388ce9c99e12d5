import { type Keychain, openKeychain } from '../keychain.ts';
import { type Candidate, examine, type L10n } from './candidate.ts';
import type { LegacyProfile } from './cliConfig.ts';

/** The service that Twilio CLI 1 and 2 kept their secrets under: CLI_NAME of twilio-cli-core's config.js. */
const SERVICE = 'twilio-cli';

/** How the keychain is reached, replaceable in tests. */
export interface KeychainOptions {
  /** The remote's name when the extension runs on another machine than the window: that one's keychain is asked. */
  remoteName: string | undefined;
  open?: () => Promise<Keychain | undefined>;
}

/** What the keychain gave. */
export interface KeychainProfiles {
  candidates: Candidate[];
  /** Why it could not be asked, and what to do about it: too long for a row. */
  explanation: string | undefined;
  /** True when asking another time may do. */
  again: boolean;
}

/**
 * Looks up the secrets of old profiles, one after the other, since a keychain may ask the person for each. Nothing is
 * written or deleted there.
 */
export async function readKeychainProfiles(
  profiles: readonly LegacyProfile[],
  { remoteName, open = openKeychain }: KeychainOptions,
  l10n: L10n,
): Promise<KeychainProfiles> {
  const origin = remoteName
    ? l10n.t('keychain of the remote machine ({0})', remoteName)
    : l10n.t('system keychain');
  const about = ({ id, active }: LegacyProfile) => ({
    source: 'keychain' as const,
    origin,
    name: id,
    active,
  });
  const failed = (profile: LegacyProfile, problem: string): Candidate => {
    const { origin: place, ...found } = about(profile);
    return { ...found, origins: [place], problem };
  };

  const keychain = await open();
  const problem = l10n.t('Its secret could not be read from the keychain.');
  if (!keychain) {
    return {
      candidates: profiles.map((profile) => failed(profile, problem)),
      explanation: absent(remoteName, l10n),
      again: false,
    };
  }
  const candidates: Candidate[] = [];
  let explanation: string | undefined;
  for (const profile of profiles) {
    // What is wrong with the keychain is wrong for the rest too, and a person who refused is not asked again.
    if (explanation) {
      candidates.push(failed(profile, problem));
      continue;
    }
    try {
      const entry = await keychain.getPassword(SERVICE, profile.id);
      candidates.push(
        entry === null
          ? failed(profile, l10n.t('The keychain holds nothing for this profile.'))
          : examine(about(profile), { ...claimOf(entry), ...placeOf(profile) }, l10n),
      );
    } catch (error) {
      explanation = reasonOf(error, remoteName, l10n);
      candidates.push(failed(profile, problem));
    }
  }
  return { candidates, explanation, again: explanation !== undefined };
}

/** `<apiKey>|<apiSecret>`: twilio-cli-core's src/services/secure-storage.js, before 6.8.0. */
function claimOf(entry: string): { apiKey: string; apiSecret: string } {
  const bar = entry.indexOf('|');
  return bar < 0
    ? { apiKey: entry, apiSecret: '' }
    : { apiKey: entry.slice(0, bar), apiSecret: entry.slice(bar + 1) };
}

function placeOf({ accountSid, region, edge }: LegacyProfile) {
  return { accountSid, region, edge };
}

function absent(remoteName: string | undefined, l10n: L10n): string {
  return remoteName
    ? l10n.t(
        'The extension runs on the remote machine ({0}) and has no access to a keychain there. Import in a local window, or make the profile anew with “twilio profiles:create”.',
        remoteName,
      )
    : l10n.t(
        'The module that reads the keychain (keytar) is not installed or does not work here. Make the profile anew with “twilio profiles:create”, or sign in.',
      );
}

/**
 * Puts a keychain's failure into words. The messages are those of libsecret, of macOS's Security framework and of
 * Windows; what is not known is not quoted.
 */
function reasonOf(error: unknown, remoteName: string | undefined, l10n: L10n): string {
  const message = error instanceof Error ? error.message : String(error);
  if (/cancel|dismiss|denied|not permitted|-128\b/i.test(message)) {
    return l10n.t('Access to the keychain was refused. Look in it again, and allow it this time.');
  }
  if (/locked|interaction is not allowed|-25308\b/i.test(message)) {
    return l10n.t('The keychain is locked. Unlock it, then look in it again.');
  }
  if (/d-?bus|secrets? was not provided|autolaunch|could not connect|not available/i.test(message)) {
    return remoteName
      ? l10n.t(
          'The remote machine ({0}) runs no keychain. Import in a local window, or make the profile anew with “twilio profiles:create”.',
          remoteName,
        )
      : l10n.t(
          'No keychain runs on this machine. Start one, such as GNOME Keyring, or make the profile anew with “twilio profiles:create”.',
        );
  }
  return l10n.t('The keychain did not answer as expected. Look in it again, or sign in.');
}
