import * as vscode from 'vscode';
import { isCancelled } from '../api/errors.ts';
import { type Circumstance, type Explanation, explain, type Remedy } from './explain.ts';

/** What to run for the remedies that a notification cannot carry out by itself. */
export interface RemedyActions {
  retry?: () => unknown;
  signIn: () => unknown;
  startSandbox: () => unknown;
}

/** The most buttons on one notification: more than three are not read. */
const MOST_BUTTONS = 3;

/** Tells people of failures, in words and with a way out, and writes them to the log. */
export class Notifier {
  readonly #log: vscode.LogOutputChannel;
  readonly #actions: Omit<RemedyActions, 'retry'>;

  constructor(log: vscode.LogOutputChannel, actions: Omit<RemedyActions, 'retry'>) {
    this.#log = log;
    this.#actions = actions;
  }

  /** Puts a failure into words and logs it, for whoever shows it in a place of its own. */
  explain(error: unknown, circumstance: Circumstance): Explanation {
    const explanation = explain(error, circumstance, vscode.l10n);
    if (!isCancelled(error)) {
      this.#log.error(`${explanation.title} ${explanation.detail}`, explanation.requestId ?? '');
      if (error instanceof Error && error.name !== 'ApiError') this.#log.error(error);
    }
    return explanation;
  }

  /**
   * Shows a failure as a notification; one that the person brought about by cancelling is not shown.
   * @param retry offered as a button when given
   */
  async showFailure(error: unknown, circumstance: Circumstance, retry?: () => unknown): Promise<void> {
    if (isCancelled(error) || error instanceof vscode.CancellationError) return;
    await this.show(this.explain(error, circumstance), retry);
  }

  /** Shows what was already put into words. */
  async show(explanation: Explanation, retry?: () => unknown): Promise<void> {
    const remedies = explanation.remedies.filter((remedy) => remedy !== 'retry' || retry);
    // The log stays reachable whatever else is offered.
    const offered =
      remedies.length > MOST_BUTTONS
        ? [
            ...remedies.filter((remedy) => remedy !== 'openLog').slice(0, MOST_BUTTONS - 1),
            'openLog' as const,
          ]
        : remedies;
    const labels = new Map(offered.map((remedy) => [remedyLabel(remedy), remedy]));
    const chosen = await vscode.window.showErrorMessage(
      `${explanation.title} ${explanation.detail}`,
      ...labels.keys(),
    );
    const remedy = chosen === undefined ? undefined : labels.get(chosen);
    if (remedy) await this.carryOut(remedy, explanation, retry);
  }

  /** Does what a button offers. */
  async carryOut(remedy: Remedy, explanation?: Explanation, retry?: () => unknown): Promise<void> {
    switch (remedy) {
      case 'retry':
        await retry?.();
        break;
      case 'signIn':
        await this.#actions.signIn();
        break;
      case 'startSandbox':
        await this.#actions.startSandbox();
        break;
      case 'moreInfo':
        if (explanation?.moreInfo)
          await vscode.env.openExternal(vscode.Uri.parse(explanation.moreInfo, true));
        break;
      case 'copyRequestId':
        if (explanation?.requestId) await vscode.env.clipboard.writeText(explanation.requestId);
        break;
      case 'openLog':
        this.#log.show();
        break;
    }
  }
}

/** The words on a remedy's button. */
export function remedyLabel(remedy: Remedy): string {
  switch (remedy) {
    case 'retry':
      return vscode.l10n.t('Retry');
    case 'signIn':
      return vscode.l10n.t('Sign In…');
    case 'startSandbox':
      return vscode.l10n.t('Start Sandbox');
    case 'moreInfo':
      return vscode.l10n.t('About This Error');
    case 'copyRequestId':
      return vscode.l10n.t('Copy Request ID');
    case 'openLog':
      return vscode.l10n.t('Open Log');
  }
}
