import * as vscode from 'vscode';
import { isCancelled } from '../api/errors.ts';
import { AskingPace } from './askingPace.ts';
import { type Circumstance, type Explanation, explain, type Remedy } from './explain.ts';

/** What to run for the remedies that a notification cannot carry out by itself. */
export interface RemedyActions {
  retry?: () => unknown;
  signIn: () => unknown;
  startSandbox: () => unknown;
  /** @param accountId whose secret was refused; absent where that is not known */
  reenterSecret?: (accountId: string | undefined) => unknown;
  /** The account whose secret was refused last: a command's failure does not say whose request it was. */
  latestRefused?: () => string | undefined;
  /** What is said goes through it before it is shown: an answer may quote an address that is to be hidden. */
  shown?: (sentence: string) => string;
}

/** The most buttons on one notification: more than three are not read. */
const MOST_BUTTONS = 3;

/** Tells people of failures, in words and with a way out, and writes them to the log. */
export class Notifier {
  readonly #log: vscode.LogOutputChannel;
  readonly #actions: Omit<RemedyActions, 'retry'>;
  readonly #secretPace: AskingPace;

  /** @param now epoch milliseconds */
  constructor(log: vscode.LogOutputChannel, actions: Omit<RemedyActions, 'retry'>, now?: () => number) {
    this.#log = log;
    this.#actions = actions;
    this.#secretPace = new AskingPace(now);
  }

  /**
   * Puts a failure into words and logs it, for whoever shows it in a place of its own. When an account's secret was
   * refused, a notification asks for it too: once, however many places the failure shows in.
   */
  explain(error: unknown, circumstance: Circumstance): Explanation {
    const explanation = this.#inWords(error, circumstance);
    const { account } = circumstance;
    if (account && explanation.remedies.includes('reenterSecret') && this.#secretPace.mayAsk(account.id)) {
      void this.#askForSecret(account);
    }
    return explanation;
  }

  #inWords(error: unknown, circumstance: Circumstance): Explanation {
    const explanation = explain(error, circumstance, vscode.l10n);
    if (!isCancelled(error)) {
      this.#log.error(`${explanation.title} ${explanation.detail}`, explanation.requestId ?? '');
      if (error instanceof Error && error.name !== 'ApiError') this.#log.error(error);
    }
    const { shown } = this.#actions;
    if (!shown) return explanation;
    const { title, summary, detail } = explanation;
    return { ...explanation, title: shown(title), summary: shown(summary), detail: shown(detail) };
  }

  /**
   * Shows a failure as a notification; one that the person brought about by cancelling is not shown.
   * @param retry offered as a button when given
   */
  async showFailure(error: unknown, circumstance: Circumstance, retry?: () => unknown): Promise<void> {
    if (isCancelled(error) || error instanceof vscode.CancellationError) return;
    await this.show(this.#inWords(error, circumstance), retry);
  }

  /** Shows what was already put into words. */
  async show(explanation: Explanation, retry?: () => unknown): Promise<void> {
    const remedies = explanation.remedies.filter((remedy) => remedy !== 'retry' || retry);
    if (remedies.includes('reenterSecret')) {
      const accountId = this.#accountOf(explanation);
      if (accountId !== undefined) this.#secretPace.asked(accountId);
    }
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
      case 'reenterSecret':
        await this.#actions.reenterSecret?.(this.#accountOf(explanation));
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

  #accountOf(explanation: Explanation | undefined): string | undefined {
    return explanation?.accountId ?? this.#actions.latestRefused?.();
  }

  async #askForSecret({ id, label }: { id: string; label: string }): Promise<void> {
    const reenter = remedyLabel('reenterSecret');
    const openLog = remedyLabel('openLog');
    const chosen = await vscode.window.showErrorMessage(
      vscode.l10n.t(
        'The secret of {0} was refused: it is wrong or revoked, or belongs to another account or region.',
        label,
      ),
      reenter,
      openLog,
    );
    if (chosen === reenter) await this.#actions.reenterSecret?.(id);
    if (chosen === openLog) this.#log.show();
  }
}

/** The words on a remedy's button. */
export function remedyLabel(remedy: Remedy): string {
  switch (remedy) {
    case 'retry':
      return vscode.l10n.t('Retry');
    case 'signIn':
      return vscode.l10n.t('Sign In…');
    case 'reenterSecret':
      return vscode.l10n.t('Re-enter Secret…');
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
