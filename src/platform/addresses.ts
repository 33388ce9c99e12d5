import type { l10n as VscodeL10n } from 'vscode';
import type { ParticipantAddress } from '../api/resources.ts';

type L10n = Pick<typeof VscodeL10n, 't'>;

/** E.164: a plus sign, the country's code, the number; at most 15 digits. */
const PHONE = /^\+[1-9]\d{6,14}$/;
/** What stands for a sender without a number: a short code, or up to eleven letters and digits. */
const SHORT_CODE = /^\d{3,8}$/;
const SENDER_NAME = /^(?=.*[A-Za-z])[A-Za-z0-9 &_+-]{1,11}$/;
/** Something on both sides of the one @, without spaces: more is for the mail to find out. */
const E_MAIL = /^[^\s@]+@[^\s@]+$/;
/** Twilio's Agent Connect client takes no longer ones. */
const LONGEST = 254;

/** Channels whose addresses begin with their name: `whatsapp:+15550100`, `rcs:brand_agent`. */
const PREFIXES: Readonly<Record<string, string>> = { WHATSAPP: 'whatsapp:', RCS: 'rcs:' };

/** What an address of a channel looks like. */
export interface AddressHint {
  /** Says what is asked for. */
  prompt: string;
  /** An address of that form. */
  example: string;
}

/** What to type for a channel. */
export function addressHint(channel: string, l10n: L10n): AddressHint {
  switch (channel) {
    case 'SMS':
      return {
        prompt: l10n.t('Phone number in international form, a short code, or an alphanumeric sender'),
        example: '+15551234567',
      };
    case 'VOICE':
      return {
        prompt: l10n.t('Phone number in international form, or a client: or sip: address'),
        example: '+15551234567',
      };
    case 'WHATSAPP':
      return {
        prompt: l10n.t('WhatsApp number in international form; whatsapp: is put in front of it'),
        example: 'whatsapp:+15551234567',
      };
    case 'RCS':
      return {
        prompt: l10n.t('RCS sender, or phone number in international form; rcs: is put in front of it'),
        example: 'rcs:+15551234567',
      };
    case 'CHAT':
      return {
        prompt: l10n.t(
          'Identity of the chat user, as your application calls them; it may be an e-mail address',
        ),
        example: 'maya',
      };
    case 'EMAIL':
      return { prompt: l10n.t('E-mail address'), example: 'maya@example.com' };
    default:
      return { prompt: l10n.t('Address on {0}', channel), example: '' };
  }
}

/**
 * Brings what was typed into the form that the API knows: numbers without spaces and brackets, and the channel's name in
 * front where it belongs there.
 */
export function normalizedAddress(channel: string, typed: string): string {
  const trimmed = typed.trim();
  const prefix = PREFIXES[channel] ?? '';
  const bare = prefix && trimmed.toLowerCase().startsWith(prefix) ? trimmed.slice(prefix.length) : trimmed;
  const digits = bare.replaceAll(/[\s().\-\u2010-\u2015]/g, '');
  const isNumber = channel !== 'CHAT' && channel !== 'VIDEO' && /^\+\d+$/.test(digits);
  const address = isNumber ? digits : bare;
  return address && prefix + address;
}

/**
 * What is wrong with an address, or `undefined` when it may do. Only what cannot be right is refused: whether Twilio
 * takes an address is for Twilio to say.
 * @param address normalized
 * @param others the participant's other addresses
 */
export function addressComplaint(
  channel: string,
  address: string,
  others: readonly ParticipantAddress[],
  l10n: L10n,
): string | undefined {
  if (address === '') return l10n.t('An address is needed.');
  if (address.length > LONGEST) return l10n.t('An address has at most {0} characters.', LONGEST);
  if (others.some((other) => other.channel === channel && other.address === address))
    return l10n.t('The participant has this address already.');
  const { example } = addressHint(channel, l10n);
  switch (channel) {
    case 'SMS':
      if (PHONE.test(address) || SHORT_CODE.test(address) || SENDER_NAME.test(address)) return undefined;
      return l10n.t('Write the number with + and the country’s code, such as {0}.', example);
    case 'VOICE':
      if (PHONE.test(address) || /^(client|sips?):\S+$/i.test(address)) return undefined;
      return l10n.t('Write the number with + and the country’s code, such as {0}.', example);
    case 'WHATSAPP':
      if (PHONE.test(address.slice('whatsapp:'.length))) return undefined;
      return l10n.t('Write the number with + and the country’s code, such as {0}.', example);
    case 'RCS': {
      const bare = address.slice('rcs:'.length);
      if (bare.startsWith('+') ? PHONE.test(bare) : /^\S+$/.test(bare)) return undefined;
      return l10n.t('Write the number with + and the country’s code, such as {0}.', example);
    }
    case 'EMAIL':
      if (E_MAIL.test(address)) return undefined;
      return l10n.t('Write an e-mail address, such as {0}.', example);
    default:
      return undefined;
  }
}
