import type { l10n as VscodeL10n } from 'vscode';
import type { ForwardFailure, RefusedRequest, Unreadable } from './receiver/receivedCallback.ts';
import type { SignatureCause } from './verdict.ts';

type L10n = Pick<typeof VscodeL10n, 't'>;

/** Why a signature does not match, in the few words that a column has. */
export function shortCause(cause: SignatureCause | undefined, l10n: L10n): string {
  switch (cause) {
    case 'noSignature':
      return l10n.t('no signature');
    case 'headerForm':
      return l10n.t('header is malformed');
    case 'noToken':
      return l10n.t('not checked');
    case 'otherUrl':
      return l10n.t('another URL');
    case 'scheme':
      return l10n.t('http or https');
    case 'port':
      return l10n.t('another port');
    case 'trailingSlash':
      return l10n.t('slash at the end');
    case 'pathPrefix':
      return l10n.t('part of the path is missing');
    case 'queryOrder':
      return l10n.t('order of the query');
    case 'queryAltered':
      return l10n.t('query was altered');
    case 'escaping':
      return l10n.t('escaping of the URL');
    case 'otherHost':
      return l10n.t('another host');
    case 'userInfo':
      return l10n.t('user name in the URL');
    case 'otherToken':
      return l10n.t('another auth token');
    case 'apiKeySecret':
      return l10n.t('API key secret');
    case 'bodyAltered':
      return l10n.t('body was altered');
    case 'bodyHashMissing':
      return l10n.t('hash of the body is missing');
    case 'formAltered':
      return l10n.t('form was altered');
    case 'bodyKind':
      return l10n.t('another kind of body');
    case 'unknown':
    case undefined:
      return l10n.t('does not match');
  }
}

/** Why the person's app did not answer. */
export function forwardFailure(failure: ForwardFailure, l10n: L10n): { short: string; text: string } {
  switch (failure.kind) {
    case 'refused':
      return {
        short: l10n.t('refused'),
        text: l10n.t('Nothing listens there. Start your app, or forward to where it listens.'),
      };
    case 'unknownHost':
      return { short: l10n.t('unknown host'), text: l10n.t('The host’s name leads nowhere.') };
    case 'timeout':
      return {
        short: l10n.t('no answer in time'),
        text: l10n.t(
          'Your app did not answer in time. Twilio would not wait either: answer first, then work.',
        ),
      };
    case 'closed':
      return { short: l10n.t('cut off'), text: l10n.t('The connection ended before the answer did.') };
    case 'certificate':
      return {
        short: l10n.t('certificate'),
        text: l10n.t('The certificate is not trusted. On this machine http will do: forward to that.'),
      };
    case 'badUrl':
      return { short: l10n.t('no URL'), text: l10n.t('It is no http or https URL.') };
    case 'loop':
      return {
        short: l10n.t('loop'),
        text: l10n.t('It leads back to this receiver: forward to your app’s own URL.'),
      };
    case 'cancelled':
      return { short: l10n.t('cancelled'), text: l10n.t('It was cancelled.') };
    case 'incomplete':
      return {
        short: l10n.t('incomplete'),
        text: l10n.t('Its body was too large to be kept whole: it cannot be replayed.'),
      };
    case 'other':
      return { short: failure.code ?? l10n.t('failed'), text: failure.message };
  }
}

/** Why a callback's event could not be read. */
export function unreadableWords(why: Unreadable, l10n: L10n): string {
  switch (why) {
    case 'empty':
      return l10n.t('There is nothing in it: no body, and no event in the query.');
    case 'json':
      return l10n.t('Its body says that it is JSON, and is not.');
    case 'noEventType':
      return l10n.t('It could be read, but nothing in it names an event: this is no status callback.');
  }
}

/** Why a request was turned away. */
export function refusedWords(
  { kind, host, path }: Pick<RefusedRequest, 'kind' | 'host' | 'path'>,
  l10n: L10n,
): string {
  switch (kind) {
    case 'foreignHost':
      return l10n.t(
        'for the host {0}, which is not known to lead here; set it as status callback from here, and it is',
        host,
      );
    case 'foreignPage':
      return l10n.t('from a web page: none has anything to send here');
    case 'unknownPath':
      return l10n.t('for {0}, which is no account’s path', path);
    case 'method':
      return l10n.t('neither GET nor POST');
    case 'tooLarge':
      return l10n.t('too large');
    case 'tooBusy':
      return l10n.t('too much at once');
    case 'malformed':
      return l10n.t('malformed');
    case 'expectation':
      return l10n.t('with an expectation that is not met');
  }
}

/** What a kind of event is about and says, in the API's words but readable. */
export function eventWords(eventType: string): string {
  return /^[A-Z]+(?:_[A-Z]+)*$/.test(eventType) ? eventType.replaceAll('_', ' ').toLowerCase() : eventType;
}

/** A duration as people say it: milliseconds, seconds, minutes. */
export function durationWords(ms: number, l10n: L10n): string {
  if (ms < 1_000) return l10n.t('{0} ms', Math.round(ms));
  if (ms < 120_000) return l10n.t('{0} s', (ms / 1_000).toFixed(1));
  return l10n.t('{0} min', Math.round(ms / 60_000));
}
