import type { l10n as VscodeL10n } from 'vscode';
import { type ApiError, isApiError } from '../api/errors.ts';

/** What a person can do about a failure; each becomes a button where it is shown. */
export type Remedy =
  | 'retry'
  | 'signIn'
  | 'reenterSecret'
  | 'startSandbox'
  | 'moreInfo'
  | 'copyRequestId'
  | 'openLog';

/** A failure in words: what happened, why, and what to do. */
export interface Explanation {
  /** What happened, to what: one sentence. */
  title: string;
  /** Why, in a few words: for a row where there is no room for more. */
  summary: string;
  /** Why, and what to do about it. */
  detail: string;
  remedies: Remedy[];
  /** Twilio's page about the error code. */
  moreInfo?: string;
  /** What Twilio's support asks for. */
  requestId?: string;
  /** Whose request it was, where that is known: for what a button does about the account. */
  accountId?: string;
}

/** Where a request went: the same failure has other causes in a sandbox. */
export interface Circumstance {
  /** What was tried and did not work, as a sentence without its full stop: `Could not list the conversations`. */
  what: string;
  /** True when the account is a sandbox's. */
  sandbox?: boolean;
  /** Whose request it was. A secret that was refused can then be asked for. */
  account?: { readonly id: string; readonly label: string } | undefined;
}

type L10n = Pick<typeof VscodeL10n, 't'>;

/**
 * Puts a failure into words. Whatever it is, the result says what to do next.
 * @param l10n `vscode.l10n`, or a stand-in
 */
export function explain(error: unknown, circumstance: Circumstance, l10n: L10n): Explanation {
  const explanation = inWords(error, circumstance, l10n);
  return circumstance.account ? { ...explanation, accountId: circumstance.account.id } : explanation;
}

function inWords(error: unknown, circumstance: Circumstance, l10n: L10n): Explanation {
  if (!isApiError(error)) {
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof Error && error.name === 'SignedOutError') {
      return {
        title: `${circumstance.what}.`,
        summary: l10n.t('Not signed in'),
        detail: l10n.t('{0} Sign in, then try again.', sentence(reason)),
        remedies: ['signIn', 'retry'],
      };
    }
    return {
      title: `${circumstance.what}.`,
      summary: circumstance.what,
      detail: l10n.t('{0} The log has the details.', sentence(reason)),
      remedies: ['retry', 'openLog'],
    };
  }
  const { summary, detail, remedies } = reason(error, circumstance, l10n);
  return {
    title: `${circumstance.what}.`,
    summary,
    detail: error.outcomeUnknown
      ? l10n.t(
          'It is unknown whether it arrived, so it was not sent again: look before you repeat it. {0}',
          detail,
        )
      : detail,
    remedies: [
      ...remedies,
      ...(error.moreInfo ? (['moreInfo'] as const) : []),
      ...(error.requestId ? (['copyRequestId'] as const) : []),
      'openLog',
    ],
    ...(error.moreInfo ? { moreInfo: error.moreInfo } : {}),
    ...(error.requestId ? { requestId: error.requestId } : {}),
  };
}

interface Reason {
  summary: string;
  detail: string;
  remedies: Remedy[];
}

function reason(error: ApiError, { sandbox = false }: Circumstance, l10n: L10n): Reason {
  switch (error.kind) {
    case 'cancelled':
      return { summary: l10n.t('Cancelled'), detail: l10n.t('It was cancelled.'), remedies: ['retry'] };
    case 'timeout':
      if (error.operation) {
        return {
          summary: l10n.t('Not done yet'),
          detail: l10n.t(
            '{0} It goes on at Twilio: refresh later to see what came of it.',
            sentence(error.message),
          ),
          remedies: ['retry'],
        };
      }
      return {
        summary: l10n.t('No answer in time'),
        detail: l10n.t('No answer came in time. Check the connection and the proxy, then try again.'),
        remedies: ['retry'],
      };
    case 'malformed':
      return {
        summary: l10n.t('Unexpected answer'),
        detail: l10n.t(
          '{0}. Something between here and Twilio may have answered in its place, such as a proxy or a sign-in page. Try again.',
          error.message,
        ),
        remedies: ['retry'],
      };
    case 'operation':
      return {
        summary: l10n.t('Not carried out'),
        detail: l10n.t(
          'Twilio accepted the request, but did not carry it out. Twilio says: {0}',
          sentence(error.message),
        ),
        remedies: ['retry'],
      };
    case 'network':
      return networkReason(error, sandbox, l10n);
    case 'status':
      return statusReason(error, l10n);
  }
}

function networkReason({ systemCode = '', message }: ApiError, sandbox: boolean, l10n: L10n): Reason {
  if (sandbox) {
    return {
      summary: l10n.t('The sandbox does not answer'),
      detail: l10n.t(
        'The sandbox does not answer: it was stopped, or its window was closed. Start it again.',
      ),
      remedies: ['startSandbox', 'retry'],
    };
  }
  if (systemCode === 'ENOTFOUND' || systemCode === 'EAI_AGAIN') {
    return {
      summary: l10n.t('Host not found'),
      detail: l10n.t(
        'The host was not found: there is no network, or the account’s region or edge is misspelt. Check both, then try again.',
      ),
      remedies: ['retry', 'signIn'],
    };
  }
  if (/CERT|SELF_SIGNED|SSL|TLS|UNABLE_TO/i.test(systemCode)) {
    return {
      summary: l10n.t('Certificate not accepted'),
      detail: l10n.t(
        'The server’s certificate was not accepted ({0}). Behind a company proxy, have its root certificate in the system’s store.',
        systemCode,
      ),
      remedies: ['retry'],
    };
  }
  return {
    summary: l10n.t('No connection'),
    detail: l10n.t(
      'The connection failed ({0}). Check the network and the proxy, then try again.',
      systemCode || message,
    ),
    remedies: ['retry'],
  };
}

function statusReason(error: ApiError, l10n: L10n): Reason {
  const said = sentence(error.code ? `${error.message} (${error.code})` : error.message);
  const status = error.status ?? 0;
  if (status === 401 || status === 403) {
    if (/terms/i.test(error.message)) {
      return {
        summary: l10n.t('Terms not accepted'),
        detail: l10n.t(
          'The account has not accepted the terms of Conversations. Accept them in the Twilio Console, then try again. Twilio says: {0}',
          said,
        ),
        remedies: ['retry'],
      };
    }
    if (status === 403) {
      return {
        summary: l10n.t('Credentials refused'),
        detail: l10n.t(
          'Twilio refused the credentials: they lack the permission, or belong to another account or region. Give the API key the permission in the Twilio Console, or sign in with another. Twilio says: {0}',
          said,
        ),
        remedies: ['signIn', 'retry'],
      };
    }
    return {
      summary: l10n.t('Credentials refused'),
      detail: l10n.t(
        'Twilio refused the credentials: the secret is wrong or revoked, or the key belongs to another account or region. Re-enter the secret. Twilio says: {0}',
        said,
      ),
      remedies: ['reenterSecret', 'retry'],
    };
  }
  if (status === 407) {
    return {
      summary: l10n.t('The proxy wants a sign-in'),
      detail: l10n.t(
        'The proxy between here and Twilio wants a user name and a password (HTTP 407). Have them in the setting “http.proxy”, then try again.',
      ),
      remedies: ['retry'],
    };
  }
  if (status === 404) {
    return {
      summary: l10n.t('Not found'),
      detail: l10n.t(
        'It does not exist: it was deleted, or belongs to another account or region. Refresh to see what is there. Twilio says: {0}',
        said,
      ),
      remedies: ['retry'],
    };
  }
  if (status === 409) {
    return {
      summary: l10n.t('Conflict'),
      detail: error.conflictingResourceId
        ? l10n.t('{0} In the way is {1}.', said, error.conflictingResourceId)
        : said,
      remedies: ['retry'],
    };
  }
  if (status === 429) {
    const seconds = Math.ceil((error.retryAfterMs ?? 0) / 1000);
    return {
      summary: l10n.t('Too many requests'),
      detail:
        seconds > 0
          ? l10n.t('Twilio limits the rate of requests. Try again in {0} s. Nothing was processed.', seconds)
          : l10n.t('Twilio limits the rate of requests. Try again in a moment. Nothing was processed.'),
      remedies: ['retry'],
    };
  }
  if (status >= 500) {
    return {
      summary: l10n.t('Server failure (HTTP {0})', status),
      detail: l10n.t(
        'The server had a failure of its own (HTTP {0}). Try again in a moment; if it lasts, see status.twilio.com. It says: {1}',
        status,
        said,
      ),
      remedies: ['retry'],
    };
  }
  return {
    summary: l10n.t('Request not accepted'),
    detail: l10n.t('The request was not accepted. Twilio says: {0}', said),
    remedies: ['retry'],
  };
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
