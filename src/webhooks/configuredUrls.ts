/**
 * So many are kept of an account: each is tried when a signature does not match, and an account may have hundreds, most of
 * which lead elsewhere.
 */
const MOST = 50;

/**
 * The status callbacks that are known of an account, with some more.
 * @param known the likeliest first
 * @param path of the account at the receiver: what ends with it leads here, and comes first
 */
export function withConfigured(
  known: readonly string[],
  more: readonly string[],
  path: string | undefined,
): string[] {
  const all = [...new Set([...more, ...known])];
  const leadsHere = (url: string) =>
    path !== undefined && URL.canParse(url) && new URL(url).pathname.endsWith(path);
  return [...all.filter(leadsHere), ...all.filter((url) => !leadsHere(url))].slice(0, MOST);
}
