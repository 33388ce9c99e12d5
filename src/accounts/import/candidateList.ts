import * as vscode from 'vscode';
import type { AccountRecord } from '../account.ts';
import { type Candidate, isUsable, SOURCES, type UsableCandidate } from './candidate.ts';
import { candidateWords, sourceHeading } from './candidateWords.ts';
import { accessKey, foldCandidates } from './foldCandidates.ts';
import { knownAs } from './knownAccounts.ts';

/** A way to find more, as a row of the list. */
export interface Search {
  label: string;
  detail: string;
  /** @returns what it found; `done` when it leads to nothing more and its row can go */
  run: () => Promise<{ candidates: Candidate[]; done: boolean }>;
  /** True when it asks something, which hides the list meanwhile. */
  opensBox: boolean;
}

interface Row extends vscode.QuickPickItem {
  candidate?: UsableCandidate;
  search?: Search;
}

/**
 * The list of what can be imported. Rows with a problem, and those that search further, cannot be ticked: VS Code's
 * list knows no such rows, so their tick is taken back at once.
 */
export class CandidateList {
  readonly #box = vscode.window.createQuickPick<Row>();
  readonly #records: readonly AccountRecord[];
  #found: Candidate[] = [];
  #searches: Search[] = [];
  /** Keys of what is ticked, and of what was ticked beforehand: a person's untick is not undone. */
  readonly #ticked = new Set<string>();
  readonly #proposed = new Set<string>();
  #searching: Search | undefined;
  #closed = false;

  /** @param records the accounts that are here */
  constructor(records: readonly AccountRecord[]) {
    this.#records = records;
    const box = this.#box;
    box.title = vscode.l10n.t('Import Accounts');
    box.canSelectMany = true;
    box.matchOnDescription = true;
    box.matchOnDetail = true;
    box.ignoreFocusOut = true;
    box.keepScrollPosition = true;
    box.busy = true;
  }

  /** Offers a way to find more, above those that were offered before. */
  offer(search: Search): void {
    this.#searches.unshift(search);
    this.#show();
  }

  /** Shows what a source gave. */
  add(candidates: readonly Candidate[]): void {
    this.#found.push(...candidates);
    this.#show();
  }

  /** Nothing more comes by itself. */
  complete(): void {
    this.#box.busy = this.#searching !== undefined;
    if (this.#rows().some(isUsable)) return;
    this.#box.placeholder = vscode.l10n.t('No account was found that could be imported');
  }

  /**
   * Lets the person choose.
   * @returns at least one, or `undefined` when the list was closed
   */
  choose(): Promise<readonly UsableCandidate[] | undefined> {
    const box = this.#box;
    return new Promise<readonly UsableCandidate[] | undefined>((resolve, reject) => {
      const run = (search: Search | undefined) => {
        if (search) this.#run(search).catch(reject);
      };
      box.onDidChangeSelection((rows) => run(this.#tick(rows)));
      box.onDidAccept(() => {
        const chosen = this.#rows()
          .filter(isUsable)
          .filter((candidate) => this.#ticked.has(accessKey(candidate)));
        if (chosen.length > 0) return resolve(chosen);
        const search = box.activeItems[0]?.search;
        if (search) run(search);
        else box.placeholder = vscode.l10n.t('Tick at least one account, then press Enter');
      });
      box.onDidHide(() => {
        if (!this.#searching?.opensBox) resolve(undefined);
      });
      box.placeholder = vscode.l10n.t('Accounts to import: Tab to the list, Space to tick, Enter to import');
      this.#show();
      box.show();
    }).finally(() => {
      this.#closed = true;
      box.dispose();
    });
  }

  #rows(): Candidate[] {
    const bySource = SOURCES.flatMap((source) => this.#found.filter((found) => found.source === source));
    return foldCandidates(bySource);
  }

  /** Notes the ticks. @returns the search that the person asked for by ticking its row */
  #tick(rows: readonly Row[]): Search | undefined {
    const usable = rows.flatMap(({ candidate }) => (candidate ? [accessKey(candidate)] : []));
    const others = rows.filter(({ candidate }) => !candidate);
    // “Select all” asks for no search: only a tick on the row alone does.
    const alone = others.length === 1 && usable.every((key) => this.#ticked.has(key));
    const all = this.#box.items.filter(({ candidate }) => candidate);
    // “Select all” ticks these rows too, and since they do not stay ticked it can never be taken back by itself.
    const untickAll = others.length > 1 && usable.length === all.length && this.#ticked.size === all.length;
    this.#ticked.clear();
    if (!untickAll) for (const key of usable) this.#ticked.add(key);
    if (others.length > 0) this.#showTicks();
    return alone ? others[0]?.search : undefined;
  }

  async #run(search: Search): Promise<void> {
    if (this.#searching) return;
    this.#searching = search;
    this.#box.busy = true;
    try {
      // What is set in one go reaches the window in the order it was first set: ticks that were set just now would
      // arrive before the rows that come next, and be lost.
      await new Promise((resolve) => setTimeout(resolve));
      const { candidates, done } = await search.run();
      // A second look replaces the complaints of the first.
      const looked = new Set(candidates.flatMap(({ origins }) => origins));
      this.#found = this.#found.filter(
        (found) => isUsable(found) || !found.origins.every((origin) => looked.has(origin)),
      );
      this.#found.push(...candidates);
      if (done) this.#searches = this.#searches.filter((other) => other !== search);
    } finally {
      this.#searching = undefined;
      this.#box.busy = false;
      if (!this.#closed) {
        this.#show();
        this.#box.show();
      }
    }
  }

  #show(): void {
    if (this.#closed) return;
    const box = this.#box;
    const active = box.activeItems[0];
    const rows = this.#rows();
    const items: Row[] = [];
    for (const source of SOURCES) {
      const group = rows.filter((row) => row.source === source);
      if (group.length === 0) continue;
      items.push(separator(sourceHeading(source, vscode.l10n)), ...group.map((row) => this.#rowOf(row)));
    }
    if (this.#searches.length > 0) {
      items.push(separator(vscode.l10n.t('Look further')));
      for (const search of this.#searches) {
        items.push({ label: search.label, detail: search.detail, alwaysShow: true, search });
      }
    }
    box.items = items;
    this.#showTicks();
    const again =
      active && items.find(({ label, detail }) => label === active.label && detail === active.detail);
    if (again) box.activeItems = [again];
  }

  #rowOf(candidate: Candidate): Row {
    const usable = isUsable(candidate) ? candidate : undefined;
    const here = usable ? knownAs(usable, this.#records) !== undefined : false;
    if (usable) {
      const key = accessKey(usable);
      if (usable.active && !here && !this.#proposed.has(key)) {
        this.#proposed.add(key);
        this.#ticked.add(key);
      }
    }
    return { ...candidateWords(candidate, here, vscode.l10n), ...(usable ? { candidate: usable } : {}) };
  }

  #showTicks(): void {
    this.#box.selectedItems = this.#box.items.filter(
      ({ candidate }) => candidate && this.#ticked.has(accessKey(candidate)),
    );
  }
}

function separator(label: string): Row {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
