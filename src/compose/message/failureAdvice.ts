import type { l10n as VscodeL10n } from 'vscode';

/**
 * What to do about a message that Twilio did not send.
 * @param reason the action's `failureReason`: words for people, which is all there is
 */
export function failureAdvice(reason: string, l10n: Pick<typeof VscodeL10n, 't'>): string {
  if (/permission.*region|geo.?permission/i.test(reason))
    return l10n.t('Allow the recipient’s region in the Twilio Console, under Messaging › Geo permissions.');
  if (/unsubscribed|opted.?out|blacklist|blocked/i.test(reason))
    return l10n.t('The recipient has to opt in again, by START on most channels.');
  if (/24.?hour|outside.*window|freeform|template/i.test(reason))
    return l10n.t('Send a content template that the channel has approved.');
  if (/closed/i.test(reason)) return l10n.t('Send it in a conversation that is not closed.');
  if (/(valid|reachable|exist).*(number|address)|(number|address).*(valid|reachable|exist)/i.test(reason))
    return l10n.t('Check the address, then send it again.');
  if (/\b(from|sender)\b/i.test(reason))
    return l10n.t('Choose a sender that the account owns and that may send on the channel.');
  return l10n.t('Check sender, recipients and content, then send it again.');
}
