import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import * as v from 'valibot';
import { baseStyles } from '../../../platform/webview/baseStyles.ts';
import { drawIcon } from '../../../platform/webview/drawIcon.ts';
import type { ComposeAct } from '../../protocol/compose.ts';
import { type Composed, type ComposedDraft, composedSchema } from '../../protocol/composed.ts';
import type { ToView } from '../../protocol/messages.ts';
import { channelStyles } from '../channelStyles.ts';
import { keepTabStops, keepUsed, rove } from '../roving.ts';
import type { Times } from '../times.ts';
import type { ViewModel } from '../viewModel.ts';
import {
  authorsOf,
  channelsFor,
  EMPTY_DRAFT,
  isUnderMore,
  recipientsOf,
  saysSomething,
  setUnderMore,
} from './boxDraft.ts';
import { composeIcons } from './composeIcons.ts';
import {
  type BoxHost,
  chipTemplate,
  endWords,
  messageFields,
  recordFields,
  statusTemplate,
  type Typing,
  typingTemplate,
} from './composeParts.ts';
import { composeStrings as strings } from './composeStrings.ts';
import { composeStyles } from './composeStyles.ts';

/** What is typed goes to the host after so long, in milliseconds; and at once when the focus leaves. */
const DEBOUNCE_MS = 150;

/** What the list of authors has for an address that is typed. */
const TYPE_ADDRESS = '+';

const isMac = /mac/i.test(navigator.platform);

/** The box at the foot of the panel: writes a communication into the conversation. The host checks, keeps and sends. */
export class ComposeBox extends LitElement implements BoxHost {
  static override styles = [baseStyles, composeStyles, channelStyles];
  static override properties = {
    model: { attribute: false },
    times: { attribute: false },
    now: { type: Number },
    leave: { attribute: false },
    composed: { state: true },
    draft: { state: true },
    typing: { state: true },
    unfolded: { state: true },
    everybody: { state: true },
    pending: { state: true },
  };

  declare model: ViewModel;
  declare times: Times;
  declare now: number;
  /** Gives the focus back to what is read; takes this away with `close`. */
  declare leave: (close: boolean) => void;
  /** What the host said last. */
  declare private composed: Composed | undefined;
  declare draft: ComposedDraft;
  declare private typing: Typing | undefined;
  /** More is shown. */
  declare private unfolded: boolean;
  /** Recipients on other channels are shown too. */
  declare private everybody: boolean;
  /** Sent, and not answered: by the number of the change that was sent. */
  declare private pending: number | undefined;

  #connected = false;
  #stopListening: (() => void) | undefined;
  /** Counts the changes that the host is told of. */
  #seq = 0;
  #timer: number | undefined;
  /** Fields that were changed: only of those it is said what is wrong, until sending is tried. */
  readonly #touched = new Set<string>();
  #tried = false;
  /** What the API said of a field does not hold any more. */
  #corrected: Composed['outcome'];
  /** The text was there before it could be seen who looks: where names are hidden, it is not to be read either. */
  #veiled = false;
  #masked = false;
  /** What was sent last, as JSON. */
  #sent = '';
  /** Which of the wishes to write has been granted. */
  #writes = 0;
  /** Give the focus to this, once it is drawn. */
  #toFocus: string | undefined;

  constructor() {
    super();
    this.draft = EMPTY_DRAFT;
    this.unfolded = false;
    this.everybody = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.#connected) {
      this.#connected = true;
      this.model.connect(this);
    }
    this.#stopListening = this.model.link.listen((message) => this.#receive(message));
    addEventListener('pagehide', this.#flush);
    document.addEventListener('visibilitychange', this.#flush);
    this.model.link.post({ type: 'composeOpen' });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#flush();
    this.#stopListening?.();
    removeEventListener('pagehide', this.#flush);
    document.removeEventListener('visibilitychange', this.#flush);
    this.model.link.post({ type: 'composeClose' });
  }

  /** Gives the text the focus, its end first. */
  override focus(): void {
    const text = this.#text;
    if (!text) return;
    text.focus();
    text.setSelectionRange(text.value.length, text.value.length);
  }

  get #text(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('textarea');
  }

  get #closed(): boolean {
    return this.model.state?.header?.status === 'CLOSED';
  }

  get #busy(): boolean {
    return this.pending !== undefined || (this.composed?.sending ?? false);
  }

  #receive(message: ToView): void {
    if (message.type === 'composeTyped') this.#takeTyped(message);
    if (message.type !== 'compose') return;
    const { success, output } = v.safeParse(composedSchema, message.box);
    if (success) this.#takeComposed(output);
  }

  #takeComposed(message: Composed): void {
    const before = this.composed?.outcome;
    this.composed = message;
    // What was written since counts: it is on its way, and wins.
    if (message.draft && message.seq === this.#seq && this.#timer === undefined) {
      const { text } = message.draft;
      if (text !== this.draft.text) this.#veiled = text !== '';
      this.draft = message.draft;
    }
    if (this.pending !== undefined && message.seq >= this.pending && !message.sending) {
      this.pending = undefined;
      this.#answered(message, before);
    }
  }

  /** What was sent was answered: the focus goes to what is wrong, or stays where it is. */
  #answered({ outcome, complaints }: Composed, before: Composed['outcome']): void {
    if ((outcome?.kind === 'created' || outcome?.kind === 'pending') && outcome !== before) {
      this.#tried = false;
      this.#touched.clear();
      return;
    }
    const field = outcome?.field ?? complaints[0]?.field;
    if (field === undefined) return;
    if (isUnderMore(field)) this.unfolded = true;
    this.#toFocus = field;
  }

  #takeTyped({ address, complaint, added }: Extract<ToView, { type: 'composeTyped' }>): void {
    if (!this.typing) return;
    if (added) {
      this.#toFocus = this.typing.role;
      this.typing = undefined;
    } else {
      this.typing = { ...this.typing, answer: { address, complaint } };
    }
  }

  change(change: Partial<ComposedDraft>, field: string): void {
    if (this.#busy) return;
    this.draft = { ...this.draft, ...change };
    this.#touched.add(field);
    if (this.composed?.outcome?.field === field) this.#corrected = this.composed.outcome;
    if (this.draft.text === '') this.#veiled = false;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(this.#flush, DEBOUNCE_MS);
  }

  /** Tells the host what was typed. */
  readonly #flush = (): void => {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.model.link.post({ type: 'composeChange', seq: ++this.#seq, draft: this.draft });
  };

  #send(): void {
    if (this.#busy || this.#closed || !this.composed) return;
    const { outcome } = this.composed;
    // Pressed once more than needed: it is recorded, and the box is empty for that.
    if (outcome?.kind === 'created' && this.draft.mode === 'record' && this.draft.text === '') return;
    this.#tried = true;
    // The same once more, of which nobody knows whether it is there already: only by the button that says so.
    const sent = JSON.stringify(this.draft);
    if ((outcome?.kind === 'unknown' || outcome?.kind === 'looking') && sent === this.#sent) {
      this.#toFocus = 'outcome';
      this.requestUpdate();
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sent = sent;
    this.pending = ++this.#seq;
    this.model.link.post({ type: 'composeSend', seq: this.#seq, draft: this.draft });
  }

  act(act: ComposeAct): void {
    if (this.#busy) return;
    this.#flush();
    if (act === 'show') this.leave(false);
    // Their buttons go with what they are about.
    else if (act !== 'copySid' && act !== 'openLog') this.#toFocus = 'text';
    this.model.link.post({ type: 'composeAct', act });
  }

  complaint(field: string): string | undefined {
    const { complaints = [], outcome } = this.composed ?? {};
    if (outcome?.field === field && outcome !== this.#corrected) return outcome.said ?? outcome.words;
    if (!this.#tried && !(this.#touched.has(field) && field !== 'text')) return undefined;
    return complaints.find((complaint) => complaint.field === field)?.words;
  }

  protected override willUpdate(): void {
    const masked = this.model.state?.masked ?? false;
    if (masked && !this.#masked) this.#veiled = this.draft.text !== '';
    this.#masked = masked;
  }

  protected override updated(): void {
    keepTabStops(this.renderRoot);
    const { writes } = this.model;
    if (this.composed && writes !== this.#writes) {
      this.#writes = writes;
      this.#toFocus = 'text';
    }
    const wanted = this.#toFocus;
    if (wanted === undefined || this.#busy) return;
    this.#toFocus = undefined;
    const selector =
      wanted === 'outcome'
        ? '.status button'
        : `[data-field="${wanted}"] [data-stop], [data-field="${wanted}"]:not(.chips, textarea)`;
    (this.renderRoot.querySelector<HTMLElement>(selector) ?? this).focus();
  }

  protected override render(): TemplateResult {
    if (this.#closed) return this.#closedTemplate();
    const { composed, draft } = this;
    const { outcome } = composed ?? {};
    const textWrong = this.complaint('text');
    return html`<section class="box" aria-label=${strings.title} @keydown=${this.#onKey} @focusin=${keepUsed} @focusout=${this.#flush}>
      <div class="bar">
        ${this.#modeTemplate()}
        <span class="meaning" id="meaning">${draft.mode === 'record' ? strings.recordMeaning : strings.sendMeaning}</span>
        ${this.#closeTemplate()}
      </div>
      ${composed ? this.#endsTemplate(composed) : nothing}
      <textarea
        class=${this.#veiled && this.model.state?.masked ? 'veiled' : ''}
        data-field="text"
        rows="2"
        dir="auto"
        aria-label=${strings.text}
        placeholder=${draft.mode === 'record' ? strings.textPlaceholder : strings.messagePlaceholder}
        aria-describedby=${textWrong === undefined ? 'meaning' : 'text-note'}
        aria-invalid=${textWrong === undefined ? nothing : 'true'}
        ?readonly=${this.#busy || !composed}
        .value=${live(draft.text)}
        @input=${({ target }: Event) => {
          if (target instanceof HTMLTextAreaElement) this.change({ text: target.value }, 'text');
        }}
      ></textarea>
      ${textWrong === undefined ? nothing : html`<span class="error" id="text-note">${textWrong}</span>`}
      ${this.unfolded ? this.#moreTemplate() : nothing}
      <div role="status" aria-live="polite">
        ${outcome && !(outcome.field !== undefined && outcome === this.#corrected) ? keyed(outcome.words, statusTemplate(outcome, this)) : nothing}
      </div>
      ${this.#footTemplate()}
    </section>`;
  }

  #closedTemplate(): TemplateResult {
    return html`<section class="box" aria-label=${strings.title} @keydown=${this.#onKey}>
      <p class="shut">${drawIcon(composeIcons.archive)}<span>${strings.closed}</span>${this.#closeTemplate()}</p>
    </section>`;
  }

  #closeTemplate(): TemplateResult {
    return html`<button class="tool close" title=${strings.close} aria-label=${strings.close} @click=${() => this.leave(true)}>
      ${drawIcon(composeIcons.down)}
    </button>`;
  }

  #modeTemplate(): TemplateResult {
    const { mode } = this.draft;
    return html`<div class="switch" role="radiogroup" aria-label=${strings.mode} data-roving>
      ${(['record', 'send'] as const).map(
        (value) =>
          html`<button role="radio" aria-checked=${mode === value} @click=${() => this.#setMode(value)}>${strings[value]}</button>`,
      )}
    </div>`;
  }

  #setMode(mode: ComposedDraft['mode']): void {
    if (mode === this.draft.mode) return;
    this.#tried = false;
    this.change({ mode }, 'mode');
    this.#flush();
  }

  #endsTemplate({ ends, channels }: Composed): TemplateResult {
    const { draft, typing } = this;
    const { likely, others } = recipientsOf(ends, draft);
    const shown = this.everybody ? [...likely, ...others] : likely;
    const authorWrong = this.complaint('author');
    const recipientsWrong = this.complaint('recipients');
    const form = (role: Typing['role']) =>
      typing?.role === role
        ? typingTemplate(
            typing,
            channelsFor(channels, draft),
            this.#changeTyping,
            this.#addTyped,
            this.#cancelTyping,
          )
        : nothing;
    return html`<div class="ends">
      <label class="name" for="author">${strings.from}</label>
      <select
        id="author"
        data-field="author"
        aria-invalid=${authorWrong === undefined ? nothing : 'true'}
        aria-describedby=${authorWrong === undefined ? nothing : 'author-note'}
        @change=${this.#chooseAuthor}
      >
        ${draft.author === '' ? html`<option value="" .selected=${true}>${strings.nobody}</option>` : nothing}
        ${repeat(
          authorsOf(ends, draft),
          ({ key }) => key,
          (end) =>
            html`<option value=${end.key} .selected=${end.key === draft.author}>${endWords(end)}</option>`,
        )}
        <option value=${TYPE_ADDRESS}>${strings.otherAddress}</option>
      </select>
      ${authorWrong === undefined ? nothing : html`<span class="error" id="author-note">${authorWrong}</span>`}
      ${form('author')}
      <span class="name" id="to">${strings.to}</span>
      <div
        class="chips ${recipientsWrong === undefined ? '' : 'wrong'}"
        role="group"
        aria-labelledby="to"
        aria-describedby=${recipientsWrong === undefined ? nothing : 'recipients-note'}
        data-field="recipients"
        data-roving
      >
        ${repeat(
          shown,
          ({ key }) => key,
          (end) => chipTemplate(end, draft.recipients.includes(end.key), () => this.#toggle(end.key)),
        )}
        ${
          others.length > 0
            ? html`<button class="plain" aria-expanded=${this.everybody} @click=${() => {
                this.everybody = !this.everybody;
              }}>${this.everybody ? strings.fewerRecipients : strings.moreRecipients(others.length)}</button>`
            : nothing
        }
        <button class="plain other" @click=${() => this.#type('recipients')}>${drawIcon(composeIcons.add)}${strings.otherAddress}</button>
      </div>
      ${recipientsWrong === undefined ? nothing : html`<span class="error" id="recipients-note">${recipientsWrong}</span>`}
      ${form('recipients')}
    </div>`;
  }

  readonly #chooseAuthor = ({ target }: Event): void => {
    if (!(target instanceof HTMLSelectElement)) return;
    if (target.value !== TYPE_ADDRESS) {
      this.change({ author: target.value }, 'author');
      this.#flush();
      return;
    }
    // Until there is one, the author is who it was.
    target.value = this.draft.author;
    this.#type('author');
  };

  #toggle(key: string): void {
    const { recipients } = this.draft;
    const without = recipients.filter((other) => other !== key);
    this.change(
      { recipients: without.length < recipients.length ? without : [...recipients, key] },
      'recipients',
    );
  }

  #type(role: Typing['role']): void {
    const author = this.composed?.ends.find(({ key }) => key === this.draft.author);
    const [first] = channelsFor(this.composed?.channels ?? [], this.draft);
    const channel = author?.channel ?? first?.channel ?? '';
    this.#flush();
    this.typing = { role, channel, address: '' };
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('.typing .address')?.focus(),
    );
  }

  readonly #changeTyping = (typing: Typing): void => {
    this.typing = typing;
    const { role, channel, address } = typing;
    this.model.link.post({ type: 'composeTyped', role, channel, address, add: false });
  };

  readonly #addTyped = (): void => {
    if (!this.typing) return;
    this.#flush();
    const { role, channel, address } = this.typing;
    this.#touched.add(role);
    this.model.link.post({ type: 'composeTyped', role, channel, address, add: true });
  };

  readonly #cancelTyping = (): void => {
    const role = this.typing?.role;
    this.typing = undefined;
    this.#toFocus = role;
  };

  #moreTemplate(): TemplateResult {
    const { understood } = this.composed ?? {};
    const told =
      understood === undefined
        ? ''
        : `${this.times.exact(understood)} (${this.times.relative(understood, this.now)})`;
    return html`<div class="more" id="more">
      ${this.draft.mode === 'record' ? recordFields(this, told) : messageFields(this)}
    </div>`;
  }

  #footTemplate(): TemplateResult {
    const { draft, unfolded } = this;
    const set = setUnderMore(draft);
    const busy = this.#busy;
    const isLive = this.model.state?.header?.sandbox === false;
    return html`<div class="foot">
      <button
        class="plain"
        aria-expanded=${unfolded}
        aria-controls=${unfolded ? 'more' : nothing}
        @click=${() => {
          this.unfolded = !unfolded;
        }}
      >
        ${drawIcon(unfolded ? composeIcons.up : composeIcons.down)}${strings.more}${set > 0 && !unfolded ? html`<span class="count">${strings.moreSet(set)}</span>` : nothing}
      </button>
      ${
        saysSomething(draft)
          ? html`<button class="tool discard" title=${strings.discard} aria-label=${strings.discard} aria-disabled=${busy} @click=${() => this.act('discard')}>
              ${drawIcon(composeIcons.trash)}
            </button>`
          : nothing
      }
      <span class="space"></span>
      <kbd aria-hidden="true">${isMac ? strings.sendKeyMac : strings.sendKey}</kbd>
      <button
        class="button submit"
        aria-disabled=${busy}
        aria-keyshortcuts=${isMac ? 'Meta+Enter' : 'Control+Enter'}
        @click=${() => this.#send()}
      >
        ${drawIcon(draft.mode === 'record' ? composeIcons.record : composeIcons.send)}${busy ? strings.sending[draft.mode] : strings[draft.mode]}
        ${isLive ? html`<span class="livemark" title=${strings.liveMeaning}>${strings.live}</span>` : nothing}
      </button>
    </div>`;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      // Held down, it is pressed once.
      if (!event.repeat) this.#send();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.leave(true);
    } else {
      rove(event);
    }
  };
}
