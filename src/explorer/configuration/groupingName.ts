import type { l10n as VscodeL10n } from 'vscode';

type L10n = Pick<typeof VscodeL10n, 't'>;

/** What traffic is put into one conversation by, in words; a type that is not known as it came. */
export function groupingName(type: string | undefined, l10n: L10n): string {
  switch (type) {
    case 'GROUP_BY_PROFILE':
      return l10n.t('By profile');
    case 'GROUP_BY_PARTICIPANT_ADDRESSES':
      return l10n.t('By addresses');
    case 'GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE':
      return l10n.t('By addresses and channel');
    default:
      return type ?? '';
  }
}

/** What a grouping means for whoever wonders why traffic is in one conversation, or in two. */
export function groupingDetail(type: string | undefined, l10n: L10n): string {
  switch (type) {
    case 'GROUP_BY_PROFILE':
      return l10n.t(
        'All that a customer’s profile says or is told is one conversation, on whichever channel.',
      );
    case 'GROUP_BY_PARTICIPANT_ADDRESSES':
      return l10n.t('The same addresses are one conversation, on whichever channel.');
    case 'GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE':
      return l10n.t('The same addresses are one conversation on each channel.');
    default:
      return '';
  }
}
