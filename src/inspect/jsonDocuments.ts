import * as vscode from 'vscode';
import { isApiError } from '../api/errors.ts';
import { shortId } from '../platform/display.ts';
import { jsonText } from '../platform/jsonText.ts';
import { maskedText } from '../platform/maskedJson.ts';
import { hideAddresses } from '../platform/masking.ts';
import { fileName } from '../platform/memoryDocuments.ts';
import type { Notifier } from '../platform/notifier.ts';
import type { Privacy } from '../platform/privacy.ts';
import type { ReadableFiles } from '../platform/readOnlyFiles.ts';
import { fetchResource, idOf, type ResourceRef } from '../platform/resourceRef.ts';
import type { Account, SessionSource } from '../platform/session.ts';
import { SignedOutError } from '../platform/signedOut.ts';
import { readQuery, writeQuery } from './jsonAddress.ts';
import { type Fetched, JsonHistory } from './jsonHistory.ts';
import { JSON_SCHEME } from './jsonScheme.ts';

/** A document as it stands in the editor. */
interface Content {
  /** As it was fetched, whatever of it is shown. */
  text: string;
  bytes: Uint8Array;
  /** Epoch milliseconds; grows with each change, which the editor goes by. */
  mtime: number;
  /** It is no resource, but says why there is none. */
  failed: boolean;
}

/** Resources as JSON documents: fetched when they are first looked at, kept while they are open. */
export class JsonDocuments implements ReadableFiles, vscode.Disposable {
  readonly #sessions: SessionSource;
  readonly #notifier: Notifier;
  readonly #privacy: Privacy;
  readonly #changed: (uri: vscode.Uri) => void;
  /** By address. */
  readonly #contents = new Map<string, Content>();
  readonly #loading = new Map<string, Promise<Content>>();
  readonly #history = new JsonHistory();
  readonly #listening: vscode.Disposable;

  /** @param changed has the editor read a document again */
  constructor(
    sessions: SessionSource,
    notifier: Notifier,
    privacy: Privacy,
    changed: (uri: vscode.Uri) => void,
  ) {
    this.#sessions = sessions;
    this.#notifier = notifier;
    this.#privacy = privacy;
    this.#changed = changed;
    this.#listening = vscode.Disposable.from(
      // Closed, it is forgotten: opened again, it is read again.
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === JSON_SCHEME) this.#forget(uri);
      }),
      // A tab that is closed before its document was read has none that could be closed.
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        for (const { input } of closed) {
          if (input instanceof vscode.TabInputText && !isOpen(input.uri)) this.#forget(input.uri);
        }
      }),
      sessions.onDidChange(() => this.#retryFailed()),
      privacy.onDidChange(() => void this.#drawAgain()),
    );
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

  /**
   * Fetches a resource and shows it. What cannot be fetched is shown as a document too: it says why, and what to do.
   * @param name what it is called, for the tab
   */
  async open(ref: ResourceRef, name: string): Promise<void> {
    const uri = this.#shown(ref) ?? addressOf(ref, name);
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Fetching {0}…', shortId(idOf(ref))) },
      async () => {
        // One that stands there keeps its text where it cannot be fetched again.
        if (this.#contents.get(uri.toString())?.failed === false) await this.refresh(uri);
        else await this.#load(uri);
      },
    );
    this.#changed(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    // Asked for by name, and so kept when the next one is opened.
    await vscode.window.showTextDocument(document, { preview: false });
  }

  /**
   * Fetches what a document shows again. When that fails its text stays, and a notification says why.
   * @param whenGone `saySo` has the document itself say that the resource is not there any more
   */
  async refresh(uri: vscode.Uri, whenGone: 'keep' | 'saySo' = 'keep'): Promise<void> {
    const ref = readQuery(uri.query);
    const before = this.#contents.get(uri.toString());
    if (!ref || !before || before.failed) {
      await this.#load(uri);
      this.#changed(uri);
      return;
    }
    try {
      const { text } = await this.fetch(ref);
      // Closed meanwhile, it is not wanted any more.
      if (!this.#contents.has(uri.toString())) return;
      this.#put(uri, text, false);
    } catch (error) {
      if (!this.#contents.has(uri.toString())) return;
      if (whenGone === 'saySo' && isApiError(error) && error.kind === 'status' && error.status === 404) {
        await this.#putFailure(uri, ref, error);
        this.#changed(uri);
        return;
      }
      const account = await this.#accountOf(ref);
      const what = vscode.l10n.t(
        'Could not fetch {0} again; what is shown is from before',
        shortId(idOf(ref)),
      );
      void this.#notifier.showFailure(error, { what, sandbox: account?.sandbox ?? false, account }, () =>
        this.refresh(uri),
      );
      return;
    }
    this.#changed(uri);
  }

  /** Fetches again the open documents that a predicate picks: what they show was just changed, or deleted. */
  async refreshWhere(picks: (ref: ResourceRef) => boolean): Promise<void> {
    const stale = this.#open().filter((uri) => {
      const ref = readQuery(uri.query);
      return ref && picks(ref);
    });
    await Promise.all(stale.map((uri) => this.refresh(uri, 'saySo')));
  }

  /** Fetches a resource, and remembers how it was. @throws ApiError, SignedOutError */
  async fetch(ref: ResourceRef): Promise<Fetched> {
    const session = await this.#sessions.of(ref.accountId);
    if (!session) {
      throw new SignedOutError(vscode.l10n.t('You are signed out of the account that it belongs to'));
    }
    const text = jsonText(await fetchResource(session.client, ref));
    const fetched = { at: Date.now(), text };
    this.#history.add(writeQuery(ref), fetched);
    return fetched;
  }

  /** How a resource was whenever it was fetched in this window, the latest first. */
  history(ref: ResourceRef): readonly Fetched[] {
    return this.#history.of(writeQuery(ref));
  }

  dispose(): void {
    this.#listening.dispose();
  }

  #content(uri: vscode.Uri): Content | Promise<Content> {
    return this.#contents.get(uri.toString()) ?? this.#load(uri);
  }

  /** Never rejects: what goes wrong is the content. The editor asks several times in a row; that is one request. */
  #load(uri: vscode.Uri): Promise<Content> {
    const key = uri.toString();
    const underWay = this.#loading.get(key);
    if (underWay) return underWay;
    const loading = this.#read(uri).finally(() => {
      if (this.#loading.get(key) === loading) this.#loading.delete(key);
      // Closed meanwhile: whoever waits gets it, and nobody keeps it.
      else if (!this.#loading.has(key)) this.#contents.delete(key);
    });
    this.#loading.set(key, loading);
    return loading;
  }

  async #read(uri: vscode.Uri): Promise<Content> {
    const ref = readQuery(uri.query);
    if (!ref) {
      return this.#put(uri, jsonText({ error: vscode.l10n.t('This address names no resource.') }), true);
    }
    try {
      return this.#put(uri, (await this.fetch(ref)).text, false);
    } catch (error) {
      return this.#putFailure(uri, ref, error);
    }
  }

  async #putFailure(uri: vscode.Uri, ref: ResourceRef, error: unknown): Promise<Content> {
    const account = await this.#accountOf(ref);
    const { title, detail } = this.#notifier.explain(error, {
      what: vscode.l10n.t('Could not fetch {0}', shortId(idOf(ref))),
      sandbox: account?.sandbox ?? false,
      account,
    });
    const wayOut = vscode.l10n.t('To try again, run “Refresh JSON” in the title bar of this editor.');
    return this.#put(uri, jsonText({ error: title, why: sentences(detail), whatToDo: wayOut }), true);
  }

  async #accountOf({ accountId }: ResourceRef): Promise<Account | undefined> {
    return (await this.#sessions.of(accountId).catch(() => undefined))?.account;
  }

  #put(uri: vscode.Uri, text: string, failed: boolean): Content {
    const key = uri.toString();
    const before = this.#contents.get(key);
    const { masker } = this.#privacy;
    // What failed is a sentence, which may quote an address.
    const shown = failed ? hideAddresses(text, masker) : maskedText(text, masker);
    const bytes = new TextEncoder().encode(shown);
    const content = { text, bytes, mtime: Math.max(Date.now(), (before?.mtime ?? 0) + 1), failed };
    this.#contents.set(key, content);
    return content;
  }

  /** The address under which a resource is open already: by then it may have another name. */
  #shown(ref: ResourceRef): vscode.Uri | undefined {
    const query = writeQuery(ref);
    return vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .map(({ input }) => (input instanceof vscode.TabInputText ? input.uri : undefined))
      .find((uri) => uri?.scheme === JSON_SCHEME && uri.query === query);
  }

  /**
   * Hides in the open documents what must not be seen, or shows it. Their tabs are called by names, which cannot be
   * changed: for hiding they are opened anew, called by ids, or closed where they are not looked at.
   */
  async #drawAgain(): Promise<void> {
    for (const uri of this.#open()) {
      const content = this.#contents.get(uri.toString());
      if (!content) continue;
      this.#put(uri, content.text, content.failed);
      this.#changed(uri);
    }
    if (this.#privacy.masked) await renameTabs();
  }

  /** Somebody signed in, or a sandbox was started: what could not be fetched may be there now. */
  #retryFailed(): void {
    for (const uri of this.#open()) {
      if (this.#contents.get(uri.toString())?.failed) void this.refresh(uri);
    }
  }

  /** The addresses that somebody looks at; what others only asked for, such as other extensions, is forgotten. */
  #open(): vscode.Uri[] {
    return [...this.#contents.keys()]
      .map((address) => vscode.Uri.parse(address, true))
      .filter((uri) => {
        const open = isOpen(uri);
        if (!open) this.#contents.delete(uri.toString());
        return open;
      });
  }

  /** Forgets what an address shows, and what is still being read for it. */
  #forget(uri: vscode.Uri): void {
    this.#contents.delete(uri.toString());
    this.#loading.delete(uri.toString());
  }
}

/** Whether an editor has the address: a document of it is open, or a tab that was not looked at yet. */
function isOpen(uri: vscode.Uri): boolean {
  const address = uri.toString();
  return (
    vscode.workspace.textDocuments.some((document) => document.uri.toString() === address) ||
    vscode.window.tabGroups.all.some(({ tabs }) =>
      tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === address),
    )
  );
}

/** Calls the tabs of JSON documents by ids or closes them, and closes comparisons: they show what is hidden now. */
async function renameTabs(): Promise<void> {
  const { tabGroups } = vscode.window;
  for (const tab of tabGroups.all.flatMap(({ tabs }) => tabs)) {
    const { input } = tab;
    if (
      input instanceof vscode.TabInputTextDiff &&
      input.modified.scheme.startsWith('twilio-conversations-')
    ) {
      await tabGroups.close(tab, true);
    }
    if (!(input instanceof vscode.TabInputText) || input.uri.scheme !== JSON_SCHEME) continue;
    const ref = readQuery(input.uri.query);
    const renamed = ref && addressOf(ref, shortId(idOf(ref)));
    if (!renamed || renamed.toString() === input.uri.toString()) continue;
    const { isActive } = tab;
    const { viewColumn } = tab.group;
    await tabGroups.close(tab, true);
    // One in the background would come to the front, and hide what is being read.
    if (!isActive) continue;
    await vscode.window.showTextDocument(renamed, { viewColumn, preview: false, preserveFocus: true });
  }
}

/** Where a resource's document is. The id makes a folder of it, so that two of one name can be told apart. */
export function addressOf(ref: ResourceRef, name: string): vscode.Uri {
  const id = idOf(ref);
  const path = `/${fileName(id)}/${fileName(name) || fileName(id)}.json`;
  return vscode.Uri.from({ scheme: JSON_SCHEME, path, query: writeQuery(ref) });
}

/** A text as a list of its sentences: a JSON document has no line breaks within a text. */
function sentences(text: string): string[] {
  return text.split(/(?<=[.!?])\s+(?=\p{Lu})/u);
}
