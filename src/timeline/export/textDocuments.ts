import * as v from 'valibot';
import * as vscode from 'vscode';
import { conversationTitle, shortId } from '../../platform/display.ts';
import { fileName } from '../../platform/memoryDocuments.ts';
import type { ReadableFiles } from '../../platform/readOnlyFiles.ts';
import { SignedOutError } from '../../platform/signedOut.ts';
import type { PanelKey } from '../panelKey.ts';
import { readHead, readPieces } from './exportedConversation.ts';
import type { ExportServices } from './exportServices.ts';
import { titleOf, transcriptOf } from './exportText.ts';
import { type LaidOut, layOut } from './layOut.ts';
import { TEXT_SCHEME } from './textScheme.ts';
import { writeText } from './textWriter.ts';

/** A document as it stands in the editor. */
interface Content extends LaidOut {
  /** Epoch milliseconds; grows with each change, which the editor goes by. */
  mtime: number;
  /** It is no conversation, but says why there is none. */
  failed: boolean;
}

const querySchema = v.object({
  accountId: v.pipe(v.string(), v.nonEmpty()),
  conversationId: v.pipe(v.string(), v.nonEmpty()),
});

/** Beyond this, VS Code hands a document to no extension: 50 MB. */
const MOST_BYTES_SHARED = 50 * 1024 * 1024;

/** Conversations as plain text: read when they are first looked at, kept while they are open. */
export class TextDocuments implements ReadableFiles, vscode.Disposable {
  readonly #services: ExportServices;
  readonly #changed: (uri: vscode.Uri) => void;
  /** By address. */
  readonly #contents = new Map<string, Content>();
  readonly #loading = new Map<string, Promise<Content>>();
  readonly #listening: vscode.Disposable;

  constructor(services: ExportServices, changed: (uri: vscode.Uri) => void) {
    this.#services = services;
    this.#changed = changed;
    this.#listening = vscode.Disposable.from(
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        for (const { input } of closed) {
          if (input instanceof vscode.TabInputText && !isOpen(input.uri)) this.#forget(input.uri);
        }
      }),
      services.privacy.onDidChange(() => void this.#maskChanged()),
    );
  }

  /** How the person reads times: as their timeline does, or else as this machine does. */
  reader(key: PanelKey): { locale: string; timeZone: string } {
    const timeline = this.#services.timeline(key);
    return {
      locale: timeline?.locale || vscode.env.language,
      timeZone: timeline?.timeZone || Intl.DateTimeFormat().resolvedOptions().timeZone,
    };
  }

  /**
   * Shows a conversation as it is now, with the cursor on a communication. What cannot be read is shown as a document
   * too: it says why, and what to do.
   */
  async open(
    key: PanelKey,
    communicationId: string | undefined,
    viewColumn?: vscode.ViewColumn,
  ): Promise<void> {
    const uri = openAddresses().find((address) => isOf(address, key)) ?? (await this.#address(key));
    const content = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Reading the conversation…') },
      () => this.#load(uri),
    );
    this.#changed(uri);
    const line = communicationId === undefined ? undefined : content.lines.get(communicationId);
    // Not by way of a TextDocument: there is none of what is very long.
    await vscode.commands.executeCommand('vscode.open', uri, {
      preview: false,
      ...(viewColumn === undefined ? {} : { viewColumn }),
      ...(line === undefined ? {} : { selection: new vscode.Range(line, 0, line, 0) }),
    } satisfies vscode.TextDocumentShowOptions);
    if (content.bytes.length > MOST_BYTES_SHARED) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'The document is longer than 50 MB: VS Code shows it, but hands it to no extension. “Export Conversation…” writes it to a file.',
        ),
      );
    }
  }

  /** Reads what a document shows again. */
  async refresh(uri: vscode.Uri): Promise<void> {
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Reading the conversation…') },
      () => this.#load(uri),
    );
    this.#changed(uri);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    if (!uri.query) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    const { bytes, mtime } = await this.#content(uri);
    return {
      type: vscode.FileType.File,
      ctime: 0,
      mtime,
      size: bytes.length,
      permissions: vscode.FilePermission.Readonly,
    };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return (await this.#content(uri)).bytes;
  }

  dispose(): void {
    this.#listening.dispose();
    this.#contents.clear();
  }

  #content(uri: vscode.Uri): Content | Promise<Content> {
    return this.#contents.get(uri.toString()) ?? this.#load(uri);
  }

  /** Never rejects: what goes wrong is the content. The editor asks several times in a row; that is one reading. */
  #load(uri: vscode.Uri): Promise<Content> {
    const address = uri.toString();
    const underWay = this.#loading.get(address);
    if (underWay) return underWay;
    const loading = this.#read(uri)
      .then((content) => {
        const before = this.#contents.get(address)?.mtime ?? 0;
        const fresh = { ...content, mtime: Math.max(Date.now(), before + 1) };
        // Closed meanwhile: whoever waits gets it, and nobody keeps it.
        if (this.#loading.get(address) === loading) this.#contents.set(address, fresh);
        return fresh;
      })
      .finally(() => {
        if (this.#loading.get(address) === loading) this.#loading.delete(address);
      });
    this.#loading.set(address, loading);
    return loading;
  }

  async #read(uri: vscode.Uri): Promise<Content> {
    const key = keyOf(uri);
    if (!key) return failure(vscode.l10n.t('This address names no conversation.'));
    const { sessions, notifier, privacy } = this.#services;
    const session = await sessions.of(key.accountId).catch(() => undefined);
    try {
      if (!session) {
        throw new SignedOutError(
          vscode.l10n.t('You are signed out of the account that this conversation belongs to'),
        );
      }
      const { client, account } = session;
      const { signal } = new AbortController();
      const source = {
        head: () => readHead(client, key.conversationId, signal),
        pieces: () => readPieces(client, key.conversationId, signal),
      };
      const { masker } = privacy;
      const transcript = await transcriptOf(source, source.pieces(), {
        masker,
        l10n: vscode.l10n,
        ...this.reader(key),
        language: vscode.env.language,
        accountSid: account.accountSid,
        exportedAt: Date.now(),
      });
      const content = { ...(await layOut(writeText(transcript))), mtime: 0, failed: false };
      // Hidden, or shown again, while it was read.
      return privacy.masker === masker ? content : this.#read(uri);
    } catch (error) {
      const { title, detail } = notifier.explain(error, {
        what: vscode.l10n.t('Could not read {0}', shortId(key.conversationId)),
        sandbox: session?.account.sandbox ?? false,
        account: session?.account,
      });
      return failure(title, detail);
    }
  }

  /** Where a conversation's document is: its name is in the address, through the mask. */
  async #address(key: PanelKey): Promise<vscode.Uri> {
    const { timeline, sessions, privacy } = this.#services;
    const conversation =
      timeline(key)?.conversation ??
      (await sessions
        .of(key.accountId)
        .then((session) => session?.client.fetchConversation(key.conversationId))
        .catch(() => undefined));
    const title = conversation ? conversationTitle(conversation) : shortId(key.conversationId);
    const called = privacy.masked ? titleOf({ name: title, id: key.conversationId }, privacy.masker) : title;
    return vscode.Uri.from({
      scheme: TEXT_SCHEME,
      path: `/${fileName(key.conversationId)}/${fileName(called) || fileName(key.conversationId)}.txt`,
      query: new URLSearchParams({ ...key }).toString(),
    });
  }

  /** What is open is read again, under the name that may be seen now. */
  async #maskChanged(): Promise<void> {
    const open = vscode.window.tabGroups.all.flatMap(({ tabs, viewColumn }) =>
      tabs.flatMap((tab) => {
        const { input } = tab;
        return input instanceof vscode.TabInputText && input.uri.scheme === TEXT_SCHEME
          ? [{ tab, uri: input.uri, viewColumn }]
          : [];
      }),
    );
    if (open.length === 0) return;
    // All of them first: reading one takes a while, in which the next would go on showing names.
    await vscode.window.tabGroups.close(
      open.map(({ tab }) => tab),
      true,
    );
    for (const { uri } of open) this.#forget(uri);
    for (const { uri, viewColumn } of open) {
      const key = keyOf(uri);
      if (key) await this.open(key, undefined, viewColumn);
    }
  }

  /** Forgets what an address shows, and what is still being read for it. */
  #forget(uri: vscode.Uri): void {
    this.#contents.delete(uri.toString());
    this.#loading.delete(uri.toString());
  }
}

function failure(title: string, detail?: string): Content {
  const wayOut = vscode.l10n.t('To try again, run “Refresh Document” in the title bar of this editor.');
  const text = `${[title, detail, wayOut].filter(Boolean).join('\n\n')}\n`;
  return { bytes: Buffer.from(text), mtime: 0, failed: true, lines: new Map() };
}

function keyOf({ query }: vscode.Uri): PanelKey | undefined {
  const read = v.safeParse(querySchema, Object.fromEntries(new URLSearchParams(query)));
  return read.success ? read.output : undefined;
}

function isOf(uri: vscode.Uri, { accountId, conversationId }: PanelKey): boolean {
  const key = keyOf(uri);
  return key?.accountId === accountId && key.conversationId === conversationId;
}

/** The addresses of those that have a tab. */
function openAddresses(): vscode.Uri[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(({ input }) =>
      input instanceof vscode.TabInputText && input.uri.scheme === TEXT_SCHEME ? [input.uri] : [],
    );
}

function isOpen(uri: vscode.Uri): boolean {
  return openAddresses().some((address) => address.toString() === uri.toString());
}
