import type * as v from 'valibot';
import type { Credentials } from '../api/credentials.ts';
import { twilioOrigin } from '../api/endpoint.ts';
import type { Account } from '../platform/session.ts';
import type { accountRecordSchema, authenticationSchema } from './accountRecord.ts';

/** With the secret: it stays inside src/accounts. */
export type AccountRecord = v.InferOutput<typeof accountRecordSchema>;
export type Authentication = v.InferOutput<typeof authenticationSchema>;

/** What the client authenticates by. */
export function credentialsOf({
  accountSid,
  authentication,
}: Pick<AccountRecord, 'accountSid' | 'authentication'>): Credentials {
  const { secret } = authentication;
  switch (authentication.method) {
    case 'apiKey':
      return { username: authentication.keySid, password: secret };
    case 'authToken':
      return { username: accountSid, password: secret };
    case 'oauth':
      return { clientId: authentication.clientId, clientSecret: secret };
  }
}

/** What is shown of an account, beyond what every feature may know of it. No secret. */
export interface AccountDetails extends Account {
  readonly method: Authentication['method'];
  /** The default one when absent; a sandbox has none. */
  readonly region: string | undefined;
  readonly edge: string | undefined;
}

/** The account without its secret. */
export function publicPart(record: AccountRecord): AccountDetails {
  return {
    id: record.id,
    label: record.label,
    accountSid: record.accountSid,
    origin: record.kind === 'sandbox' ? record.origin : twilioOrigin(record),
    sandbox: record.kind === 'sandbox',
    method: record.authentication.method,
    region: record.kind === 'twilio' ? record.region : undefined,
    edge: record.kind === 'twilio' ? record.edge : undefined,
  };
}
