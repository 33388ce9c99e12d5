import type { l10n as VscodeL10n } from 'vscode';
import type { ApiError } from '../../api/errors.ts';
import type { TlsFacts } from './probes.ts';
import type { ProxyInUse } from './proxyInUse.ts';

/** What is looked at, in this order; a sandbox has the last three. */
export type StepName =
  | 'dns'
  | 'tls'
  | 'proxy'
  | 'clock'
  | 'listening'
  | 'answering'
  | 'credentials'
  | 'region'
  | 'terms';

/** How one step went. */
export interface StepResult {
  name: StepName;
  outcome: 'done' | 'failed' | 'skipped';
  /** What was found, or why it failed or was not tried: one sentence. */
  fact: string;
  /** With `failed`: the way out. */
  remedy?: string;
}

/** Whose connection is checked. No secret. */
export interface CheckedAccount {
  accountSid: string;
  origin: string;
  sandbox: boolean;
  /** The default one when absent. */
  region: string | undefined;
}

/** What came of one request with the account's credentials. */
export interface RequestFacts {
  /** Absent when it went through. */
  error?: ApiError;
  /** The account that what was listed belongs to. */
  owner?: string | undefined;
  /** The answer's `Date`, in epoch milliseconds. */
  serverTime?: number | undefined;
  /** When that came, by this machine's clock. */
  receivedAt?: number | undefined;
}

/** How a connection is tried. Those that fail throw an Error with the system's code. */
export interface Probes {
  lookUp: (host: string) => Promise<readonly string[]>;
  shakeHands: (host: string, port: number) => Promise<TlsFacts>;
  knock: (host: string, port: number) => Promise<void>;
  request: () => Promise<RequestFacts>;
  proxy: ProxyInUse | undefined;
}

type L10n = Pick<typeof VscodeL10n, 't'>;

const MINUTE_MS = 60_000;
/** Beyond this, certificates and tokens begin to look expired, or not valid yet. */
const TOLERATED_CLOCK_MS = 5 * MINUTE_MS;

/**
 * Tries the way to an account's API step by step.
 * @param onStep called with each result as it is known, in the order of the steps
 * @param l10n `vscode.l10n`, or a stand-in
 */
export async function checkSteps(
  account: CheckedAccount,
  probes: Probes,
  l10n: L10n,
  onStep: (result: StepResult) => void,
): Promise<StepResult[]> {
  const results: StepResult[] = [];
  const report = (...made: StepResult[]) => {
    for (const result of made) {
      results.push(result);
      onStep(result);
    }
  };
  const words = new Words(account, l10n);
  const { hostname, port } = new URL(account.origin);
  if (account.sandbox) {
    const listening = await words.listening(() =>
      probes.knock(hostname.replace(/^\[|\]$/g, ''), Number(port)),
    );
    report(listening);
    if (listening.outcome === 'failed') {
      report(words.notReached('answering'), words.notReached('credentials'));
      return results;
    }
    const facts = await probes.request();
    report(words.answering(facts), words.credentials(facts));
    return results;
  }
  const direct = probes.proxy ? words.behindProxy() : await tryDirectly(words, probes, hostname);
  if (direct.every(({ outcome }) => outcome !== 'failed')) {
    report(...direct);
    report(...words.ofRequest(await probes.request(), probes.proxy));
    return results;
  }
  // The operating system may name a proxy that is not known here: a request tells.
  const facts = await probes.request();
  const reached = facts.error === undefined || facts.error.kind === 'status';
  report(...(reached ? words.unknownProxy(direct) : direct));
  report(...words.ofRequest(facts, probes.proxy, reached));
  return results;
}

async function tryDirectly(words: Words, probes: Probes, host: string): Promise<StepResult[]> {
  const dns = await words.dns(host, () => probes.lookUp(host));
  if (dns.outcome === 'failed') return [dns, words.notReached('tls')];
  return [dns, await words.tls(() => probes.shakeHands(host, 443))];
}

/** The results in words. */
class Words {
  readonly #account: CheckedAccount;
  readonly #l10n: L10n;

  constructor(account: CheckedAccount, l10n: L10n) {
    this.#account = account;
    this.#l10n = l10n;
  }

  async dns(host: string, lookUp: () => Promise<readonly string[]>): Promise<StepResult> {
    const l10n = this.#l10n;
    try {
      const [address = '?'] = await lookUp();
      return done('dns', l10n.t('{0} is {1}.', host, address));
    } catch (error) {
      return failed(
        'dns',
        l10n.t('{0} was not found ({1}).', host, codeOf(error)),
        this.#account.region === undefined
          ? l10n.t('Check the network and its name server.')
          : l10n.t('Check the network, and whether there is a region {0}.', this.#account.region),
      );
    }
  }

  async tls(shakeHands: () => Promise<TlsFacts>): Promise<StepResult> {
    const l10n = this.#l10n;
    let facts: TlsFacts;
    try {
      facts = await shakeHands();
    } catch (error) {
      return failed(
        'tls',
        l10n.t('There is no connection ({0}).', codeOf(error)),
        l10n.t('Check the firewall, and whether this network needs a proxy.'),
      );
    }
    const { protocol, issuer, refusal } = facts;
    if (refusal === undefined) {
      return done('tls', l10n.t('{0}, with a certificate issued by {1}.', protocol, issuer));
    }
    return failed(
      'tls',
      l10n.t('The certificate, issued by {0}, is not accepted ({1}).', issuer, refusal),
      certificateRemedy(refusal, l10n),
    );
  }

  behindProxy(): StepResult[] {
    const l10n = this.#l10n;
    return [
      skipped('dns', l10n.t('Not tried: behind a proxy, the proxy looks the host up.')),
      skipped('tls', l10n.t('Not tried directly: behind a proxy, the connection goes through it.')),
    ];
  }

  /** A direct connection fails, but requests go through. */
  unknownProxy(direct: readonly StepResult[]): StepResult[] {
    return direct.map((result) =>
      result.outcome === 'failed'
        ? skipped(result.name, this.#l10n.t('{0} Requests go through all the same.', result.fact))
        : result,
    );
  }

  ofRequest(facts: RequestFacts, proxy: ProxyInUse | undefined, unknownProxy = false): StepResult[] {
    return [
      this.#proxy(facts, proxy, unknownProxy),
      this.#clock(facts),
      this.credentials(facts),
      this.#region(facts),
      this.#terms(facts),
    ];
  }

  #proxy({ error }: RequestFacts, proxy: ProxyInUse | undefined, unknownProxy: boolean): StepResult {
    const l10n = this.#l10n;
    if (error?.status === 407) {
      return failed(
        'proxy',
        proxy
          ? l10n.t('{0} ({1}) wants a user name and a password (407).', proxy.address, proxy.source)
          : l10n.t('A proxy wants a user name and a password (407).'),
        l10n.t('Put them into the proxy’s address, in the setting “http.proxy”.'),
      );
    }
    if (!proxy) {
      return done(
        'proxy',
        unknownProxy
          ? l10n.t('Neither setting nor environment names one; the operating system seems to.')
          : l10n.t('None: neither the setting “http.proxy” nor HTTPS_PROXY names one.'),
      );
    }
    if (isUnreached(error)) {
      return failed(
        'proxy',
        l10n.t('Nothing comes through {0} ({1}): {2}.', proxy.address, proxy.source, reasonOf(error)),
        proxyRemedy(error, l10n),
      );
    }
    return done('proxy', l10n.t('{0}, named by {1}.', proxy.address, proxy.source));
  }

  #clock({ serverTime, receivedAt }: RequestFacts): StepResult {
    const l10n = this.#l10n;
    if (serverTime === undefined || receivedAt === undefined) {
      return skipped('clock', l10n.t('Not compared: no answer said the time.'));
    }
    const ahead = receivedAt - serverTime;
    const seconds = Math.round(Math.abs(ahead) / 1000);
    if (Math.abs(ahead) <= TOLERATED_CLOCK_MS) {
      return done('clock', l10n.t('Within {0} s of the server’s.', seconds));
    }
    const minutes = Math.round(Math.abs(ahead) / MINUTE_MS);
    return failed(
      'clock',
      ahead > 0
        ? l10n.t('This machine’s clock is {0} min ahead of the server’s.', minutes)
        : l10n.t('This machine’s clock is {0} min behind the server’s.', minutes),
      l10n.t('Have the operating system set it: certificates and tokens depend on it.'),
    );
  }

  credentials({ error, owner }: RequestFacts): StepResult {
    const l10n = this.#l10n;
    const { accountSid } = this.#account;
    if (owner !== undefined && owner !== accountSid) {
      return failed(
        'credentials',
        l10n.t('They belong to another account: {0}.', owner),
        l10n.t('Sign in again with that account SID.'),
      );
    }
    if (!error) return done('credentials', l10n.t('Accepted for {0}.', accountSid));
    if (isUnreached(error) || error.status === 407) return this.notReached('credentials');
    if (isAboutTerms(error)) return done('credentials', l10n.t('Accepted for {0}.', accountSid));
    if (isRefused(error)) {
      return failed(
        'credentials',
        l10n.t('The secret was refused: {0}.', said(error)),
        l10n.t('Re-enter the secret. It may have been revoked.'),
      );
    }
    if (error.status === 403) {
      return failed(
        'credentials',
        l10n.t('They lack the permission to list conversations: {0}.', said(error)),
        l10n.t('Give the API key that permission in the Twilio Console.'),
      );
    }
    return skipped('credentials', l10n.t('Not known: the server answered {0}.', said(error)));
  }

  #region({ error }: RequestFacts): StepResult {
    const l10n = this.#l10n;
    const region = this.#account.region ?? l10n.t('us1 (default)');
    if (!error || isAboutTerms(error)) return done('region', l10n.t('{0} knows the credentials.', region));
    if (isRefused(error)) {
      return skipped(
        'region',
        l10n.t('Possibly the cause: a key of another region than {0} is refused too.', region),
      );
    }
    if (error.status === 404) {
      return failed(
        'region',
        l10n.t('{0} has no Conversations for this account (404).', region),
        l10n.t('Sign in again with the account’s region.'),
      );
    }
    return this.notReached('region');
  }

  #terms({ error }: RequestFacts): StepResult {
    const l10n = this.#l10n;
    if (!error) return done('terms', l10n.t('Accepted.'));
    if (isAboutTerms(error)) {
      return failed(
        'terms',
        l10n.t('The account has not accepted the terms of Conversations.'),
        l10n.t('Accept them in the Twilio Console.'),
      );
    }
    return this.notReached('terms');
  }

  async listening(knock: () => Promise<void>): Promise<StepResult> {
    const l10n = this.#l10n;
    const { host } = new URL(this.#account.origin);
    try {
      await knock();
      return done('listening', l10n.t('Something listens on {0}.', host));
    } catch (error) {
      return failed(
        'listening',
        l10n.t('Nothing listens on {0} ({1}).', host, codeOf(error)),
        l10n.t('Start the sandbox: by “Start Sandbox”, or where it was started before.'),
      );
    }
  }

  answering({ error }: RequestFacts): StepResult {
    const l10n = this.#l10n;
    if (!isUnreached(error) && error?.status !== 404) {
      return done('answering', l10n.t('It answers as a sandbox does.'));
    }
    return failed(
      'answering',
      l10n.t('It does not answer as a sandbox does: {0}.', reasonOf(error)),
      l10n.t('Another program may have the port: stop it, or start the sandbox on another port.'),
    );
  }

  notReached(name: StepName): StepResult {
    return skipped(name, this.#l10n.t('Not tried: a step before it failed.'));
  }
}

function certificateRemedy(code: string, l10n: L10n): string {
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') {
    return l10n.t('Check this machine’s date and time.');
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return l10n.t('It is another host’s: something on the way answers in Twilio’s place.');
  }
  return l10n.t('If that is your company’s firewall, put its root certificate into the system’s store.');
}

function proxyRemedy(error: ApiError | undefined, l10n: L10n): string {
  return /CERT|SELF_SIGNED|UNABLE_TO/.test(error?.systemCode ?? '')
    ? l10n.t('The proxy shows a certificate of its own: put its root certificate into the system’s store.')
    : l10n.t('Check the proxy’s address and whether it runs.');
}

/** No answer of the API's: nothing came, or what came was not of its kind. */
function isUnreached(error: ApiError | undefined): boolean {
  return error !== undefined && error.kind !== 'status';
}

function isAboutTerms({ status, message }: ApiError): boolean {
  return (status === 401 || status === 403) && /terms/i.test(message);
}

/** RFC 6749, 5.2: a token endpoint may refuse a client with 400. */
function isRefused({ status, path }: ApiError): boolean {
  return status === 401 || (status === 400 && path.endsWith('/token'));
}

function said({ status, code, message }: ApiError): string {
  const text = message.trim().replace(/\.$/, '');
  return `${text} (${code === undefined ? '' : `${code}, `}HTTP ${status})`;
}

function reasonOf(error: ApiError | undefined): string {
  return error?.systemCode ?? error?.message.trim().replace(/\.$/, '') ?? '?';
}

function codeOf(error: unknown): string {
  const { code, message } = Object(error) as { code?: unknown; message?: unknown };
  return String(code ?? message ?? error);
}

function done(name: StepName, fact: string): StepResult {
  return { name, outcome: 'done', fact };
}

function skipped(name: StepName, fact: string): StepResult {
  return { name, outcome: 'skipped', fact };
}

function failed(name: StepName, fact: string, remedy: string): StepResult {
  return { name, outcome: 'failed', fact, remedy };
}
