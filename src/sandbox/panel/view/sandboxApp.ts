import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { baseStyles } from '../../../platform/webview/baseStyles.ts';
import {
  MOST_ADVANCE_MS,
  type PanelState,
  type PlainAct,
  type RunningState,
  type ToView,
} from '../protocol.ts';
import { SandboxLink } from './link.ts';
import { behaviorCard, callbacksCard, card, clientsCard, overviewCard } from './sandboxCards.ts';
import { icon, type SandboxIcon } from './sandboxIcons.ts';
import { sandboxStyles } from './sandboxStyles.ts';
import { strings } from './strings.ts';

type Snippets = Extract<ToView, { type: 'snippets' }>['snippets'];

/** How often the clock is drawn anew. */
const TICK_MS = 250;

/** The sandbox's panel. It holds nothing but what the host says, the tick of the clock and what is being typed. */
export class SandboxApp extends LitElement {
  static override styles = [baseStyles, sandboxStyles];
  static override properties = {
    state: { state: true },
    snippets: { state: true },
    language: { state: true },
    refused: { state: true },
    tick: { state: true },
  };

  declare private state: PanelState | undefined;
  declare private snippets: Snippets;
  declare private language: string;
  /** What the sandbox said of the fault that was typed. */
  declare private refused: string | undefined;
  /** Counts up while a clock is shown. */
  declare private tick: number;

  readonly #link = new SandboxLink();
  /** When the state came, in milliseconds of the page: the clock goes on from there. */
  #stateAt = 0;
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.snippets = [];
    this.language = this.#link.saved.language ?? 'node';
    this.tick = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#link.listen((message) => this.#receive(message));
    this.#link.post({ type: 'ready' });
    this.#ticking = setInterval(() => {
      if (this.state?.running && this.state.running.clock.rate > 0) this.tick++;
    }, TICK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
  }

  #receive(message: ToView): void {
    switch (message.type) {
      case 'state':
        this.state = message;
        this.#stateAt = performance.now();
        break;
      case 'snippets':
        this.snippets = message.snippets;
        break;
      case 'faultAnswer':
        this.refused = message.refused;
        if (message.refused === undefined) {
          const field = this.renderRoot.querySelector<HTMLInputElement>('#own-fault');
          if (field) field.value = '';
        }
        break;
    }
  }

  override render(): TemplateResult {
    const { state } = this;
    if (!state) return html`<main><p class="waiting" role="status">${strings.connecting}</p></main>`;
    return html`<main>
      ${this.#head(state)} ${this.#said(state)}
      ${state.running ? this.#running(state.running) : this.#stopped()}
    </main>`;
  }

  #act(act: PlainAct): void {
    this.#link.post({ type: 'act', act });
  }

  #button(act: PlainAct, symbol: SandboxIcon, label: string, primary = false): TemplateResult {
    return html`<button
      class="button ${primary ? '' : 'secondary'} act-${act}"
      ?disabled=${this.state?.busy ?? false}
      @click=${() => this.#act(act)}
    >
      ${icon(symbol)}${label}
    </button>`;
  }

  #head({ where, origin }: PanelState): TemplateResult {
    const runs = where !== 'stopped';
    return html`<header class="head">
      <div class="what">
        <h1>${icon('beaker')}${strings.title}</h1>
        <p class="state">
          <span class="pill ${where}" title=${strings.whereMeaning[where]}>${strings.where[where]}</span>
          <span class="where"><span class="address">${origin}</span>
          <button
            class="tool"
            title=${strings.copyAddress}
            aria-label=${strings.copyAddress}
            @click=${() => this.#act('copyAddress')}
          >
            ${icon('copy')}
          </button></span>
        </p>
      </div>
      <div class="acts">
        ${where === 'here' ? this.#button('stop', 'stop', strings.stop) : nothing}
        ${
          runs
            ? [
                this.#button('reset', 'reset', strings.reset),
                this.#button('import', 'imported', strings.import),
                this.#button('export', 'exported', strings.export),
              ]
            : nothing
        }
      </div>
    </header>`;
  }

  #said({ said }: PanelState): TemplateResult {
    // Always there, so that what comes into it is read out.
    return html`<div class="said" role="status" ?data-empty=${!said}>
      ${
        said
          ? html`<b>${said.text}</b> ${said.lines.map((line) => html`<span class="change">${line}</span>`)}`
          : nothing
      }
    </div>`;
  }

  #stopped(): TemplateResult {
    return html`<div class="nothing">
        ${icon('beaker')}
        <h2>${strings.stoppedTitle}</h2>
        <p>${strings.stoppedText}</p>
        <p>${this.#button('start', 'start', strings.start, true)}</p>
      </div>
      <div class="alone">${this.#connectCard()}</div>`;
  }

  #running(running: RunningState): TemplateResult {
    return html`<div class="grid">
      <div class="stack">${overviewCard(running)} ${this.#clockCard(running)} ${behaviorCard(running)}</div>
      <div class="stack">${this.#faultsCard(running)}</div>
      <div class="stack wide">
        ${this.#connectCard()} ${clientsCard(running)} ${callbacksCard(running)}
      </div>
    </div>`;
  }

  #clockCard({ clock }: RunningState): TemplateResult {
    const shown = new Date(clock.now + (performance.now() - this.#stateAt) * clock.rate);
    return card(
      'clock',
      'watch',
      strings.clock,
      html`<p class="time">
          <time datetime=${shown.toISOString()} title=${shown.toISOString()}>
            <b>${shown.toLocaleTimeString()}</b> ${shown.toLocaleDateString(undefined, { dateStyle: 'medium' })}
          </time>
        </p>
        <p class="hint">${strings.clockMeaning}</p>
        <div class="segments" role="group" aria-label=${strings.rate}>
          ${strings.rates.map(
            ({ rate, label }) =>
              html`<button
                aria-pressed=${clock.rate === rate}
                title=${strings.rateMeaning(rate)}
                @click=${() => this.#link.post({ type: 'rate', rate })}
              >
                ${label}
              </button>`,
          )}
          ${
            strings.rates.some(({ rate }) => rate === clock.rate)
              ? nothing
              : html`<span class="other">${clock.rate}×</span>`
          }
        </div>
        <div class="line steps" role="group" aria-label=${strings.advance}>
          <span class="name">${strings.advance}</span>
          ${strings.steps.map(
            ({ ms, label }) =>
              html`<button class="button secondary" ?disabled=${this.state?.busy ?? false}
                @click=${() => this.#link.post({ type: 'advance', ms })}>${label}</button>`,
          )}
        </div>
        <form class="line" @submit=${this.#onAdvance}>
          <input id="amount" type="number" min="1" max="10000" step="1" value="90" required aria-label=${strings.amount} />
          <select id="unit" aria-label=${strings.unit}>
            ${strings.units.map(({ ms, label }) => html`<option value=${ms}>${label}</option>`)}
          </select>
          <button class="button secondary" ?disabled=${this.state?.busy ?? false}>${strings.advanceNow}</button>
        </form>`,
    );
  }

  readonly #onAdvance = (event: SubmitEvent): void => {
    event.preventDefault();
    const amount = this.renderRoot.querySelector<HTMLInputElement>('#amount')?.valueAsNumber ?? 0;
    const unit = Number(this.renderRoot.querySelector<HTMLSelectElement>('#unit')?.value);
    const ms = Math.min(MOST_ADVANCE_MS, Math.round(amount * unit));
    if (ms >= 1) this.#link.post({ type: 'advance', ms });
  };

  #faultsCard({ presets, faults, anyFault }: RunningState): TemplateResult {
    return card(
      'faults',
      'warning',
      strings.faults,
      html`<p class="hint">${strings.faultsMeaning}</p>
        <ul class="switches">
          ${presets.map(
            ({ name, title, detail, on, struck }) =>
              html`<li>
                <button
                  class="switch"
                  role="switch"
                  aria-checked=${on}
                  aria-labelledby="preset-${name}"
                  aria-describedby="about-${name}"
                  @click=${() => this.#link.post({ type: 'preset', name, on: !on })}
                ></button>
                <span>
                  <b id="preset-${name}">${title}</b>
                  <span id="about-${name}" class="more">${detail}</span>
                  ${struck ? html`<span class="struck">${struck}</span>` : nothing}
                </span>
              </li>`,
          )}
        </ul>
        ${
          faults.length > 0
            ? html`<h3>${strings.alsoInForce}</h3>
                <ul class="rows own">
                  ${faults.map(
                    ({ id, text, struck }) =>
                      html`<li>
                        <code>${text}</code><span class="struck">${struck}</span>
                        <button
                          class="tool"
                          title=${strings.removeFault(text)}
                          aria-label=${strings.removeFault(text)}
                          @click=${() => this.#link.post({ type: 'removeFault', id })}
                        >
                          ${icon('close')}
                        </button>
                      </li>`,
                  )}
                </ul>`
            : nothing
        }
        <form class="own-fault" @submit=${this.#onFault}>
          <label for="own-fault">${strings.ownFault}</label>
          <div class="line">
            <input
              id="own-fault"
              type="text"
              spellcheck="false"
              autocomplete="off"
              required
              placeholder=${strings.ownFaultExample}
              aria-describedby="own-fault-help"
              aria-invalid=${this.refused !== undefined}
              @input=${() => {
                this.refused = undefined;
              }}
            />
            <button class="button secondary">${icon('add')}${strings.addFault}</button>
          </div>
          <p id="own-fault-help" class="hint ${this.refused === undefined ? '' : 'bad'}" aria-live="polite">
            ${this.refused ?? strings.ownFaultMeaning}
          </p>
        </form>`,
      anyFault
        ? html`<button class="button secondary act-clearFaults" @click=${() => this.#act('clearFaults')}>
            ${icon('stop')}${strings.stopAll}
          </button>`
        : nothing,
    );
  }

  readonly #onFault = (event: SubmitEvent): void => {
    event.preventDefault();
    const text = this.renderRoot.querySelector<HTMLInputElement>('#own-fault')?.value.trim();
    if (text) this.#link.post({ type: 'addFault', text });
  };

  #connectCard(): TemplateResult {
    const chosen = this.snippets.find(({ id }) => id === this.language) ?? this.snippets[0];
    if (!chosen) return html``;
    return card(
      'connect',
      'plug',
      strings.connect,
      html`<p class="hint">${strings.connectMeaning}</p>
        <div class="tabs" role="tablist" aria-label=${strings.languages} @keydown=${this.#onTabKey}>
          ${this.snippets.map(
            ({ id, label }) =>
              html`<button
                role="tab"
                id="tab-${id}"
                aria-selected=${id === chosen.id}
                aria-controls="code"
                tabindex=${id === chosen.id ? 0 : -1}
                @click=${() => this.#choose(id)}
              >
                ${label}
              </button>`,
          )}
        </div>
        <div id="code" class="code" role="tabpanel" aria-labelledby="tab-${chosen.id}">
          ${chosen.how ? html`<p class="hint">${chosen.how}</p>` : nothing}
          <pre tabindex="0" aria-labelledby="tab-${chosen.id}">${chosen.code.trimEnd()}</pre>
        </div>`,
      html`<button
        class="button secondary act-copy"
        @click=${() => this.#link.post({ type: 'copySnippet', id: chosen.id })}
      >
        ${icon('copy')}${strings.copy}
      </button>`,
    );
  }

  #choose(id: string): void {
    this.language = id;
    this.#link.save({ language: id });
  }

  readonly #onTabKey = (event: KeyboardEvent): void => {
    const ids = this.snippets.map(({ id }) => id);
    const at = Math.max(0, ids.indexOf(this.language));
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: ids.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const id = ids.at(to % ids.length);
    if (id === undefined) return;
    this.#choose(id);
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#tab-${id}`)?.focus());
  };
}
