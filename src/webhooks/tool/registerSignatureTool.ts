import * as vscode from 'vscode';
import { registerCommand } from '../../platform/commands.ts';
import { Lazy } from '../../platform/lazy.ts';
import type { Notifier } from '../../platform/notifier.ts';
import type { ToCheck, ToolServices } from './services.ts';
import type { SignatureTool } from './signatureTool.ts';

/** Registers the signature tool, which is loaded when it is first opened. */
export function registerSignatureTool(notifier: Notifier, services: ToolServices): vscode.Disposable {
  const tool = new Lazy<SignatureTool>(async () => {
    const { SignatureTool } = await import('./signatureTool.ts');
    return new SignatureTool(services, notifier);
  });
  return vscode.Disposable.from(
    tool,
    registerCommand(
      notifier,
      'checkSignature',
      vscode.l10n.t('Could not check the signature'),
      async (toCheck?: ToCheck) => (await tool.get()).show(toCheck),
    ),
  );
}
