import down from '@vscode/codicons/src/icons/arrow-down.svg';
import up from '@vscode/codicons/src/icons/arrow-up.svg';
import close from '@vscode/codicons/src/icons/close.svg';
import copy from '@vscode/codicons/src/icons/copy.svg';
import edit from '@vscode/codicons/src/icons/edit.svg';
import hidden from '@vscode/codicons/src/icons/eye-closed.svg';
import elsewhere from '@vscode/codicons/src/icons/forward.svg';
import history from '@vscode/codicons/src/icons/history.svg';
import braces from '@vscode/codicons/src/icons/json.svg';
import markdown from '@vscode/codicons/src/icons/markdown.svg';
import newFile from '@vscode/codicons/src/icons/new-file.svg';
import send from '@vscode/codicons/src/icons/send.svg';
import tag from '@vscode/codicons/src/icons/tag.svg';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { baseStyles } from '../../../platform/webview/baseStyles.ts';
import { drawIcon } from '../../../platform/webview/drawIcon.ts';
import { jsonTokens } from '../../../platform/webview/jsonTokens.ts';
import type { CommunicationAct, Details } from '../../protocol/details.ts';
import type { ToView } from '../../protocol/messages.ts';
import { shownName } from '../../protocol/shownName.ts';
import { channelStyles } from '../channelStyles.ts';
import { giveCommunicationMenu } from '../communicationMenu.ts';
import { initials } from '../initials.ts';
import { paneStyles } from '../paneStyles.ts';
import { keepTabStops, keepUsed, rove } from '../roving.ts';
import { shownJson } from '../shownText.ts';
import type { Times } from '../times.ts';
import type { ViewModel } from '../viewModel.ts';
import {
  authorTemplate,
  callbacksTemplate,
  deliveryTemplate,
  timesTemplate,
  transcriptionTemplate,
} from './detailsParts.ts';
import { detailsStrings as strings } from './detailsStrings.ts';
import { detailsStyles } from './detailsStyles.ts';
import { giveShares } from './pane.ts';

/** A text of more characters or lines than these may be scrolled. */
const SCROLLS = 250;
const SCROLLS_LINES = 8;

/** All that is known of the selected communication, and what can be done with it. */
export class CommunicationDetails extends LitElement {
  static override styles = [baseStyles, paneStyles, detailsStyles, channelStyles];
  static override properties = {
    model: { attribute: false },
    times: { attribute: false },
    now: { type: Number },
    leave: { attribute: false },
    details: { state: true },
    jsonShown: { state: true },
  };

  declare model: ViewModel;
  declare times: Times;
  declare now: number;
  /** Takes this away, and gives the focus back to what it stands beside. */
  declare leave: () => void;
  /** What the host said last; without `details` when there is no such communication. */
  declare private details: Extract<ToView, { type: 'details' }> | undefined;
  declare private jsonShown: boolean;

  #stopListening: (() => void) | undefined;
  #connected = false;
  /** Whose details were asked for. */
  #asked: string | undefined;
  /** The button that went on to another communication: the row that is shown must not take the focus from it. */
  #stepping: 'previous' | 'next' | undefined;

  constructor() {
    super();
    this.jsonShown = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.#connected) {
      this.#connected = true;
      this.model.connect(this);
    }
    this.#stopListening = this.model.link.listen((message) => {
      if (message.type === 'details' && message.key === this.#asked) this.details = message;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopListening?.();
    this.#asked = undefined;
    this.model.link.post({ type: 'getDetails' });
  }

  protected override willUpdate(): void {
    const { selected } = this.model;
    if (selected === this.#asked) return;
    this.#asked = selected;
    // What was shown of another one stays until the new one is here: no flicker while stepping through.
    if (selected === undefined) this.details = undefined;
    this.model.link.post({ type: 'getDetails', key: selected });
  }

  protected override updated(): void {
    keepTabStops(this.renderRoot);
    giveShares(this.renderRoot);
  }

  protected override render(): TemplateResult {
    const details = this.details?.details;
    return html`<div
      @keydown=${this.#onKey}
      @pointerdown=${this.#forgetStep}
      @focusin=${keepUsed}
      @focusout=${this.#onFocusOut}
      @contextmenu=${this.#onMenu}
    >
      ${this.#barTemplate(details)} ${details ? this.#bodyTemplate(details) : this.#emptyTemplate()}
    </div>`;
  }

  #emptyTemplate(): TemplateResult {
    const words =
      this.model.selected === undefined
        ? strings.none
        : this.details?.key === this.model.selected
          ? strings.gone
          : this.model.state?.phase === 'error'
            ? strings.notRead
            : strings.loading;
    return html`<p class="note">${words}</p>`;
  }

  #barTemplate(details: Details | undefined): TemplateResult {
    const place =
      details &&
      (details.position === undefined
        ? strings.hiddenByFilter
        : strings.place(details.position, details.shownCount));
    const step = (to: 'previous' | 'next', label: string, drawing: string) => {
      const key = details?.[to];
      return html`<button
        class="tool ${to}"
        title=${label}
        aria-label=${label}
        aria-disabled=${key === undefined}
        @click=${() => key !== undefined && this.#step(to, key)}
      >
        ${drawIcon(drawing)}
      </button>`;
    };
    return html`<div class="top">
      <h2>${strings.title}</h2>
      <span class="scope">${place ?? nothing}</span>
      <div class="tools" role="toolbar" aria-label=${strings.navigation} data-roving>
        ${step('previous', strings.previous, up)} ${step('next', strings.next, down)}
        <button class="tool" title=${strings.close} aria-label=${strings.close} @click=${this.leave}>${drawIcon(close)}</button>
      </div>
    </div>`;
  }

  #bodyTemplate(details: Details): TemplateResult {
    const { author, masked } = details;
    const letters = author.type === 'AI_AGENT' || masked ? '' : initials(author.name);
    return html`<div class="said" data-channel=${author.channel}>
        ${authorTemplate(details, letters, this.times, this.now)} ${this.#textTemplate(details)}
      </div>
      ${this.#actsTemplate(details)} ${deliveryTemplate(details, this.times)}
      ${callbacksTemplate(details, this.times, () => this.#act('showCallbacks'))}
      ${timesTemplate(details, (key) => this.#show(key))}
      ${transcriptionTemplate(details)} ${this.#idsTemplate(details)}
      ${details.others.length > 0 ? this.#othersTemplate(details) : nothing} ${this.#jsonTemplate(details)}`;
  }

  #textTemplate({ text, textLength, contentType }: Details): TemplateResult {
    const plain = contentType === 'TEXT' || contentType === 'TRANSCRIPTION';
    // What may be higher than its place is reached by keyboard too.
    const scrolls = text.length > SCROLLS || text.split('\n').length > SCROLLS_LINES;
    return html`${plain ? nothing : html`<div class="line"><span>${strings.contentType}: ${shownName(contentType)}</span></div>`}
    ${
      text.trim() === ''
        ? html`<div class="text none">${strings.noText}</div>`
        : html`<div
            class="text"
            dir="auto"
            role=${scrolls ? 'region' : nothing}
            aria-label=${scrolls ? strings.text : nothing}
            tabindex=${scrolls ? 0 : nothing}
            >${shownName(text)}</div>`
    }
    ${
      textLength > text.length
        ? html`<div class="more"><button class="link" @click=${() => this.#act('openText')}>${strings.showAll(textLength)}</button></div>`
        : nothing
    }`;
  }

  #actsTemplate({ bridged, masked }: Details): TemplateResult {
    const act = (name: CommunicationAct, label: string, drawing: string, main = false, meaning = label) =>
      html`<button class="act ${main ? 'main' : ''}" title=${meaning} @click=${() => this.#act(name)}>
        ${drawIcon(drawing)}<span>${label}</span>
      </button>`;
    return html`<div class="acts" role="toolbar" aria-label=${strings.actions} data-roving>
      ${act('resend', strings.resend, send, true, strings.resendMeaning)}
      ${act('editAndSend', strings.editAndSend, edit)}
      ${act('sendElsewhere', strings.sendElsewhere, elsewhere)}
      ${act('copyMarkdown', strings.copyMarkdown, markdown)} ${act('copyText', strings.copyText, copy)} ${act('copyId', strings.copyId, tag)}
      ${act('openJson', strings.openJson, braces)} ${act('saveAsFile', strings.saveAsFile, newFile, false, strings.saveAsFileMeaning)}
      ${bridged ? act('openClassicMessage', strings.openClassicMessage, history) : nothing}
      ${masked ? html`<span class="line">${drawIcon(hidden)}${strings.masked}</span>` : nothing}
    </div>`;
  }

  #idsTemplate({ ids, recipients }: Details): TemplateResult {
    return html`<section aria-labelledby="ids">
      <h3 id="ids">${strings.ids}</h3>
      <dl data-roving>
        ${ids.map(({ path, value }) => this.#copyableTemplate(idName(path, recipients.length > 1), path, value))}
      </dl>
    </section>`;
  }

  #othersTemplate({ others }: Details): TemplateResult {
    return html`<section aria-labelledby="others">
      <h3 id="others">${strings.others}</h3>
      <dl data-roving>${others.map(({ path, value }) => this.#copyableTemplate(path, path, value))}</dl>
      <p class="hint">${strings.othersNote}</p>
    </section>`;
  }

  #copyableTemplate(name: string, path: string, value: string): TemplateResult {
    return html`<dt>${name}</dt>
      <dd class="copyable">
        <span class="value">${shownName(value)}</span
        ><button
          class="tool"
          title=${strings.copyOf(name)}
          aria-label=${strings.copyOf(name)}
          @click=${() => this.#asked !== undefined && this.model.link.post({ type: 'copyDetail', key: this.#asked, path })}
        >
          ${drawIcon(copy)}
        </button>
      </dd>`;
  }

  #jsonTemplate({ json, jsonCut, masked }: Details): TemplateResult {
    const onToggle = (event: Event) => {
      this.jsonShown = event.target instanceof HTMLDetailsElement && event.target.open;
    };
    return html`<section>
      <details @toggle=${onToggle} ?open=${this.jsonShown}>
        <summary><h3>${strings.json}</h3></summary>
        ${
          this.jsonShown
            ? html`<div class="json">
                  <pre tabindex="0" dir="ltr" role="region" aria-label=${strings.json}>${jsonTokens(
                    shownJson(json),
                  ).map(({ kind, text }) =>
                    kind === 'plain' ? text : html`<span class=${kind}>${text}</span>`,
                  )}</pre>
                  <button class="tool" title=${strings.copyJson} aria-label=${strings.copyJson} @click=${() => this.#act('copyJson')}>
                    ${drawIcon(copy)}
                  </button>
                </div>
                ${jsonCut ? html`<p class="hint">${strings.jsonCut}</p>` : nothing}
                ${masked ? html`<p class="hint">${strings.jsonMasked}</p>` : nothing}`
            : nothing
        }
      </details>
    </section>`;
  }

  #act(act: CommunicationAct): void {
    const key = this.#asked;
    if (key !== undefined) this.model.link.post({ type: 'actOn', act, key });
  }

  #step(to: 'previous' | 'next', key: string): void {
    this.#stepping = to;
    this.#show(key);
  }

  /** Selects another one, and has it scrolled to where the filter does not hide it. */
  #show(key: string): void {
    this.model.selected = key;
    this.model.link.post({ type: 'showCommunication', key });
  }

  #forgetStep = (): void => {
    this.#stepping = undefined;
  };

  #onKey = (event: KeyboardEvent): void => {
    this.#stepping = undefined;
    rove(event);
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    this.leave();
  };

  /** The feed focuses the row that it shows; who steps on by a button stays on the button. */
  #onFocusOut = (): void => {
    const step = this.#stepping;
    if (!step) return;
    requestAnimationFrame(() => {
      if (this.#stepping !== step) return;
      this.#stepping = undefined;
      this.renderRoot.querySelector<HTMLElement>(`.tool.${step}`)?.focus();
    });
  };

  #onMenu = (): void => {
    const bridged = this.details?.details?.bridged ?? false;
    giveCommunicationMenu(bridged);
  };
}

function idName(path: string, several: boolean): string {
  const { idNames } = strings;
  if (Object.hasOwn(idNames, path)) return idNames[path as keyof typeof idNames];
  const place = /^recipients\.(\d+)\./.exec(path)?.[1];
  return place === undefined ? path : strings.recipientId(Number(place) + 1, several);
}
