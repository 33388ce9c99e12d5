import * as vscode from 'vscode';
import { registerCommand } from '../../platform/commands.ts';
import { Lazy } from '../../platform/lazy.ts';
import { SANDBOX_PANEL } from './panelType.ts';
import type { SandboxPanel, SandboxPanelServices } from './sandboxPanel.ts';

/** Registers the sandbox's panel: loaded when it is first opened. */
export function registerSandboxPanel(services: SandboxPanelServices): vscode.Disposable {
  const panel = new Lazy<SandboxPanel>(async () => {
    const { SandboxPanel } = await import('./sandboxPanel.ts');
    return new SandboxPanel(services);
  });
  return vscode.Disposable.from(
    panel,
    registerCommand(
      services.notifier,
      'openSandbox',
      vscode.l10n.t('Could not open the sandbox’s panel'),
      async () => (await panel.get()).show(),
    ),
    vscode.window.registerWebviewPanelSerializer(SANDBOX_PANEL, {
      deserializeWebviewPanel: async (restored) => (await panel.get()).restore(restored),
    }),
  );
}
