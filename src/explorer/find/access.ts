import type { Session, SessionSource } from '../../platform/session.ts';

/** An account's session, and what {@link SessionSource.version} was when it was that one. */
export interface Access {
  session: Session;
  version: number;
}

/** How an account is reached now; `undefined` when it was signed out of. */
export async function accessTo(sessions: SessionSource, accountId: string): Promise<Access | undefined> {
  for (;;) {
    const version = await sessions.version(accountId);
    const session = await sessions.of(accountId);
    if (version === undefined || !session) return undefined;
    // Asking for a session may start a sandbox, which is another one then; a secret may be replaced at any time.
    if ((await sessions.version(accountId)) === version) return { session, version };
  }
}
