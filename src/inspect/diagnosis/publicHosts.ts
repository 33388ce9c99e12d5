import type { HostAnswer } from './evidence.ts';

/** Twilio does not wait much longer either. */
const WAIT_MS = 5_000;

/**
 * Asks a callback's server whether it is there: by HEAD, without what may be a secret in the URL. Any answer will do,
 * since a server need not know HEAD. To be called only when the person wants it: the server sees the request.
 */
export async function askHost(url: string): Promise<HostAnswer> {
  try {
    await fetch(askedUrl(url), {
      method: 'HEAD',
      redirect: 'manual',
      credentials: 'omit',
      signal: AbortSignal.timeout(WAIT_MS),
    });
    return 'listens';
  } catch (error) {
    return answerOf(error);
  }
}

/** What is asked: without name, password, query and fragment. */
export function askedUrl(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

/** What a failure to connect says of the server. */
export function answerOf(error: unknown): HostAnswer {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'unresolved';
  if (code === 'ECONNREFUSED') return 'refuses';
  return /CERT|SELF_SIGNED|SSL|TLS|UNABLE_TO/i.test(code) ? 'certificate' : 'silent';
}
