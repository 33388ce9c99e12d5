import type { l10n as VscodeL10n } from 'vscode';
import type { OperationRecord } from './operationRecord.ts';

type L10n = Pick<typeof VscodeL10n, 't'>;

/** How an operation stands, in words; a status that is not known as it came. */
export function operationStatusName({ seen, gone }: OperationRecord, l10n: L10n): string {
  if (gone) return l10n.t('Outcome unknown');
  switch (seen?.status) {
    case undefined:
      return l10n.t('Started');
    case 'PENDING':
      return l10n.t('Pending');
    case 'RUNNING':
      return l10n.t('Running');
    case 'COMPLETED':
      return l10n.t('Completed');
    case 'FAILED':
      return l10n.t('Failed');
    case 'CANCELLED':
      return l10n.t('Cancelled');
    default:
      return seen?.status ?? '';
  }
}

/** What became of an operation, for a notification. */
export function operationResult({ what, seen }: OperationRecord, l10n: L10n): string {
  switch (seen?.status) {
    case 'COMPLETED':
      return l10n.t('Operation completed: {0}.', what);
    case 'CANCELLED':
      return l10n.t('Operation cancelled at Twilio: {0}. What it was to change stays as it was.', what);
    default:
      return seen?.error
        ? l10n.t('Operation failed: {0}. Twilio says: {1}', what, seen.error)
        : l10n.t('Operation failed: {0}. Twilio does not say why.', what);
  }
}
