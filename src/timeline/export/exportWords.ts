import type { l10n as VscodeL10n } from 'vscode';

/** `vscode.l10n`, or a stand-in. */
export type L10n = Pick<typeof VscodeL10n, 't'>;

/** The words of a transcript. A value of an enumeration that is not known stays as it came. */
export class ExportWords {
  readonly #l10n: L10n;

  constructor(l10n: L10n) {
    this.#l10n = l10n;
  }

  channel(channel: string): string {
    switch (channel) {
      case 'VOICE':
        return this.#l10n.t('Voice');
      case 'WHATSAPP':
        return 'WhatsApp';
      case 'CHAT':
        return this.#l10n.t('Chat');
      case 'VIDEO':
        return this.#l10n.t('Video');
      default:
        return channel;
    }
  }

  delivery(status: string | undefined): string {
    switch (status) {
      case 'INITIATED':
        return this.#l10n.t('To be sent');
      case 'IN_PROGRESS':
        return this.#l10n.t('Sending');
      case 'DELIVERED':
        return this.#l10n.t('Delivered');
      case 'READ':
        return this.#l10n.t('Read');
      case 'FAILED':
        return this.#l10n.t('Failed');
      case undefined:
      case '':
        return this.#l10n.t('No status');
      default:
        return status;
    }
  }

  type(type: string): string {
    switch (type) {
      case 'CUSTOMER':
        return this.#l10n.t('Customer');
      case 'HUMAN_AGENT':
        return this.#l10n.t('Human agent');
      case 'AI_AGENT':
        return this.#l10n.t('AI agent');
      case 'AGENT':
        return this.#l10n.t('Agent');
      case 'UNKNOWN':
        return this.#l10n.t('Unknown type');
      default:
        return type;
    }
  }

  status(status: string): string {
    switch (status) {
      case 'ACTIVE':
        return this.#l10n.t('Active');
      case 'INACTIVE':
        return this.#l10n.t('Inactive');
      case 'CLOSED':
        return this.#l10n.t('Closed');
      default:
        return status;
    }
  }

  /** A transcription’s own facts: who made it, and how sure it is. */
  transcription(engine: string | undefined, confidence: number | undefined): string {
    const made = engine ? this.#l10n.t('Transcribed by {0}', engine) : this.#l10n.t('Transcription');
    return typeof confidence === 'number'
      ? `${made}, ${this.#l10n.t('confidence {0} %', Math.round(confidence * 100))}`
      : made;
  }

  /** A long silence before a communication. @param ms a minute at least */
  later(ms: number): string {
    const minutes = Math.floor(ms / 60_000);
    const hours = Math.floor(minutes / 60);
    if (minutes % 60 === 0) return this.#l10n.t('{0} h later', hours);
    if (hours > 0) return this.#l10n.t('{0} h {1} min later', hours, minutes % 60);
    return this.#l10n.t('{0} min later', minutes);
  }

  count(count: number): string {
    return count === 1
      ? this.#l10n.t('1 communication')
      : this.#l10n.t('{0} communications', new Intl.NumberFormat().format(count));
  }

  shown(shown: number, total: number): string {
    const number = new Intl.NumberFormat();
    return this.#l10n.t('{0} of {1} communications', number.format(shown), number.format(total));
  }

  get noText(): string {
    return this.#l10n.t('(no text)');
  }

  get noDate(): string {
    return this.#l10n.t('Without a date');
  }

  get noCommunications(): string {
    return this.#l10n.t('No communications');
  }

  get participants(): string {
    return this.#l10n.t('Participants');
  }

  get conversation(): string {
    return this.#l10n.t('Conversation');
  }

  get to(): string {
    return this.#l10n.t('to');
  }

  get masked(): string {
    return this.#l10n.t('Names, addresses and texts are hidden in this file.');
  }

  times(timeZone: string): string {
    return this.#l10n.t('Times in {0}', timeZone);
  }

  exported(at: string): string {
    return this.#l10n.t('Exported {0}', at);
  }
}
