import * as vscode from 'vscode';
import { PREFIX, registerCommand } from './commands.ts';
import { setContextKey } from './contextKeys.ts';
import type { Notifier } from './notifier.ts';
import type { Privacy } from './privacy.ts';

/** Registers what hides and shows personal data; a status bar item says that it is hidden, as long as it is. */
export function registerPrivacySwitch(privacy: Privacy, notifier: Notifier): vscode.Disposable {
  const { t } = vscode.l10n;
  const item = vscode.window.createStatusBarItem(`${PREFIX}.privacy`, vscode.StatusBarAlignment.Left, 0);
  item.name = t('Twilio: Personal Data');
  item.text = `$(eye-closed) ${t('Personal data hidden')}`;
  item.tooltip = t(
    'Names, addresses and texts of Twilio conversations are hidden in all windows, and in what is copied from a timeline. What the side bar copies is the true value. Click to show them.',
  );
  item.command = `${PREFIX}.showPersonalData`;
  item.accessibilityInformation = { label: t('Personal data hidden. Show it again.'), role: 'button' };
  const show = () => {
    setContextKey('masked', privacy.masked);
    if (privacy.masked) {
      item.show();
      // What a box or a notification says cannot be hidden any more.
      void vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      void vscode.commands.executeCommand('notifications.hideToasts');
    } else {
      item.hide();
    }
  };
  setContextKey('masked', privacy.masked);
  if (privacy.masked) item.show();
  return vscode.Disposable.from(
    item,
    privacy.onDidChange(show),
    registerCommand(notifier, 'hidePersonalData', t('Could not hide personal data'), () =>
      privacy.setMasked(true),
    ),
    registerCommand(notifier, 'showPersonalData', t('Could not show personal data'), () =>
      privacy.setMasked(false),
    ),
  );
}
