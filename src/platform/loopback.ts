const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Whether a text is an http origin on this machine, such as `http://127.0.0.1:4010`: where a sandbox may live. */
export function isLoopbackOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, origin } = new URL(text);
  return protocol === 'http:' && LOOPBACK.has(hostname) && origin === text;
}
