import * as vscode from 'vscode';
import { copyToClipboard } from '../../platform/clipboard.ts';
import { conversationTitle } from '../../platform/display.ts';
import type { Remedy } from '../../platform/explain.ts';
import { remedyLabel } from '../../platform/notifier.ts';
import type { Session } from '../../platform/session.ts';
import type { FindServices } from './findConversation.ts';
import {
  copyIdButton,
  counted,
  type FindRow,
  failureWords,
  hitRow,
  progressDetail,
  progressLabel,
  revealButton,
  stateRow,
} from './findRows.ts';
import type { Hit } from './match.ts';
import { readQuery } from './query.ts';
import { ConversationSearch } from './search.ts';
import type { SearchEvent, StepName } from './step.ts';

/** After so long without a key the search begins: until then there is more to come. */
const TYPING_MS = 300;
/** The rows are drawn so often at most: thousands of events may come in a second. */
const DRAW_EVERY_MS = 100;
/** So many are drawn; more are counted. */
const MOST_DRAWN = 200;
/** Less is on everything. */
const FEWEST_CHARACTERS = 2;

/** The ways out of a refusal that lead away from the box. */
const refusalButtons = {
  signIn: { iconPath: new vscode.ThemeIcon('sign-in'), tooltip: remedyLabel('signIn') },
  reenterSecret: { iconPath: new vscode.ThemeIcon('key'), tooltip: remedyLabel('reenterSecret') },
} satisfies Partial<Record<Remedy, vscode.QuickInputButton>>;

const WAYS_OUT = ['signIn', 'reenterSecret'] as const;

/** A row has one line for why it failed, and cuts it off. */
const detailsButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('info'),
  tooltip: vscode.l10n.t('Show What Went Wrong'),
};

/** One box, and the search that runs for what stands in it. Closing it ends everything. */
export class FindBox implements vscode.Disposable {
  readonly #session: Session;
  readonly #services: FindServices;
  readonly #box = vscode.window.createQuickPick<FindRow>();
  readonly #listening: vscode.Disposable;
  /** In the order in which they were found. */
  readonly #hits = new Map<string, FindRow>();
  /** Of the conversations that the side bar had rows of when the search began. */
  #inTree: ReadonlySet<string> = new Set();
  #search: ConversationSearch | undefined;
  #abort = new AbortController();
  #typing: NodeJS.Timeout | undefined;
  #drawing: NodeJS.Timeout | undefined;
  #progress: Extract<SearchEvent, { kind: 'progress' }> | undefined;
  #failures: FindRow[] = [];
  #notes: FindRow[] = [];
  #running = false;
  #signedOut = false;
  /** The search for this very text has come to its end. */
  #ended = false;

  /** @param text to begin with: searched for at once */
  constructor(session: Session, services: FindServices, text: string) {
    this.#session = session;
    this.#services = services;
    const box = this.#box;
    box.placeholder = vscode.l10n.t('Phone number, e-mail, name, identity, ID, SID or address of a page');
    // What is searched for is often looked up elsewhere while the box is open.
    box.ignoreFocusOut = true;
    box.keepScrollPosition = true;
    box.value = text;
    this.#listening = vscode.Disposable.from(
      box,
      box.onDidChangeValue(() => this.#begin(TYPING_MS)),
      box.onDidAccept(() => this.#accept(box.activeItems[0])),
      box.onDidTriggerItemButton(({ item, button }) => this.#press(item, button)),
      box.onDidHide(() => this.dispose()),
      services.sessions.onDidChange(() => void this.#checkAccount()),
    );
    this.#begin(0);
    box.show();
  }

  dispose(): void {
    this.#stop();
    this.#listening.dispose();
  }

  #stop(): void {
    this.#abort.abort();
    clearTimeout(this.#typing);
    clearTimeout(this.#drawing);
    this.#drawing = undefined;
  }

  /** Searches for what stands in the box now, whatever was searched for before. */
  #begin(afterMs: number): void {
    if (this.#signedOut) return;
    this.#stop();
    this.#hits.clear();
    this.#progress = undefined;
    this.#failures = [];
    this.#notes = [];
    this.#ended = false;
    this.#search = undefined;
    this.#running = false;
    const query = readQuery(this.#box.value, this.#services.extensionId);
    if (query.text.length >= FEWEST_CHARACTERS) {
      const search = new ConversationSearch(query, this.#session.client);
      this.#search = search;
      const { id } = this.#session.account;
      const loaded = this.#services.loaded(id);
      this.#inTree = new Set(loaded.map((conversation) => conversation.id));
      for (const hit of search.among(loaded)) this.#take(hit);
      if (query.link && query.link.accountId !== id) {
        this.#notes.push(
          stateRow('warning', vscode.l10n.t('This link belongs to another account'), {
            detail: vscode.l10n.t(
              'Searched is {0}. Open the link itself to use its account.',
              this.#session.account.label,
            ),
          }),
        );
      }
      this.#running = true;
      this.#typing = setTimeout(() => void this.#run(search), afterMs);
    }
    this.#draw('anew');
  }

  /** Runs a search, or what is left of it. */
  async #run(search: ConversationSearch): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    this.#running = true;
    this.#ended = false;
    this.#failures = [];
    this.#queueDraw();
    for await (const event of search.run(abort.signal)) this.#handle(event);
    if (abort.signal.aborted) return;
    this.#running = false;
    this.#ended = true;
    this.#queueDraw();
  }

  #handle(event: SearchEvent): void {
    switch (event.kind) {
      case 'hit':
        this.#take(event.hit);
        break;
      case 'progress':
        this.#progress = event;
        break;
      case 'failed':
        this.#failures.push(this.#failureRow(event.step, event.error));
        break;
      case 'classicOnly':
        this.#notes.push(
          stateRow('info', vscode.l10n.t('{0} is on the classic side only', event.sid), {
            detail: vscode.l10n.t(
              'The classic service {0} has it, but no conversation of v2 holds traffic of it.',
              event.serviceSid,
            ),
          }),
        );
        break;
    }
    this.#queueDraw();
  }

  #take(hit: Hit): void {
    const { id } = hit.conversation;
    this.#hits.set(id, hitRow(hit, this.#inTree.has(id)));
  }

  #failureRow(step: StepName, error: unknown): FindRow {
    const explanation = this.#services.notifier.explain(error, {
      what: failureWords(step),
      sandbox: this.#session.account.sandbox,
    });
    return stateRow('error', explanation.title, {
      description: explanation.summary,
      detail: vscode.l10n.t('Enter tries again. {0}', explanation.detail),
      explanation: { ...explanation, accountId: this.#session.account.id },
      buttons: [
        detailsButton,
        ...WAYS_OUT.filter((way) => explanation.remedies.includes(way)).map((way) => refusalButtons[way]),
      ],
      act: () => this.#retry(),
    });
  }

  #retry(): void {
    if (this.#search && !this.#running) void this.#run(this.#search);
  }

  #queueDraw(): void {
    this.#drawing ??= setTimeout(() => this.#draw(), DRAW_EVERY_MS);
  }

  /** @param rowsAre `anew` when they answer another text: then the first is the one to choose */
  #draw(rowsAre: 'anew' | 'more' = 'more'): void {
    clearTimeout(this.#drawing);
    this.#drawing = undefined;
    const box = this.#box;
    const hits = [...this.#hits.values()];
    const rows = [...hits.slice(0, MOST_DRAWN), ...this.#notes, ...this.#failures, ...this.#stateRows()];
    const before = box.activeItems[0];
    box.busy = this.#running;
    // Where many are found, the row that says how the search stands is out of sight.
    box.title = this.#title();
    box.items = rows;
    // Rows are the same objects for as long as they say the same; one that was chosen stays chosen.
    const kept = rowsAre === 'more' ? before : undefined;
    const chosen = kept && rows.find((row) => row === kept || isSame(row, kept));
    if (chosen?.hit) box.activeItems = [chosen];
  }

  #title(): string {
    const { label } = this.#session.account;
    const found = counted(this.#hits.size);
    const searched = counted(this.#search?.searched ?? 0);
    // Looking into each conversation has a count of its own, in its row.
    if (this.#running && this.#progress?.total !== undefined) {
      return vscode.l10n.t('Find Conversation ({0}): {1} found…', label, found);
    }
    if (this.#running) {
      return vscode.l10n.t('Find Conversation ({0}): {1} found, {2} searched…', label, found, searched);
    }
    if (!this.#ended || this.#search?.settled) return vscode.l10n.t('Find Conversation ({0})', label);
    return this.#search?.done
      ? vscode.l10n.t('Find Conversation ({0}): {1} found, all {2} searched', label, found, searched)
      : vscode.l10n.t('Find Conversation ({0}): {1} found, {2} searched so far', label, found, searched);
  }

  #stateRows(): FindRow[] {
    const search = this.#search;
    if (!search) {
      return [
        stateRow(
          'person',
          vscode.l10n.t('A phone number in any spelling, a name, an e-mail, a chat identity'),
        ),
        stateRow('key', vscode.l10n.t('An ID or SID: conv_…, CA…, SM…, MM…, CH…, IM… or IS…')),
        stateRow('link', vscode.l10n.t('An address of the Console or the API, or a copied link')),
      ];
    }
    const found = this.#hits.size;
    const rows: FindRow[] = [];
    if (found > MOST_DRAWN) {
      rows.push(
        stateRow('ellipsis', vscode.l10n.t('{0} more found', counted(found - MOST_DRAWN)), {
          detail: vscode.l10n.t('Type more to narrow it down.'),
        }),
      );
    }
    if (this.#running) {
      const { step = 'lookup', searched = 0, total } = this.#progress ?? {};
      const detail = progressDetail(step);
      rows.push(stateRow('loading~spin', progressLabel(step, searched, total), detail ? { detail } : {}));
    } else if (this.#ended) {
      rows.push(this.#endRow(search, found));
      if (found === 0 && search.done) {
        rows.push(
          stateRow('info', vscode.l10n.t('It may belong to another account or region, or have been deleted')),
        );
      }
    }
    return rows;
  }

  /** What was searched, so that nobody takes a part for the whole. */
  #endRow(search: ConversationSearch, found: number): FindRow {
    const searched = counted(search.searched);
    if (!search.done && !search.settled) {
      return stateRow('debug-pause', vscode.l10n.t('Stopped: {0} conversations searched so far', searched), {
        description: vscode.l10n.t('{0} found', counted(found)),
      });
    }
    if (search.settled) {
      return stateRow('pass', vscode.l10n.t('{0} found', counted(found)), {
        description: vscode.l10n.t('By its ID: there is no need to search further'),
      });
    }
    if (found > 0) {
      return stateRow('pass', vscode.l10n.t('{0} found', counted(found)), {
        description: vscode.l10n.t('All {0} conversations searched', searched),
      });
    }
    return stateRow('search-stop', vscode.l10n.t('Nothing found'), {
      description: vscode.l10n.t('All {0} conversations searched', searched),
      detail: vscode.l10n.t(
        'Searched are IDs, names, participants, addresses and metadata, not what was said.',
      ),
    });
  }

  #accept(row: FindRow | undefined): void {
    if (!row) return;
    if (!row.hit) {
      row.act?.();
      return;
    }
    const { conversation, communicationId } = row.hit;
    const key = { accountId: this.#session.account.id, conversationId: conversation.id };
    this.#box.hide();
    this.#services.open(key, conversationTitle(conversation), communicationId);
    if (this.#inTree.has(conversation.id)) void this.#reveal(conversation.id);
  }

  #press(row: FindRow, button: vscode.QuickInputButton): void {
    const way = WAYS_OUT.find((remedy) => refusalButtons[remedy] === button);
    if (way) {
      this.#box.hide();
      void this.#services.notifier.carryOut(way, row.explanation);
      return;
    }
    if (button === detailsButton && row.explanation) {
      void this.#services.notifier.show(row.explanation, () => this.#retry());
      return;
    }
    const id = row.hit?.conversation.id;
    if (id === undefined) return;
    if (button === copyIdButton) void copyToClipboard(id);
    if (button === revealButton) {
      this.#box.hide();
      void this.#reveal(id);
    }
  }

  async #reveal(conversationId: string): Promise<void> {
    const { notifier, reveal } = this.#services;
    try {
      await reveal(this.#session.account.id, conversationId);
    } catch (error) {
      const what = vscode.l10n.t('Could not reveal the conversation in the side bar');
      await notifier.showFailure(error, { what });
    }
  }

  /** Signed out of meanwhile: nothing may be asked in its name any more. */
  async #checkAccount(): Promise<void> {
    const version = await this.#services.sessions.version(this.#session.account.id).catch(() => undefined);
    if (version !== undefined) return;
    this.#signedOut = true;
    this.#stop();
    this.#hits.clear();
    this.#box.busy = false;
    this.#box.items = [
      stateRow('sign-in', vscode.l10n.t('You are signed out of this account'), {
        description: vscode.l10n.t('Enter signs in'),
        act: () => {
          this.#box.hide();
          void this.#services.signIn();
        },
      }),
    ];
  }
}

function isSame(row: FindRow, other: FindRow): boolean {
  return row.hit !== undefined && row.hit.conversation.id === other.hit?.conversation.id;
}
