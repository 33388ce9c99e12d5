import * as vscode from 'vscode';
import { copyToClipboard } from '../../platform/clipboard.ts';
import { conversationTitle } from '../../platform/display.ts';
import type { Remedy } from '../../platform/explain.ts';
import { remedyLabel } from '../../platform/notifier.ts';
import type { Session } from '../../platform/session.ts';
import { type Access, accessTo } from './access.ts';
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

/** After so long without a key what is loaded is looked through: several keys may come at once. */
const LOOK_MS = 60;
/** After so long without a key the requests begin: until then there is more to come. */
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
  readonly #services: FindServices;
  readonly #box = vscode.window.createQuickPick<FindRow>();
  readonly #listening: vscode.Disposable;
  /** In the order in which they were found. */
  readonly #hits = new Map<string, Hit>();
  /** Of the hits that were drawn: the same object for as long as it says the same. */
  #rows = new WeakMap<Hit, FindRow>();
  #access: Access;
  /** Of the conversations that the side bar had rows of when the search began. */
  #inTree: ReadonlySet<string> = new Set();
  #search: ConversationSearch | undefined;
  /** Looks through what is loaded; set while the rows still answer the text of before. */
  #looking: NodeJS.Timeout | undefined;
  #abort = new AbortController();
  #typing: NodeJS.Timeout | undefined;
  #drawing: NodeJS.Timeout | undefined;
  #progress: Extract<SearchEvent, { kind: 'progress' }> | undefined;
  #failures: FindRow[] = [];
  #notes: FindRow[] = [];
  #running = false;
  #signedOut = false;
  #closed = false;
  /** The search for this very text has come to its end. */
  #ended = false;

  /** @param text to begin with: searched for at once */
  constructor(access: Access, services: FindServices, text: string) {
    this.#access = access;
    this.#services = services;
    const box = this.#box;
    box.placeholder = vscode.l10n.t('Phone number, e-mail, name, identity, ID, SID or address of a page');
    // What is searched for is often looked up elsewhere while the box is open.
    box.ignoreFocusOut = true;
    box.keepScrollPosition = true;
    box.value = text;
    this.#listening = vscode.Disposable.from(
      box,
      box.onDidChangeValue(() => this.#begin('typing')),
      box.onDidAccept(() => this.#accept(this.#chosen())),
      box.onDidTriggerItemButton(({ item, button }) => this.#press(item, button)),
      box.onDidHide(() => this.dispose()),
      services.sessions.onDidChange(() => void this.#checkAccount()),
    );
    this.#begin('now');
    box.show();
  }

  dispose(): void {
    this.#closed = true;
    this.#stop();
    this.#listening.dispose();
  }

  get #session(): Session {
    return this.#access.session;
  }

  #stop(): void {
    this.#search = undefined;
    this.#abort.abort();
    clearTimeout(this.#looking);
    this.#looking = undefined;
    clearTimeout(this.#typing);
    clearTimeout(this.#drawing);
    this.#drawing = undefined;
  }

  /** Searches for what stands in the box now, whatever was searched for before. */
  #begin(when: 'now' | 'typing'): void {
    if (this.#signedOut) return;
    this.#stop();
    // The rows of before stay for that moment, without a way to take up the search that they belong to.
    if (when === 'now') this.#look(0);
    else this.#looking = setTimeout(() => this.#look(TYPING_MS - LOOK_MS), LOOK_MS);
  }

  /** Shows what is loaded, and has the requests follow. */
  #look(requestsAfterMs: number): void {
    clearTimeout(this.#looking);
    this.#looking = undefined;
    this.#hits.clear();
    this.#rows = new WeakMap();
    this.#progress = undefined;
    this.#failures = [];
    this.#notes = [];
    this.#ended = false;
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
      this.#typing = setTimeout(() => void this.#run(search), requestsAfterMs);
    }
    this.#draw('anew');
  }

  /**
   * Runs a search, or what is left of it. When the account is reached in another way than when it was begun, such as by
   * another secret, it begins anew.
   */
  async #run(search: ConversationSearch): Promise<void> {
    this.#running = true;
    const reached = await this.#checkAccount();
    if (reached !== 'asBefore' || this.#search !== search) return;
    const abort = new AbortController();
    this.#abort = abort;
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
    this.#hits.set(hit.conversation.id, hit);
  }

  #rowOf(hit: Hit): FindRow {
    const row =
      this.#rows.get(hit) ??
      hitRow(hit, this.#inTree.has(hit.conversation.id), this.#services.privacy.masker);
    this.#rows.set(hit, row);
    return row;
  }

  /** What Enter means. Typed faster than looked, it is the first row for what stands in the box, not one of before. */
  #chosen(): FindRow | undefined {
    if (!this.#looking) return this.#box.activeItems[0];
    this.#look(TYPING_MS);
    return this.#box.items[0];
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
    const hits = [...take(this.#hits.values(), MOST_DRAWN)].map((hit) => this.#rowOf(hit));
    const rows = [...hits, ...this.#notes, ...this.#failures, ...this.#stateRows()];
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

  /**
   * Compares how the account is reached with how it was. Signed out of meanwhile, nothing may be asked in its name any
   * more; reached in another way, the search begins anew.
   */
  async #checkAccount(): Promise<'asBefore' | 'otherwise'> {
    if (this.#signedOut) return 'otherwise';
    const { sessions } = this.#services;
    const { id } = this.#session.account;
    const { version } = this.#access;
    if ((await sessions.version(id).catch(() => undefined)) === version) return 'asBefore';
    let access: Access | undefined;
    try {
      access = await accessTo(sessions, id);
    } catch (error) {
      // A sandbox that cannot be started again, for one.
      this.#abort.abort();
      this.#running = false;
      this.#failures = [this.#failureRow('lookup', error)];
      if (!this.#closed) this.#draw();
      return 'otherwise';
    }
    // Another look may have been faster.
    if (this.#closed || this.#signedOut || this.#access.version !== version) return 'otherwise';
    if (access) {
      this.#access = access;
      this.#begin('now');
    } else {
      this.#showSignedOut();
    }
    return 'otherwise';
  }

  #showSignedOut(): void {
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

function* take<T>(items: Iterable<T>, most: number): Generator<T, void, void> {
  let taken = 0;
  for (const item of items) {
    if (taken++ >= most) return;
    yield item;
  }
}

function isSame(row: FindRow, other: FindRow): boolean {
  return row.hit !== undefined && row.hit.conversation.id === other.hit?.conversation.id;
}
