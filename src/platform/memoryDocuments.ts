import * as vscode from 'vscode';

/** More diffs than these are hardly open at once; each has two documents. */
const MOST_KEPT = 40;

/**
 * Read-only documents that live in this window's memory: the sides of a diff. The editor does not bring their tabs back
 * after a reload, and there would be nothing to show in them then.
 */
export class MemoryDocuments implements vscode.Disposable {
  readonly #scheme: string;
  readonly #texts = new Map<string, string>();
  readonly #registration: vscode.Disposable;
  #made = 0;

  /** @param scheme of their addresses; no other part of the extension may use it */
  constructor(scheme: string) {
    this.#scheme = scheme;
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: (uri) =>
        this.#texts.get(uri.toString()) ??
        vscode.l10n.t('This text was kept in memory for a while, and is gone now.'),
    });
  }

  /**
   * Makes a document. It is kept after it was closed too, since a closed tab can be opened again; the oldest go first.
   * @param name what its tab is called; the ending decides the language
   */
  add(name: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({
      scheme: this.#scheme,
      path: `/${fileName(name)}`,
      query: String(++this.#made),
    });
    this.#texts.set(uri.toString(), text);
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > MOST_KEPT && oldest !== undefined) this.#texts.delete(oldest);
    return uri;
  }

  dispose(): void {
    this.#registration.dispose();
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
