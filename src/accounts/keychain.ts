/** The system's keychain, read-only: profiles that old versions of the Twilio CLI kept there are imported from it. */
export interface Keychain {
  /** @returns the secret, or null when there is none for this account of this service */
  getPassword(service: string, account: string): Promise<string | null>;
}

/**
 * Opens the system's keychain. Its native module is loaded here, on a person's act and no earlier: some companies
 * have such modules watched, and the universal package comes without it.
 * @returns `undefined` where the module is not installed or cannot work on this machine
 */
export async function openKeychain(
  load: () => Promise<Keychain | { default: Keychain }> = () => import('keytar'),
): Promise<Keychain | undefined> {
  try {
    const module = await load();
    return 'default' in module ? module.default : module;
  } catch {
    return undefined;
  }
}
