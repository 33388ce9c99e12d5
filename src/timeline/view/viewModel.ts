import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Filter, isOpen, isSame } from '../protocol/filter.ts';
import type { State } from '../protocol/state.ts';
import type { HostLink, Saved } from './hostLink.ts';

/** Who said what, row by row; or when, on a lane for each participant. */
export type Mode = Saved['mode'];

/** What stands beside the conversation. */
export type Pane = NonNullable<Saved['pane']>;

/**
 * What the parts of the view have in common: what the host said last, which communication is selected, and what is
 * shown. A part draws itself again with each change; what should outlive a reload is kept.
 */
export class ViewModel {
  readonly link: HostLink;
  readonly #hosts = new Set<ReactiveControllerHost>();
  #state: State | undefined;
  #mode: Mode;
  #pane: Pane | undefined;
  #selected: string | undefined;
  #composing: boolean;
  #writes = 0;
  #filter: Filter;
  #query = '';

  constructor(link: HostLink) {
    this.link = link;
    const { mode, pane, selected, filter, composing } = link.saved;
    this.#mode = mode;
    this.#pane = pane;
    this.#selected = selected;
    this.#filter = filter;
    this.#composing = composing;
  }

  /** Draws a part again with each change, as long as it is on the page. */
  connect(host: ReactiveControllerHost): void {
    const controller: ReactiveController = {
      hostConnected: () => void this.#hosts.add(host),
      hostDisconnected: () => void this.#hosts.delete(host),
    };
    host.addController(controller);
  }

  /** What the host said last. */
  get state(): State | undefined {
    return this.#state;
  }

  set state(state: State | undefined) {
    this.#state = state;
    this.#changed();
  }

  /** What the reader narrowed the conversation to; the state tells whether what is shown already is. */
  get filter(): Filter {
    return this.#filter;
  }

  /** Whether what is shown is what the reader narrowed it to. */
  get narrowed(): boolean {
    return this.#state !== undefined && isSame(this.#state.filter, this.#filter);
  }

  /** Asks the host to narrow what is shown. The next change builds on it at once, whenever the host is ready. */
  setFilter(filter: Filter): void {
    this.#filter = filter;
    this.link.save({ filter: isOpen(filter) ? undefined : filter });
    this.link.post({ type: 'setFilter', filter });
    this.#changed();
  }

  get mode(): Mode {
    return this.#mode;
  }

  set mode(mode: Mode) {
    this.#mode = mode;
    this.link.save({ mode });
    this.#changed();
  }

  get pane(): Pane | undefined {
    return this.#pane;
  }

  set pane(pane: Pane | undefined) {
    this.#pane = pane;
    this.link.save({ pane });
    this.#changed();
  }

  /** Whether the box to write in is open. */
  get composing(): boolean {
    return this.#composing;
  }

  set composing(composing: boolean) {
    this.#composing = composing;
    this.link.save({ composing });
    this.#changed();
  }

  /** How often somebody wanted to write: the box takes the focus then. */
  get writes(): number {
    return this.#writes;
  }

  /** Opens the box to write in, and gives it the focus. */
  write(): void {
    this.#writes++;
    this.composing = true;
  }

  /** The id of the communication that is selected. */
  get selected(): string | undefined {
    return this.#selected;
  }

  set selected(key: string | undefined) {
    if (key === this.#selected) return;
    this.#selected = key;
    this.link.save({ selected: key });
    this.link.post({ type: 'selected', key });
    this.#changed();
  }

  /** The communication that is read, as a search or a jump goes on from it; nothing at the end. */
  get readingPlace(): { from?: string } {
    const from = this.#selected ?? this.link.saved.anchor?.key;
    return from === undefined ? {} : { from };
  }

  /** The words that are searched for, to be marked where they stand; empty for none. What is masked has none of them. */
  get query(): string {
    return this.#state?.masked ? '' : this.#query;
  }

  set query(query: string) {
    if (query === this.#query) return;
    this.#query = query;
    this.#changed();
  }

  #changed(): void {
    for (const host of this.#hosts) host.requestUpdate();
  }
}
