import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Conversation } from '../../api/resources.ts';
import type { Session } from '../../platform/session.ts';
import { shownTitle } from '../../platform/shown.ts';
import { SignedOutError } from '../../platform/signedOut.ts';
import type { Entry } from '../entries.ts';
import type { PanelKey } from '../panelKey.ts';
import { writeWhole } from './atomicFile.ts';
import { readHead, readPieces } from './exportedConversation.ts';
import { exportFileName } from './exportFileName.ts';
import { ENDINGS, type ExportKind } from './exportKind.ts';
import type { ExportServices } from './exportServices.ts';
import { type ExportSource, exportText } from './exportText.ts';
import type { ShownTimeline } from './shownTimeline.ts';
import { TextDocuments } from './textDocuments.ts';
import { inWords } from './writeFailure.ts';

/** What was chosen: enough to do it again. */
interface Plan {
  key: PanelKey;
  kind: ExportKind;
  /** Only these; all that the account has when absent. */
  entries: readonly Entry[] | undefined;
  total: number | undefined;
  conversation: Conversation;
  target: vscode.Uri;
}

/** Where a file system cannot be written to bit by bit, a file is held in memory whole: up to this. */
const MOST_BYTES_IN_MEMORY = 256 * 1024 * 1024;

/** How many communications one piece holds that does not come from the API. */
const PIECE = 1_000;

/**
 * “Export Conversation…” and “Open as Document”. A bundle of its own: no window needs it at the start.
 */
export class ConversationExport implements vscode.Disposable {
  readonly documents: TextDocuments;
  readonly #services: ExportServices;
  /** What the person chose last is offered first. */
  #lastKind: ExportKind | undefined;

  /** @param changed has the editor read a document again */
  constructor(services: ExportServices, changed: (uri: vscode.Uri) => void) {
    this.#services = services;
    this.documents = new TextDocuments(services, changed);
  }

  /** Asks what, how much and where to, and writes it. @throws ApiError, SignedOutError */
  async run(key: PanelKey): Promise<void> {
    const session = await this.#session(key);
    const timeline = this.#services.timeline(key);
    const conversation = timeline?.conversation ?? (await read(session, key));
    const title = this.#titleOf(conversation);
    const kind = await pickKind(title, this.#services.privacy.masked, this.#lastKind);
    if (!kind) return;
    const extent = await pickExtent(title, timeline);
    if (!extent) return;
    const target = await this.#pickTarget(kind, conversation);
    if (!target) return;
    this.#lastKind = kind;
    await this.#write({ key, kind, conversation, target, ...extent });
  }

  /** Opens a conversation as plain text, at the communication that is selected on its timeline. */
  async openAsDocument(key: PanelKey): Promise<void> {
    await this.documents.open(key, this.#services.timeline(key)?.selected);
  }

  dispose(): void {
    this.documents.dispose();
  }

  /** Asked each time: another try may come when names are hidden. */
  #titleOf(conversation: Conversation): string {
    return shownTitle(conversation, this.#services.privacy.masker);
  }

  async #session({ accountId }: PanelKey): Promise<Session> {
    const session = await this.#services.sessions.of(accountId);
    if (session) return session;
    throw new SignedOutError(
      vscode.l10n.t('You are signed out of the account that this conversation belongs to'),
    );
  }

  async #pickTarget(kind: ExportKind, { name, id }: Conversation): Promise<vscode.Uri | undefined> {
    // A file's name is seen by others too; the shortened id that stands for a title is none to look for.
    const called = this.#services.privacy.masked ? id : (name?.trim() ?? id);
    const ending = ENDINGS[kind];
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
    return vscode.window.showSaveDialog({
      title: vscode.l10n.t('Export Conversation'),
      saveLabel: vscode.l10n.t('Export'),
      defaultUri: vscode.Uri.joinPath(folder, exportFileName(called, id, ending)),
      filters: { [ending.toUpperCase()]: [ending] },
    });
  }

  /** Writes it, with progress and a way to cancel. What goes wrong is told, with a way to try again. */
  async #write(plan: Plan): Promise<void> {
    const name = path.posix.basename(plan.target.path);
    try {
      const written = await vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          title: vscode.l10n.t('Exporting {0}', this.#titleOf(plan.conversation)),
          cancellable: true,
        },
        (progress, token) => this.#writeTo(plan, progress, token),
      );
      if (written) void announce(plan, name, written);
    } catch (error) {
      const account = (await this.#services.sessions.of(plan.key.accountId).catch(() => undefined))?.account;
      void this.#services.notifier.showFailure(
        inWords(error, vscode.l10n),
        {
          what: vscode.l10n.t('Could not export to {0}; nothing was written', name),
          sandbox: account?.sandbox ?? false,
          account,
        },
        () => this.#write(plan),
      );
    }
  }

  /** @returns undefined when it was cancelled */
  async #writeTo(
    { key, kind, entries, total, target }: Plan,
    progress: vscode.Progress<{ message: string }>,
    token: vscode.CancellationToken,
  ): Promise<{ count: number; bytes: number } | undefined> {
    const abort = new AbortController();
    const listening = token.onCancellationRequested(() => abort.abort());
    const { signal } = abort;
    let count = 0;
    try {
      const { client, account } = await this.#session(key);
      const source: ExportSource = {
        head: () => readHead(client, key.conversationId, signal),
        pieces: () => (entries ? piecesOf(entries) : readPieces(client, key.conversationId, signal)),
        ...(total === undefined ? {} : { total }),
      };
      const { locale, timeZone } = this.documents.reader(key);
      const text = exportText(kind, source, {
        masker: this.#services.privacy.masker,
        l10n: vscode.l10n,
        locale,
        timeZone,
        language: vscode.env.language,
        accountSid: account.accountSid,
        exportedAt: Date.now(),
        progress: (sofar) => {
          count = sofar;
          progress.report({ message: vscode.l10n.t('{0} communications', sofar.toLocaleString()) });
        },
      });
      const bytes =
        target.scheme === 'file'
          ? await writeWhole(target.fsPath, text, signal)
          : await writeVirtual(target, text, signal);
      return { count, bytes };
    } catch (error) {
      // Cancelled, it ends in one of several ways, none of which is news.
      if (signal.aborted) return undefined;
      throw error;
    } finally {
      listening.dispose();
    }
  }
}

/** A conversation whose timeline is not open. */
async function read({ client }: Session, { conversationId }: PanelKey): Promise<Conversation> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Reading the conversation…') },
    () => client.fetchConversation(conversationId),
  );
}

async function pickKind(
  title: string,
  masked: boolean,
  last: ExportKind | undefined,
): Promise<ExportKind | undefined> {
  const kinds: (vscode.QuickPickItem & { kindOfExport: ExportKind })[] = [
    {
      kindOfExport: 'html',
      label: `$(browser) ${vscode.l10n.t('Web page')}`,
      description: '.html',
      detail: vscode.l10n.t('To read and to print: one file that looks like the timeline and opens anywhere'),
    },
    {
      kindOfExport: 'markdown',
      label: `$(markdown) ${vscode.l10n.t('Markdown')}`,
      description: '.md',
      detail: vscode.l10n.t('A transcript for an issue, a wiki or a chat'),
    },
    {
      kindOfExport: 'csv',
      label: `$(table) ${vscode.l10n.t('CSV')}`,
      description: '.csv',
      detail: vscode.l10n.t('A row for each communication, for databases and scripts; of any size'),
    },
    {
      kindOfExport: 'csvForExcel',
      label: `$(table) ${vscode.l10n.t('CSV for Excel')}`,
      description: '.csv',
      detail: vscode.l10n.t('The same for spreadsheets: with a byte order mark, phone numbers stay text'),
    },
    {
      kindOfExport: 'ndjson',
      label: `$(list-flat) ${vscode.l10n.t('NDJSON')}`,
      description: '.ndjson',
      detail: vscode.l10n.t('A line of JSON for each communication, as the API has it; of any size'),
    },
    {
      kindOfExport: 'json',
      label: `$(json) ${vscode.l10n.t('JSON')}`,
      description: '.json',
      detail: vscode.l10n.t('The whole conversation, which “Import into Sandbox…” takes in again'),
    },
  ];
  kinds.sort((one, other) => Number(other.kindOfExport === last) - Number(one.kindOfExport === last));
  const picked = await vscode.window.showQuickPick(kinds, {
    title: vscode.l10n.t('Export {0}', title),
    placeHolder: masked
      ? vscode.l10n.t('Export as what? Names, addresses and texts will be hidden, as they are on screen')
      : vscode.l10n.t('Export as what?'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.kindOfExport;
}

/** Asks only where a filter makes a difference. @returns undefined when nothing was chosen */
async function pickExtent(
  title: string,
  timeline: ShownTimeline | undefined,
): Promise<Pick<Plan, 'entries' | 'total'> | undefined> {
  const all = { entries: undefined, total: undefined };
  if (!timeline?.filtered) return all;
  const { shown, loaded, complete } = timeline;
  const picked = await vscode.window.showQuickPick(
    [
      {
        label: vscode.l10n.t('Only the {0} that the filter shows', shown.length.toLocaleString()),
        ...(complete ? {} : { description: vscode.l10n.t('so far: the timeline is still loading') }),
        extent: { entries: shown, total: loaded },
      },
      {
        label: complete
          ? vscode.l10n.t('All {0}', loaded.toLocaleString())
          : vscode.l10n.t('All that there are'),
        extent: all,
      },
    ],
    {
      title: vscode.l10n.t('Export {0}', title),
      placeHolder: vscode.l10n.t('A filter is on. Which communications?'),
    },
  );
  return picked?.extent;
}

async function* piecesOf(entries: readonly Entry[]) {
  for (let from = 0; from < entries.length; from += PIECE) {
    yield entries.slice(from, from + PIECE).map(({ communication }) => communication);
  }
}

/** Writes to a file system that takes files only whole. Nothing is written before all of it is there. */
async function writeVirtual(
  target: vscode.Uri,
  text: AsyncIterable<string>,
  signal: AbortSignal,
): Promise<number> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const piece of text) {
    signal.throwIfAborted();
    const bytes = Buffer.from(piece);
    size += bytes.length;
    if (size > MOST_BYTES_IN_MEMORY) {
      throw new Error(
        vscode.l10n.t(
          'It is too large for this kind of folder, which takes files only whole. Choose a folder on a disk',
        ),
      );
    }
    chunks.push(bytes);
  }
  signal.throwIfAborted();
  await vscode.workspace.fs.writeFile(target, Buffer.concat(chunks, size));
  return size;
}

async function announce(
  { kind, target }: Plan,
  name: string,
  { count, bytes }: { count: number; bytes: number },
): Promise<void> {
  const open = vscode.l10n.t('Open');
  const reveal = vscode.l10n.t('Reveal');
  const revealing = revealCommand(target);
  const said =
    count === 1
      ? vscode.l10n.t('1 communication exported to {0} ({1}).', name, sizeInWords(bytes))
      : vscode.l10n.t(
          '{0} communications exported to {1} ({2}).',
          count.toLocaleString(),
          name,
          sizeInWords(bytes),
        );
  const chosen = await vscode.window.showInformationMessage(said, open, ...(revealing ? [reveal] : []));
  if (chosen === reveal && revealing) await vscode.commands.executeCommand(revealing, target);
  if (chosen !== open) return;
  // A page is looked at in a browser, where there is one beside the files.
  if (kind === 'html' && isOnThisMachine(target)) await vscode.env.openExternal(target);
  else await vscode.commands.executeCommand('vscode.open', target);
}

/** What shows a file among the others: in the system's own window, or in the explorer where that is elsewhere. */
function revealCommand(target: vscode.Uri): string | undefined {
  if (isOnThisMachine(target)) return 'revealFileInOS';
  return vscode.workspace.getWorkspaceFolder(target) ? 'revealInExplorer' : undefined;
}

function isOnThisMachine(target: vscode.Uri): boolean {
  return (
    target.scheme === 'file' &&
    vscode.env.remoteName === undefined &&
    vscode.env.uiKind === vscode.UIKind.Desktop
  );
}

function sizeInWords(bytes: number): string {
  const [size, unit] = bytes < 1e3 ? [bytes, 'B'] : bytes < 1e6 ? [bytes / 1e3, 'KB'] : [bytes / 1e6, 'MB'];
  return `${size.toLocaleString(undefined, { maximumFractionDigits: size < 10 ? 1 : 0 })} ${unit}`;
}
