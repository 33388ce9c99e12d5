import type { l10n as VscodeL10n } from 'vscode';
import type { ServiceMessage } from '../../api/resources.ts';

type L10n = Pick<typeof VscodeL10n, 't'>;

/** How much of a body a row shows; the tooltip has all of it. */
const BODY_SHOWN = 80;

/** A classic (v1) conversation's state in words; one that is not known as it came. */
export function classicStateName(state: string, l10n: L10n): string {
  switch (state) {
    case 'active':
      return l10n.t('Active');
    case 'inactive':
      return l10n.t('Inactive');
    case 'closed':
      return l10n.t('Closed');
    case 'initializing':
      return l10n.t('Initializing');
    default:
      return state;
  }
}

/** Whether a message did not reach everybody it was for. */
export function deliveryProblem(delivery: ServiceMessage['delivery']): boolean {
  return [delivery?.failed, delivery?.undelivered].some((amount) => amount === 'some' || amount === 'all');
}

/**
 * How a message fared, in words: what went wrong, then how far it came otherwise. Empty where nothing is said, as for
 * messages that stay within chat.
 */
export function deliveryWords(delivery: ServiceMessage['delivery'], l10n: L10n): string {
  if (!delivery) return '';
  const { failed, undelivered, read, delivered, sent } = delivery;
  const problems = [
    amountWords(failed, l10n.t('Failed for all'), l10n.t('Failed for some')),
    amountWords(undelivered, l10n.t('Undelivered to all'), l10n.t('Undelivered to some')),
  ].filter((words) => words !== undefined);
  // Whatever was read was delivered, and whatever was delivered was sent: the furthest says it all.
  const furthest =
    amountWords(read, l10n.t('Read by all'), l10n.t('Read by some')) ??
    amountWords(delivered, l10n.t('Delivered to all'), l10n.t('Delivered to some')) ??
    amountWords(sent, l10n.t('Sent to all'), l10n.t('Sent to some'));
  const words = furthest === undefined ? problems : [...problems, furthest];
  return words.length > 0 ? words.join(', ') : l10n.t('Not sent yet');
}

function amountWords(amount: string | undefined, all: string, some: string): string | undefined {
  if (amount === 'all') return all;
  return amount === 'some' ? some : undefined;
}

/** A delivery receipt's status in words; one that is not known as it came. */
export function receiptStatusName(status: string, l10n: L10n): string {
  switch (status) {
    case 'sent':
      return l10n.t('Sent');
    case 'delivered':
      return l10n.t('Delivered');
    case 'read':
      return l10n.t('Read');
    case 'failed':
      return l10n.t('Failed');
    case 'undelivered':
      return l10n.t('Undelivered');
    default:
      return status;
  }
}

/** How many files came with a message; empty for none. */
export function mediaWords(count: number, l10n: L10n): string {
  if (count === 0) return '';
  return count === 1 ? l10n.t('1 file') : l10n.t('{0} files', count);
}

/** Twilio's page about an error code; undefined where there is no error. */
export function errorPage(code: number): string | undefined {
  return Number.isInteger(code) && code > 0 ? `https://www.twilio.com/docs/api/errors/${code}` : undefined;
}

/** A body in one line, cut where it is long. Characters are not cut in two. */
export function shortBody(body: string | null): string {
  const characters = [
    ...(body ?? '')
      .slice(0, BODY_SHOWN * 8)
      .replaceAll(/\s+/g, ' ')
      .trim(),
  ];
  return characters.length <= BODY_SHOWN
    ? characters.join('')
    : `${characters
        .slice(0, BODY_SHOWN - 1)
        .join('')
        .trimEnd()}…`;
}
