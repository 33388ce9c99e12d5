import type { l10n as VscodeL10n } from 'vscode';
import type { Remedy, Severity } from './finding.ts';
import type { PartName } from './gather.ts';
import type { Counts } from './results.ts';
import type { TellingL10n, Told } from './told.ts';

type L10n = Pick<typeof VscodeL10n, 't'>;

/** A severity in words. */
export function severityName(severity: Severity, l10n: L10n): string {
  switch (severity) {
    case 'error':
      return l10n.t('Error');
    case 'warning':
      return l10n.t('Warning');
    case 'info':
      return l10n.t('Information');
  }
}

/** Several of a severity. */
export function severityGroupName(severity: Severity, l10n: L10n): string {
  switch (severity) {
    case 'error':
      return l10n.t('Errors');
    case 'warning':
      return l10n.t('Warnings');
    case 'info':
      return l10n.t('Information');
  }
}

/** `2 errors, 1 warning`; empty for nothing at all. */
export function countWords({ error, warning, info }: Counts, l10n: L10n): string {
  return [
    error === 1 ? l10n.t('1 error') : error > 1 ? l10n.t('{0} errors', error) : '',
    warning === 1 ? l10n.t('1 warning') : warning > 1 ? l10n.t('{0} warnings', warning) : '',
    info === 1 ? l10n.t('1 note') : info > 1 ? l10n.t('{0} notes', info) : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** What a remedy does, as its row says it. What asks before it changes something ends with `…`. */
export function remedyLabel(remedy: Remedy, l10n: TellingL10n): Told {
  switch (remedy.does) {
    case 'openTimeline':
      if (remedy.of !== undefined) return l10n.t('Open the timeline of “{0}”', remedy.of);
      return remedy.communicationId === undefined
        ? l10n.t('Open the timeline')
        : l10n.t('Show the communication on the timeline');
    case 'openJson':
      return l10n.t('Open as JSON');
    case 'editParticipant':
      return l10n.t('Edit the participant…');
    case 'closeConversation':
      return remedy.of === undefined ? l10n.t('Close this conversation…') : l10n.t('Close “{0}”…', remedy.of);
    case 'setTimeouts':
      return l10n.t('Set time-outs in the configuration…');
    case 'replaceCallback':
      return l10n.t('Replace the callback’s URL…');
    case 'removeCallback':
      return l10n.t('Remove the callback…');
    case 'addCallback':
      return l10n.t('Add a status callback…');
    case 'resend':
      return l10n.t('Create the communication again…');
    case 'copy':
      return l10n.t('Copy the right form');
    case 'openPage':
      return l10n.t('About this error at Twilio');
  }
}

/** The codicon of a remedy. */
export function remedyIcon({ does }: Remedy): string {
  switch (does) {
    case 'openTimeline':
      return 'comment-discussion';
    case 'openJson':
      return 'json';
    case 'editParticipant':
    case 'replaceCallback':
      return 'edit';
    case 'closeConversation':
      return 'archive';
    case 'setTimeouts':
      return 'watch';
    case 'removeCallback':
      return 'trash';
    case 'addCallback':
      return 'add';
    case 'resend':
      return 'refresh';
    case 'copy':
      return 'copy';
    case 'openPage':
      return 'link-external';
  }
}

/** What was not read, in words. */
export function partName(part: PartName, l10n: L10n): string {
  switch (part) {
    case 'participants':
      return l10n.t('the participants');
    case 'communications':
      return l10n.t('the communications');
    case 'configuration':
      return l10n.t('the configuration as it is now');
    case 'classic':
      return l10n.t('the classic side of the bridge');
    case 'rivals':
      return l10n.t('other open conversations');
    case 'rivalsCut':
      return l10n.t('open conversations beyond the first ones');
    case 'attempts':
      return l10n.t('the sandbox’s record of callbacks');
    case 'receipts':
      return l10n.t('why deliveries failed');
  }
}
