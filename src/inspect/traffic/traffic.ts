import { writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { copyToClipboard } from '../../platform/clipboard.ts';
import { type LogSource, LogView } from '../../platform/logView/logView.ts';
import type { LogAct, LogDetails, LogEmpty, LogRow, Tone } from '../../platform/logView/protocol.ts';
import { harOf } from './har.ts';
import { ReceivedPoll } from './receivedPoll.ts';
import type { TrafficRecorder } from './recorder.ts';
import { isRepeatable, repeat } from './repeat.ts';
import { shownUrl } from './shownTraffic.ts';
import { sizeText } from './sizes.ts';
import { OPEN_ANSWER, OPEN_REQUEST, trafficDetails } from './trafficDetails.ts';
import { TrafficDocuments } from './trafficDocuments.ts';
import type { TrafficRecord } from './trafficRecord.ts';
import { sourceText, trafficColumns, trafficQuickFilters, trafficRow } from './trafficRows.ts';
import { TRAFFIC_FIELDS } from './trafficSearch.ts';
import type { TrafficAccount, TrafficServices } from './trafficServices.ts';
import { copyAsMenu, snippetFor } from './trafficSnippets.ts';

const COPY_AS = 'copyAs:';

/** The view of the API traffic: every exchange of this window, and what the active sandbox received. */
export class Traffic implements LogSource<TrafficRecord>, vscode.Disposable {
  readonly view: LogView<TrafficRecord>;
  readonly documents: TrafficDocuments;
  readonly log: TrafficRecorder['log'];
  readonly name = vscode.l10n.t('API traffic');
  readonly columns = trafficColumns();
  readonly quickFilters = trafficQuickFilters();
  readonly fields = TRAFFIC_FIELDS;
  readonly filterHelp = vscode.l10n.t(
    'Filter: words, or status:4xx method:post path:Participants account:… id:RQ… code:20404 client:twilio-node from:sandbox is:retry; - before what is not wanted',
  );
  readonly #services: TrafficServices;
  readonly #recorder: TrafficRecorder;
  readonly #poll: ReceivedPoll;
  readonly #disposables: vscode.Disposable;
  #accounts: readonly TrafficAccount[] = [];

  /** @param changed has the editor read a document again */
  constructor(services: TrafficServices, recorder: TrafficRecorder, changed: (uri: vscode.Uri) => void) {
    const { extensionUri, notifier, privacy, sessions } = services;
    this.#services = services;
    this.#recorder = recorder;
    this.log = recorder.log;
    this.view = new LogView(extensionUri, this, (error) =>
      notifier.showFailure(error, { what: vscode.l10n.t('Could not do it') }),
    );
    this.documents = new TrafficDocuments(this.log, privacy, changed);
    this.#poll = new ReceivedPoll(
      services,
      recorder,
      () => this.view.refresh(),
      () => this.view.visible,
    );
    this.#disposables = vscode.Disposable.from(
      this.view,
      this.documents,
      this.#poll,
      privacy.onDidChange(() => this.view.refresh()),
      sessions.onDidChange(() => void this.#lookAtAccounts()),
      this.view.onDidChangeVisibility((visible) => this.#poll.watch(visible)),
    );
    void this.#lookAtAccounts();
  }

  row(record: TrafficRecord): LogRow {
    return trafficRow(record, this.#recorder.accountOf(record)?.label, this.#services.privacy.masker);
  }

  details(record: TrafficRecord): LogDetails {
    const { masker } = this.#services.privacy;
    return {
      ...trafficDetails(record, this.#recorder.accountOf(record), masker),
      acts: this.#actsOf(record),
    };
  }

  acts(): readonly LogAct[] {
    return [{ id: 'export', label: vscode.l10n.t('Export as HAR…'), icon: 'export' }];
  }

  status(): { text: string; tone?: Tone } | undefined {
    const { origin } = this.#poll;
    const size = sizeText(this.log.bytes);
    return {
      text: origin
        ? vscode.l10n.t('{0} kept. Whatever else calls the sandbox at {1} shows up too.', size, origin)
        : vscode.l10n.t('{0} kept.', size),
      tone: 'muted',
    };
  }

  empty(): LogEmpty {
    return {
      title: vscode.l10n.t('No API traffic yet'),
      text: vscode.l10n.t(
        'Every request that this window makes shows up here, and with a sandbox those of your own programs too.',
      ),
      acts: [{ id: 'conversations', label: vscode.l10n.t('Show Conversations'), primary: true }],
    };
  }

  async act(act: string, record: TrafficRecord | undefined): Promise<void> {
    if (!record) {
      if (act === 'export') await this.exportHar();
      if (act === 'conversations') {
        await vscode.commands.executeCommand('twilioConversations.conversations.focus');
      }
      return;
    }
    if (act.startsWith(COPY_AS)) await this.#copyAs(act.slice(COPY_AS.length), record);
    else if (act === 'repeat') await this.#repeat(record);
    else if (act === 'copyUrl') await copyToClipboard(shownUrl(record, this.#services.privacy.masker));
    else if (act === OPEN_REQUEST) await this.documents.open(record, 'request');
    else if (act === OPEN_ANSWER) await this.documents.open(record, 'answer');
  }

  /** Saves what the filter shows as an HTTP archive. */
  async exportHar(): Promise<void> {
    const records = this.log.shown;
    if (records.length === 0) {
      void vscode.window.showInformationMessage(
        this.log.total === 0
          ? vscode.l10n.t('There is no API traffic to export yet.')
          : vscode.l10n.t('The filter shows no exchange: there is nothing to export.'),
      );
      return;
    }
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
    const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
    const target = await vscode.window.showSaveDialog({
      title: vscode.l10n.t('Export Traffic as HAR'),
      saveLabel: vscode.l10n.t('Export'),
      defaultUri: vscode.Uri.joinPath(folder, `twilio-traffic-${stamp}.har`),
      filters: { HAR: ['har'] },
    });
    if (!target) return;
    const [name = '', version = ''] = this.#services.userAgent.split('/');
    const { masker } = this.#services.privacy;
    const har = harOf(
      records,
      { name, version },
      (record) => {
        const account = this.#recorder.accountOf(record);
        return { title: sourceText(record, account?.label), origin: account?.origin };
      },
      masker,
    );
    await writeOwnFile(target, JSON.stringify(har, undefined, 1));
    const open = vscode.l10n.t('Open');
    const file = target.path.split('/').at(-1) ?? '';
    const said =
      records.length === 1
        ? vscode.l10n.t('1 exchange exported to {0}.', file)
        : vscode.l10n.t('{0} exchanges exported to {1}.', records.length, file);
    void vscode.window.showInformationMessage(said, open).then(async (chosen) => {
      if (chosen === open) await vscode.window.showTextDocument(target);
    });
  }

  /** Leads to the exchange that has a `Twilio-Request-Id`, or says that none is kept. */
  revealRequest(requestId: string): void {
    const record = this.log.records.findLast((each) => each.requestId === requestId);
    if (record) this.view.reveal(record.id);
    else
      void vscode.window.showInformationMessage(
        vscode.l10n.t('No exchange with the ID {0} is kept in this window.', requestId),
      );
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #actsOf(record: TrafficRecord): LogAct[] {
    const canRepeat = isRepeatable(record);
    const account = this.#accountOf(record);
    return [
      ...(canRepeat
        ? [{ id: 'repeat', label: vscode.l10n.t('Repeat'), icon: 'debug-rerun', primary: true }]
        : []),
      ...(canRepeat && account
        ? [
            {
              id: 'copyAs',
              label: vscode.l10n.t('Copy as…'),
              icon: 'copy',
              menu: copyAsMenu().map((item) => ({ ...item, id: `${COPY_AS}${item.id}` })),
            },
          ]
        : []),
      { id: 'copyUrl', label: vscode.l10n.t('Copy URL') },
    ];
  }

  #accountOf({ accountId }: TrafficRecord): TrafficAccount | undefined {
    return this.#accounts.find(({ id }) => id === accountId);
  }

  async #copyAs(snippet: string, record: TrafficRecord): Promise<void> {
    const account = this.#accountOf(record);
    const item = copyAsMenu().find(({ id }) => id === snippet);
    if (!account || !item) return;
    await copyToClipboard(snippetFor(snippet, record, account), vscode.l10n.t('Copied as {0}', item.label));
  }

  async #repeat(record: TrafficRecord): Promise<void> {
    if (!(await repeat(record, this.#services))) return;
    // The recorder is told of an exchange a moment after its caller.
    await new Promise((resolve) => setImmediate(resolve));
    const again = this.log.records.findLast(({ repeatOf }) => repeatOf === record.id);
    if (again) this.view.reveal(again.id);
    else throw new Error(vscode.l10n.t('It was not sent'));
  }

  async #lookAtAccounts(): Promise<void> {
    try {
      this.#accounts = await this.#services.accounts.all();
    } catch {
      // Storage that cannot be read is told of where the accounts are asked for.
      return;
    }
    this.#recorder.setAccounts(this.#accounts);
    this.view.refresh();
  }
}

/** What people wrote to each other is nobody else's business: a new file is its owner's alone. */
async function writeOwnFile(target: vscode.Uri, text: string): Promise<void> {
  if (target.scheme !== 'file') await vscode.workspace.fs.writeFile(target, Buffer.from(text));
  else await writeFile(target.fsPath, text, { mode: 0o600 });
}
