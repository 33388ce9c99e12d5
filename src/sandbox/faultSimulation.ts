import * as vscode from 'vscode';
import { SandboxAdministration, type SandboxFault, type SandboxFaultPreset } from './administration.ts';
import type { RunningSandbox } from './controller.ts';
import { presetWords } from './presetWords.ts';

/** A row of the list: what it does when it is chosen. */
interface Choice extends vscode.QuickPickItem {
  act?: () => Promise<SandboxFault[] | undefined>;
}

/**
 * “Simulate Faults…”: has the sandbox misbehave, to see how a program bears it. While it does so because of this window,
 * the status bar says it: nobody should look for a fault in their own code then.
 *
 * A bundle of its own: most windows never simulate a fault.
 */
export class FaultSimulation implements vscode.Disposable {
  readonly #status: vscode.StatusBarItem;

  /** @param command - the id of the command that runs this, for the status bar */
  constructor(command: string) {
    this.#status = vscode.window.createStatusBarItem('faults', vscode.StatusBarAlignment.Left);
    this.#status.name = vscode.l10n.t('Twilio Sandbox Faults');
    this.#status.command = command;
    this.#status.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
  }

  /** Asks what should go wrong, and has it go wrong. @throws Error when the sandbox does not answer, or refuses */
  async run(sandbox: RunningSandbox): Promise<void> {
    const administration = new SandboxAdministration(sandbox);
    const [faults, presets] = await Promise.all([administration.faults(), administration.presets()]);
    this.show(faults);
    const chosen = await vscode.window.showQuickPick(choices(administration, faults, presets), {
      title: vscode.l10n.t('Simulate Faults in the Sandbox'),
      placeHolder:
        faults.length === 0
          ? vscode.l10n.t('What should go wrong?')
          : vscode.l10n.t('In force: {0}', faults.map(({ text }) => text).join(' · ')),
      matchOnDetail: true,
    });
    const after = await chosen?.act?.();
    if (after) this.show(after);
  }

  /** No sandbox, no faults. */
  forget(): void {
    this.#status.hide();
  }

  dispose(): void {
    this.#status.dispose();
  }

  /** Says in the status bar which faults are in force. */
  show(faults: readonly SandboxFault[]): void {
    if (faults.length === 0) {
      this.#status.hide();
      return;
    }
    this.#status.text = `$(warning) ${vscode.l10n.t('Sandbox faults: {0}', faults.length)}`;
    this.#status.tooltip = [
      vscode.l10n.t('The sandbox misbehaves, as it was told to:'),
      ...faults.map(({ text }) => text),
    ].join('\n');
    this.#status.accessibilityInformation = { label: this.#status.tooltip };
    this.#status.show();
  }
}

function choices(
  administration: SandboxAdministration,
  faults: readonly SandboxFault[],
  presets: readonly SandboxFaultPreset[],
): Choice[] {
  const stop: Choice = {
    label: `$(debug-stop) ${vscode.l10n.t('Stop All Faults')}`,
    detail: faults.map(({ text, struck }) => vscode.l10n.t('{0} (struck {1})', text, struck)).join(', '),
    act: async () => {
      await administration.clearFaults();
      return [];
    },
  };
  return [
    ...(faults.length > 0 ? [stop, { label: '', kind: vscode.QuickPickItemKind.Separator }] : []),
    ...presets.map((preset) => ({
      ...presetWords(preset),
      act: async () => {
        // One scene at a time: a preset takes the place of what was in force.
        await administration.clearFaults();
        return administration.addFault(preset.name);
      },
    })),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    {
      label: `$(edit) ${vscode.l10n.t('Another Fault…')}`,
      detail: vscode.l10n.t('By operation, by rate, for a number of requests; added to what is in force'),
      act: () => askForFault(administration),
    },
  ];
}

/** Asks until the sandbox takes it: its refusals say what is allowed. */
async function askForFault(administration: SandboxAdministration): Promise<SandboxFault[] | undefined> {
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t('Simulate a Fault in the Sandbox');
  input.placeholder = 'rate-limit@ListConversations:rate=0.2,times=3,retryAfter=2';
  input.prompt = vscode.l10n.t('kind@operations:options, as on the sandbox’s command line');
  input.ignoreFocusOut = true;
  try {
    return await new Promise((resolve) => {
      input.onDidChangeValue(() => {
        input.validationMessage = undefined;
      });
      input.onDidAccept(async () => {
        input.busy = true;
        try {
          resolve(await administration.addFault(input.value));
        } catch (error) {
          input.validationMessage = (error as Error).message;
        } finally {
          input.busy = false;
        }
      });
      input.onDidHide(() => resolve(undefined));
      input.show();
    });
  } finally {
    input.dispose();
  }
}
