/** A URL as it may be shown. */
export interface RedactedUrl {
  text: string;
  /** Whether anything was left out. */
  redacted: boolean;
}

/**
 * A URL without what may be a secret: the name and password before its host, and its query and fragment. Where such a
 * part was stands `…`: `https://host/path?…`.
 * @returns undefined for what is no URL: nothing of it can be shown, since nobody knows what it is
 */
export function redactedUrl(url: string): RedactedUrl | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, username, password, host, pathname, search, hash } = new URL(url);
  const user = username || password ? '…@' : '';
  const text = `${protocol}//${user}${host}${pathname}${search ? '?…' : ''}${hash ? '#…' : ''}`;
  return { text, redacted: user !== '' || search !== '' || hash !== '' };
}
