import * as vscode from 'vscode';

/**
 * Read-only documents that live in this window's memory: the sides of a diff. The editor does not bring their tabs back
 * after a reload, and there would be nothing to show in them then.
 */
export class MemoryDocuments implements vscode.Disposable {
  readonly #scheme: string;
  readonly #texts = new Map<string, string>();
  readonly #registrations: vscode.Disposable;
  #made = 0;

  /** @param scheme of their addresses; no other part of the extension may use it */
  constructor(scheme: string) {
    this.#scheme = scheme;
    this.#registrations = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(scheme, {
        provideTextDocumentContent: (uri) => this.#texts.get(uri.toString()) ?? '',
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())),
    );
  }

  /**
   * Makes a document. It is kept until it is closed.
   * @param name what its tab is called; the ending decides the language
   */
  add(name: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({
      scheme: this.#scheme,
      path: `/${fileName(name)}`,
      query: String(++this.#made),
    });
    this.#texts.set(uri.toString(), text);
    return uri;
  }

  dispose(): void {
    this.#registrations.dispose();
    this.#texts.clear();
  }
}

/** Closes the diff that shows a document, where it is still open. */
export async function closeDiff(modified: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const shown = tabs.filter(
    ({ input }) =>
      input instanceof vscode.TabInputTextDiff && input.modified.toString() === modified.toString(),
  );
  if (shown.length > 0) await vscode.window.tabGroups.close(shown, true);
}

/** The longest name a document gets: a tab shows no more. */
const LONGEST_NAME = 80;

/** A name as the last part of a path: without what divides paths or cannot be drawn. */
export function fileName(name: string): string {
  const plain = name
    .replaceAll(/[\p{Cc}\p{Cf}/\\:*?"<>|]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const [stem = '', ending = ''] = splitEnding(plain);
  return [...stem].slice(0, LONGEST_NAME).join('').trim() + ending;
}

function splitEnding(name: string): [stem: string, ending: string] {
  return name.endsWith('.json') ? [name.slice(0, -5), '.json'] : [name, ''];
}
