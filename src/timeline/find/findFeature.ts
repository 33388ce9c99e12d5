import type { PanelContext, PanelFeature } from '../panelContext.ts';
import type { FindMove } from '../protocol/find.ts';
import type { ToHost } from '../protocol/messages.ts';
import type { TimelineStore } from '../store.ts';
import { failedForSome } from '../worstStatus.ts';
import { EntrySearch } from './entrySearch.ts';
import { facetsOf, partyNameOf } from './facetOptions.ts';
import { stepFrom } from './findStep.ts';

/** So many texts are made ready at a time: some milliseconds, after which the host does other things. */
const SLICE = 1_500;

/** While pages arrive, what is found is counted anew so often, in milliseconds. */
const RECOUNT_MS = 250;

/** Asks a person where to go, and tells them where there is nothing to go to. */
export interface Asker {
  /** @param from id of the communication that is read; absent at the end */
  askWhere(context: PanelContext, from: string | undefined): void;
  noFailure(context: PanelContext): void;
}

/** Finds, counts what can be narrowed to, and jumps: in one panel. */
export class FindFeature implements PanelFeature {
  readonly #context: PanelContext;
  readonly #asker: Asker;
  readonly #search = new EntrySearch();
  #query = '';
  /** The communication that a search led to last. */
  #current: string | undefined;
  /** Not answered yet: texts are being made ready. */
  #asked: { move: FindMove; from: string | undefined } | undefined;
  #preparing: NodeJS.Immediate | undefined;
  #recount: NodeJS.Timeout | undefined;
  /** What was counted last. */
  #counted: { store: TimelineStore; revision: number } | undefined;

  constructor(context: PanelContext, asker: Asker) {
    this.#context = context;
    this.#asker = asker;
  }

  handle(message: ToHost): boolean {
    switch (message.type) {
      case 'find':
        this.#find(message.query, message.move, (message.goesOn && this.#current) || message.from);
        return true;
      case 'getFacets':
        this.#postFacets();
        return true;
      case 'jump':
        this.#asker.askWhere(this.#context, message.from);
        return true;
      case 'jumpFailed':
        this.#jumpFailed(message.move, message.from);
        return true;
      default:
        return false;
    }
  }

  changed(): void {
    this.#postPartyNames();
    const { store } = this.#context;
    const counted = this.#counted;
    if (this.#query === '' || this.#recount) return;
    if (counted && counted.store === store && counted.revision === store.revision) return;
    this.#recount = setTimeout(() => {
      this.#recount = undefined;
      this.#prepare();
    }, RECOUNT_MS);
  }

  dispose(): void {
    clearImmediate(this.#preparing);
    clearTimeout(this.#recount);
  }

  #find(query: string, move: FindMove, from: string | undefined): void {
    this.#query = query.trim();
    if (this.#query === '') {
      this.#asked = undefined;
      this.#current = undefined;
      this.#context.post({ type: 'found', query, count: 0, answers: true });
    } else {
      this.#asked = { move, from };
    }
    this.#prepare();
  }

  /** Makes texts ready, piece by piece, and answers when they are. */
  #prepare(): void {
    clearImmediate(this.#preparing);
    const { store } = this.#context;
    if (!store) return;
    if (!this.#search.prepare(store, SLICE)) this.#preparing = setImmediate(() => this.#prepare());
    else if (this.#query !== '') this.#answer();
  }

  #answer(): void {
    const { store } = this.#context;
    if (!store) return;
    const query = this.#query;
    const hits = this.#search.search(store, query);
    this.#counted = { store, revision: store.revision };
    const asked = this.#asked;
    this.#asked = undefined;
    const { shown } = store;
    let index: number | undefined;
    if (asked) index = stepFrom(store, hits, asked.from, asked.move);
    else if (this.#current !== undefined) {
      // Only counted anew: the one that was found stays the present one, wherever it stands now.
      const at = hits.findIndex((hit) => shown[hit]?.communication.id === this.#current);
      index = at === -1 ? undefined : at;
    }
    const key = index === undefined ? undefined : shown[hits[index] ?? -1]?.communication.id;
    this.#current = key;
    this.#context.post({
      type: 'found',
      query,
      count: hits.length,
      answers: asked !== undefined,
      ...(index === undefined || key === undefined ? {} : { index, key }),
    });
    if (asked && key !== undefined) this.#context.show(key);
  }

  #jumpFailed(move: 'next' | 'previous', from: string | undefined): void {
    const { store } = this.#context;
    if (!store) return;
    const failed = store.shown.flatMap((entry, at) =>
      failedForSome(entry.communication.recipients) ? [at] : [],
    );
    const index = stepFrom(store, failed, from, move);
    const key = index === undefined ? undefined : store.shown[failed[index] ?? -1]?.communication.id;
    if (key === undefined) this.#asker.noFailure(this.#context);
    else this.#context.show(key);
  }

  #postFacets(): void {
    const { store, masker, timeZone } = this.#context;
    if (store) this.#context.post({ type: 'facets', ...facetsOf(store, masker, timeZone, Date.now()) });
  }

  #postPartyNames(): void {
    const { store, masker } = this.#context;
    const keys = store?.filter.parties;
    if (!store || !keys) return;
    // Who is no participant is known by what they wrote or got, shown or not.
    if (store.phase === 'ready' && keys.some((key) => !partyNameOf(key, store, masker))) {
      for (const { communication } of store.entries) {
        store.parties.keyOf(communication.author);
        for (const recipient of communication.recipients) store.parties.keyOf(recipient);
      }
    }
    this.#context.post({
      type: 'partyNames',
      names: keys.flatMap((key) => {
        const party = partyNameOf(key, store, masker);
        return party ? [{ key, ...party }] : [];
      }),
    });
  }
}
