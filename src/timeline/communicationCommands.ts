import * as vscode from 'vscode';
import { registerCommand } from '../platform/commands.ts';
import type { Notifier } from '../platform/notifier.ts';
import type { CommunicationAct } from './protocol/details.ts';
import type { Timelines } from './timelines.ts';

/** Registers what can be done with the communication that is selected on the timeline that has the focus. */
export function registerCommunicationCommands(timelines: Timelines, notifier: Notifier): vscode.Disposable {
  const command = (name: string, act: CommunicationAct) =>
    registerCommand(notifier, name, vscode.l10n.t('Could not do it'), () => {
      if (timelines.actOnSelected(act)) return;
      void vscode.window.showInformationMessage(vscode.l10n.t('Select a communication on a timeline first.'));
    });
  return vscode.Disposable.from(
    command('copyCommunicationId', 'copyId'),
    command('copyCommunicationText', 'copyText'),
    command('copyCommunicationMarkdown', 'copyMarkdown'),
    command('openCommunicationJson', 'openJson'),
    command('resendCommunication', 'resend'),
    command('editAndSendCommunication', 'editAndSend'),
    command('sendCommunicationElsewhere', 'sendElsewhere'),
    command('saveCommunicationAsFile', 'saveAsFile'),
    command('openClassicMessage', 'openClassicMessage'),
  );
}
