import type { l10n as VscodeL10n } from 'vscode';

type L10n = Pick<typeof VscodeL10n, 't'>;

/** Twilio's page about an error code. */
export function errorPageOf(code: number): string {
  return `https://www.twilio.com/docs/api/errors/${code}`;
}

/**
 * What a delivery error code means, in one sentence; undefined for one that is not among the usual.
 * Source: Twilio's error dictionary, https://www.twilio.com/docs/api/errors.
 */
export function meaningOf(code: number, l10n: L10n): string | undefined {
  switch (code) {
    case 30001:
      return l10n.t('The sending queue was full.');
    case 30002:
      return l10n.t('The account was suspended between sending and delivery.');
    case 30003:
      return l10n.t('The phone could not be reached: switched off, out of range, or not on the network.');
    case 30004:
      return l10n.t('The message was blocked: the number does not accept it, or its owner opted out.');
    case 30005:
      return l10n.t('The number is unknown, or no longer in use.');
    case 30006:
      return l10n.t('The number is a landline, or its carrier cannot be reached.');
    case 30007:
      return l10n.t('A carrier filtered the message as unwanted.');
    case 30008:
      return l10n.t('The carrier refused the message without saying why.');
    case 30034:
      return l10n.t('The sending number is not registered for A2P 10DLC, which carriers in the US require.');
    case 21610:
      return l10n.t('The recipient replied STOP, and gets nothing from this number.');
    case 63003:
      return l10n.t('The channel does not know the recipient’s address.');
    case 63016:
      return l10n.t(
        'Outside of the 24 hours after the customer’s last word, WhatsApp takes approved templates only.',
      );
    case 63024:
      return l10n.t('The recipient is not valid on this channel.');
    default:
      return undefined;
  }
}
