/** The proxy that requests to a host go through. */
export interface ProxyInUse {
  /** Without user name and password. */
  address: string;
  /** What names it: `http.proxy`, or the environment variable's name. */
  source: string;
}

export interface ProxySettings {
  /** `http.proxy` */
  proxy?: string | undefined;
  /** `http.proxySupport` */
  proxySupport?: string | undefined;
  /** `http.noProxy` */
  noProxy?: readonly string[] | undefined;
}

/**
 * Which proxy VS Code sends requests to an https host through, as far as settings and environment say. One that the
 * operating system names is not known here.
 *
 * Source: `@vscode/proxy-agent` (src/index.ts): the setting goes before the environment, `http.noProxy` before
 * `no_proxy`.
 */
export function proxyInUse(
  host: string,
  { proxy = '', proxySupport = 'override', noProxy = [] }: ProxySettings,
  environment: Readonly<Record<string, string | undefined>>,
): ProxyInUse | undefined {
  if (proxySupport === 'off') return undefined;
  const bypassed =
    noProxy.length > 0 ? noProxy : (environment['no_proxy'] ?? environment['NO_PROXY'] ?? '').split(',');
  if (bypassed.some((pattern) => isBypassed(host, pattern.trim().toLowerCase()))) return undefined;
  if (proxy !== '') return { address: withoutCredentials(proxy), source: 'http.proxy' };
  for (const name of ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy']) {
    const value = environment[name];
    if (value) return { address: withoutCredentials(value), source: name };
  }
  return undefined;
}

function isBypassed(host: string, pattern: string): boolean {
  if (pattern === '*') return true;
  const [name = '', port] = pattern.split(':');
  if (name === '' || (port !== undefined && port !== '443')) return false;
  const suffix = name.replace(/^\*?\./, '');
  return host === suffix || host.endsWith(`.${suffix}`);
}

/** A proxy's address often holds a password: nothing of it is shown. */
function withoutCredentials(address: string): string {
  const withScheme = address.includes('://') ? address : `http://${address}`;
  if (!URL.canParse(withScheme)) return '…';
  const { protocol, host } = new URL(withScheme);
  return `${protocol}//${host}`;
}
