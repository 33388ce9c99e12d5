import * as vscode from 'vscode';
import { isApiError } from '../../api/errors.ts';
import { fullTime } from '../../platform/display.ts';
import { hideAddresses } from '../../platform/masking.ts';
import type { PanelContext } from '../panelContext.ts';
import type { ComposeOutcome } from '../protocol/composed.ts';
import type { Ended } from './ended.ts';

/** How sending ended, in words, and what can be done about it. A failure is also written to the log, once a call. */
export function outcomeWords(ended: Ended, context: PanelContext): ComposeOutcome {
  switch (ended.kind) {
    case 'created':
      return {
        kind: 'created',
        words: ended.found
          ? vscode.l10n.t('It arrived: created {0}.', fullTime(ended.communication.createdAt))
          : vscode.l10n.t('Recorded in the conversation.'),
        acts: ['show', 'sendAgain', 'dismiss'],
      };
    case 'unknown':
      return ended.missing
        ? {
            kind: 'unknown',
            words: vscode.l10n.t('It did not arrive: the conversation has no such communication.'),
            acts: ['sendAgain', 'look', 'dismiss'],
          }
        : {
            kind: 'unknown',
            words: hideAddresses(unknownWords(ended.error), context.masker),
            acts: ['look', 'sendAgain', 'openLog'],
          };
    case 'looking':
      return { kind: 'looking', words: vscode.l10n.t('Looking for the communication…'), acts: [] };
    case 'discarded':
      return {
        kind: 'discarded',
        words: vscode.l10n.t('The draft was discarded.'),
        acts: ['restore', 'dismiss'],
      };
    case 'refused': {
      const account = context.session?.account;
      const { title, detail } = context.services.notifier.explain(ended.error, {
        what: vscode.l10n.t('The communication was not created, and what you typed is kept'),
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

function unknownWords(error: Error): string {
  return isApiError(error) && error.status !== undefined
    ? vscode.l10n.t(
        'It is unknown whether it arrived: the answer was HTTP {0}, {1}. It was not sent again.',
        error.status,
        error.message.replace(/\.$/, ''),
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
