import type { SandboxAccount } from './accounts.ts';

/** The account of a sandbox that was told nothing else. Its token is no secret: it opens demo data on loopback. */
export const DEFAULT_ACCOUNT: SandboxAccount = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'sandbox' };
