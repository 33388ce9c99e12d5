import * as vscode from 'vscode';
import { isApiError } from '../../api/errors.ts';
import { fullTime } from '../../platform/display.ts';
import { hideAddresses } from '../../platform/masking.ts';
import type { PanelContext } from '../panelContext.ts';
import type { ComposeOutcome } from '../protocol/composed.ts';
import { type Ended, isMessage, type Taken, type Unknown } from './ended.ts';

/** How sending ended, in words, and what can be done about it. A failure is also written to the log, once a call. */
export function outcomeWords(
  ended: Ended,
  context: PanelContext,
  advice: (reason: string) => string,
): ComposeOutcome {
  switch (ended.kind) {
    case 'created':
      return {
        kind: 'created',
        words: ended.found
          ? vscode.l10n.t('It arrived: created {0}.', fullTime(ended.communication.createdAt))
          : vscode.l10n.t('Recorded in the conversation.'),
        acts: ['show', 'sendAgain', 'dismiss'],
      };
    case 'taken':
      return takenWords(ended, context, advice);
    case 'unknown':
      return ended.missing
        ? { kind: 'unknown', words: missingWords(ended), acts: ['look', 'sendAgain', 'dismiss'] }
        : {
            kind: 'unknown',
            words: hideAddresses(unknownWords(ended), context.masker),
            acts: ['look', 'sendAgain', 'openLog'],
          };
    case 'looking':
      return { kind: 'looking', words: vscode.l10n.t('Looking for it in the conversation…'), acts: [] };
    case 'discarded':
      return {
        kind: 'discarded',
        words: vscode.l10n.t('The draft was discarded.'),
        acts: ['restore', 'dismiss'],
      };
    case 'refused': {
      const account = context.session?.account;
      const { title, detail } = context.services.notifier.explain(ended.error, {
        what: isMessage(ended.body)
          ? vscode.l10n.t('The message was not sent, and what you typed is kept')
          : vscode.l10n.t('The communication was not created, and what you typed is kept'),
        sandbox: account?.sandbox ?? false,
        account,
      });
      return {
        kind: 'refused',
        // What is wrong with a field is said there.
        ...(ended.field === undefined
          ? { words: `${title} ${detail}` }
          : { words: title, field: ended.field, said: detail }),
        acts: ['retry', 'openLog', 'dismiss'],
      };
    }
  }
}

/** What becomes of a message. */
function takenWords(
  { action, draft, left, error }: Taken,
  { masker }: PanelContext,
  advice: (reason: string) => string,
): ComposeOutcome {
  const { status, related, failureReason } = action;
  const sid = related?.['messageSid'];
  const copy = sid === undefined ? [] : (['copySid'] as const);
  if (status === 'COMPLETED') {
    return {
      kind: 'created',
      words:
        sid === undefined
          ? vscode.l10n.t('Twilio has sent it. Its delivery shows on the timeline.')
          : vscode.l10n.t('Twilio has sent it: {0}. Its delivery shows on the timeline.', sid),
      acts: [
        ...(related?.['communicationId'] === undefined ? [] : (['show'] as const)),
        'sendAgain',
        ...copy,
        'dismiss',
      ],
    };
  }
  if (status === 'FAILED') {
    const reason = failureReason?.trim() ?? '';
    const shown = hideAddresses(reason, masker);
    return {
      kind: 'refused',
      words:
        reason === ''
          ? vscode.l10n.t('Twilio did not send it, and does not say why. {0}', advice(reason))
          : vscode.l10n.t('Twilio did not send it: {0} {1}', sentence(shown), advice(reason)),
      acts: [...(draft ? (['edit'] as const) : []), 'sendAgain', ...copy, 'dismiss'],
    };
  }
  if (!left) {
    return {
      kind: 'pending',
      words:
        sid === undefined
          ? vscode.l10n.t('Twilio has taken it, and is sending it… ({0})', status)
          : vscode.l10n.t('Twilio is sending it as {0}… ({1})', sid, status),
      acts: [...copy],
    };
  }
  return {
    kind: 'unknown',
    words:
      error === undefined
        ? vscode.l10n.t(
            'Twilio has taken it and is not done with it yet: its action is still {0}. Do not send it again before you know.',
            status,
          )
        : vscode.l10n.t(
            'Twilio has taken it, but what became of it could not be read: {0} Do not send it again before you know.',
            sentence(hideAddresses(error instanceof Error ? error.message : String(error), masker)),
          ),
    acts: ['look', ...copy, 'openLog'],
  };
}

function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

function missingWords({ body }: Unknown): string {
  return isMessage(body)
    ? vscode.l10n.t(
        'The conversation has no such message. Twilio may take some seconds to send one: look again before you send it again.',
      )
    : vscode.l10n.t('It did not arrive: the conversation has no such communication.');
}

function unknownWords({ error, body }: Unknown): string {
  if (isApiError(error) && error.status !== undefined)
    return vscode.l10n.t(
      'It is unknown whether it arrived: the answer was HTTP {0}, {1} It was not sent again.',
      error.status,
      sentence(error.message),
    );
  return isMessage(body)
    ? vscode.l10n.t(
        'It is unknown whether Twilio sends it: the connection was lost after the request. It was not sent again.',
      )
    : vscode.l10n.t(
        'It is unknown whether it arrived: the connection was lost after it was sent. It was not sent again.',
      );
}

/** Says that the search for a communication failed. */
export function lookFailed(error: unknown, { services, session }: PanelContext): void {
  const account = session?.account;
  void services.notifier.showFailure(error, {
    what: vscode.l10n.t('Could not look for the communication'),
    sandbox: account?.sandbox ?? false,
    account,
  });
}
