import * as vscode from 'vscode';
import { redactedUrl } from '../platform/redactedUrl.ts';
import { isNear, reachOf } from './reach.ts';
import type { ForwardResult, ReceivedCallback } from './receiver/receivedCallback.ts';
import { Replayer, withBody } from './receiver/replayer.ts';
import type { Receiving } from './receiving.ts';
import { durationWords, forwardFailure } from './words.ts';

/** An edited callback's file ends so: the button in its title bar goes by it. */
const ENDING = '.callback.json';

/** So many edited callbacks are remembered. */
const MOST_EDITED = 100;

/** Sends callbacks again to the person's own app: as they were or edited, one or all that are shown. */
export class CallbackReplays implements vscode.Disposable {
  readonly #receiving: Receiving;
  readonly #confirmed = new Set<string>();
  readonly #replayer = new Replayer();
  readonly #replayed: (callback: ReceivedCallback, result: ForwardResult) => void;
  /** By the address of the document that its body is edited in. */
  readonly #edited = new Map<string, ReceivedCallback>();

  /** @param replayed told of each result */
  constructor(receiving: Receiving, replayed: (callback: ReceivedCallback, result: ForwardResult) => void) {
    this.#receiving = receiving;
    this.#replayed = replayed;
  }

  /** Sends one again as it was, with a signature of its own. */
  async replay(callback: ReceivedCallback): Promise<void> {
    const to = await this.target(callback.account.id);
    if (to === undefined) return;
    const result = await this.#replayer.replay(callback, { to, ...this.#token(callback) });
    this.#replayed(callback, result);
    say(result);
  }

  /** Opens a callback's body to be changed; a button above it sends it. */
  async edit(callback: ReceivedCallback): Promise<void> {
    const { event, id, request } = callback;
    const name = `${event?.eventType ?? 'callback'}-${id.slice(0, 4)}`;
    const text = Buffer.from(request.body).toString('utf8');
    let uri: vscode.Uri;
    for (let count = 1; ; count++) {
      uri = vscode.Uri.from({ scheme: 'untitled', path: `${name}${count > 1 ? `-${count}` : ''}${ENDING}` });
      if (!this.#edited.has(uri.toString())) break;
    }
    this.#edited.set(uri.toString(), callback);
    const [oldest] = this.#edited.keys();
    if (this.#edited.size > MOST_EDITED && oldest !== undefined) this.#edited.delete(oldest);
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document, { preview: false });
    await editor.edit((change) =>
      change.replace(new vscode.Range(0, 0, document.lineCount, 0), indented(text)),
    );
  }

  /** Sends what is in the editor that has the focus. */
  async replayEdited(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    const callback = document && this.#edited.get(document.uri.toString());
    if (!document || !callback) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'Choose “Edit and Replay…” of a callback first: this editor’s text belongs to none of this window.',
        ),
      );
      return;
    }
    const text = document.getText();
    // A form never was JSON.
    const wasJson = isJson(Buffer.from(callback.request.body).toString('utf8'));
    if (wasJson && !isJson(text)) {
      const anyway = vscode.l10n.t('Send Anyway');
      const chosen = await vscode.window.showWarningMessage(
        vscode.l10n.t('This is not JSON. Twilio would not send it so.'),
        { modal: true },
        anyway,
      );
      if (chosen !== anyway) return;
    }
    const to = await this.target(callback.account.id);
    if (to === undefined) return;
    const edited = withBody(callback, text);
    // What was changed is another event: an app that goes by the token would otherwise leave it out.
    const result = await this.#replayer.replay(edited, {
      to,
      newIdempotencyToken: true,
      ...this.#token(callback),
    });
    this.#replayed(callback, result);
    say(result);
  }

  /** Sends several again, in the order in which they came. */
  async replayAll(callbacks: readonly ReceivedCallback[]): Promise<void> {
    const [first] = callbacks;
    if (!first) return;
    const accounts = new Set(callbacks.map(({ account }) => account.id));
    if (accounts.size > 1) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'These are callbacks of several accounts: filter by one first, such as account:{0}.',
          first.account.accountSid,
        ),
      );
      return;
    }
    const to = await this.target(first.account.id);
    if (to === undefined) return;
    const pace = await vscode.window.showQuickPick(
      [
        {
          label: vscode.l10n.t('One after the Other'),
          detail: vscode.l10n.t('Each as soon as the one before is answered'),
          originalGaps: false,
        },
        {
          label: vscode.l10n.t('As They Came'),
          detail: vscode.l10n.t('As far apart as they arrived, with pauses of a minute at most'),
          originalGaps: true,
        },
      ],
      {
        title: vscode.l10n.t('Replay All Shown'),
        placeHolder: vscode.l10n.t('{0} callbacks to {1}', callbacks.length, redactedUrl(to)?.text ?? ''),
        ignoreFocusOut: true,
      },
    );
    if (!pace) return;
    const byOrder = callbacks.toSorted((a, b) => a.receivedAt - b.receivedAt);
    const results = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Replaying callbacks'),
        cancellable: true,
      },
      async (progress, cancelled) => {
        const abort = new AbortController();
        cancelled.onCancellationRequested(() => abort.abort());
        return this.#replayer.replayAll(byOrder, {
          to,
          ...this.#token(first),
          originalGaps: pace.originalGaps,
          longestGapMs: 60_000,
          signal: abort.signal,
          onResult: (result, done, total) => {
            const callback = byOrder[done - 1];
            if (callback) this.#replayed(callback, result);
            progress.report({
              increment: 100 / total,
              message: vscode.l10n.t('{0} of {1}', done, total),
            });
          },
        });
      },
    );
    const failed = results.filter(
      ({ failure, status }) => failure !== undefined || (status ?? 0) >= 400,
    ).length;
    const words =
      results.length < callbacks.length
        ? vscode.l10n.t(
            '{0} of {1} callbacks were replayed; {2} failed.',
            results.length,
            callbacks.length,
            failed,
          )
        : vscode.l10n.t('{0} callbacks were replayed; {1} failed.', results.length, failed);
    void (failed > 0 ? vscode.window.showWarningMessage(words) : vscode.window.showInformationMessage(words));
  }

  /**
   * The URL of the person's app: what callbacks are forwarded to, or what they type now.
   * @returns undefined when they gave none, or would not have it go so far
   */
  async target(accountId: string): Promise<string | undefined> {
    const known = this.#receiving.forwardTo(accountId);
    if (known !== undefined) return known;
    const url = await this.askUrl(accountId);
    // An empty one would be kept as a place to forward to.
    if (url === undefined || url === '') return undefined;
    await this.#receiving.setForward(accountId, url);
    return url;
  }

  /**
   * Asks for the URL of the person's app; one that is not near is confirmed.
   * @returns an empty one for none; undefined when they closed the box
   */
  async askUrl(accountId: string): Promise<string | undefined> {
    const account = this.#receiving.accounts.find(({ id }) => id === accountId);
    const typed = await vscode.window.showInputBox({
      title: vscode.l10n.t('Forward Callbacks of {0}', account?.label ?? accountId),
      prompt: vscode.l10n.t(
        'URL of your own app. Each callback is signed anew for it, so that your app’s own check of the signature passes.',
      ),
      placeHolder: 'http://localhost:3000/webhooks',
      value: this.#receiving.forwardTo(accountId) ?? '',
      ignoreFocusOut: true,
      validateInput: (text) => {
        if (text.trim() === '') return undefined;
        const reach = reachOf(text.trim());
        if (reach === 'noUrl') return vscode.l10n.t('This is no http or https URL.');
        if (reach === 'credentials')
          return vscode.l10n.t('Leave the user name and password out: this URL is kept, and shown.');
        const { origin } = this.#receiving.running ?? {};
        return origin !== undefined && new URL(text.trim()).origin === origin
          ? vscode.l10n.t('That is this receiver itself.')
          : undefined;
      },
    });
    const url = typed?.trim();
    if (url === undefined || url === '') return url === undefined ? undefined : '';
    if (isNear(url) || this.#confirmed.has(url)) return url;
    const send = vscode.l10n.t('Forward There');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('Send callbacks out to {0}?', new URL(url).host),
      {
        modal: true,
        detail: vscode.l10n.t(
          'It is not on this machine or in a private network. Callbacks hold what people write, and who they are.',
        ),
      },
      send,
    );
    if (chosen !== send) return undefined;
    this.#confirmed.add(url);
    return url;
  }

  dispose(): void {
    this.#replayer.close();
    this.#edited.clear();
  }

  #token({ account }: ReceivedCallback): { token?: string } {
    const own = this.#receiving.tokensOf(account.id).find(({ expected }) => expected);
    return own ? { token: own.token } : {};
  }
}

function say(result: ForwardResult): void {
  const { status, failure, durationMs } = result;
  if (failure) {
    const { short, text } = forwardFailure(failure, vscode.l10n);
    void vscode.window.showWarningMessage(vscode.l10n.t('Replayed: no answer ({0}). {1}', short, text));
    return;
  }
  const words = vscode.l10n.t(
    'Replayed: your app answered {0} after {1}.',
    status ?? 0,
    durationWords(durationMs, vscode.l10n),
  );
  void ((status ?? 0) >= 400
    ? vscode.window.showWarningMessage(words)
    : vscode.window.showInformationMessage(words));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}
