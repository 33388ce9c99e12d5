import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { DETAILS_EVENTS } from '../../../platform/logView/view/details.ts';
import { baseStyles } from '../../../platform/webview/baseStyles.ts';
import type { SignatureForm } from '../protocol.ts';
import { type Choices, type Result, ToolLink } from './toolLink.ts';
import { strings } from './toolStrings.ts';
import { toolStyles } from './toolStyles.ts';

/** After the last key: a verdict for each would only flicker. */
const PAUSE_MS = 120;

const METHODS = ['POST', 'GET', 'PUT', 'PATCH', 'DELETE', 'HEAD'];

type TextField = {
  [K in keyof SignatureForm]: SignatureForm[K] extends string ? K : never;
}[keyof SignatureForm];

/** The whole tool: a request on one side, its verdict on the other. */
export class SignatureApp extends LitElement {
  static override styles = [baseStyles, toolStyles];
  static override properties = {
    form: { state: true },
    choices: { state: true },
    result: { state: true },
    read: { state: true },
  };

  declare private form: SignatureForm | undefined;
  declare private choices: Choices | undefined;
  declare private result: Result | undefined;
  /** What came of a paste. */
  declare private read: { text: string; failed: boolean } | undefined;

  readonly #link = new ToolLink();
  #revision = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.form = undefined;
    this.choices = undefined;
    this.result = undefined;
    this.read = undefined;
    this.addEventListener(DETAILS_EVENTS.copy, (event) =>
      this.#link.post({ type: 'copy', text: (event as CustomEvent<string>).detail }),
    );
    this.addEventListener(DETAILS_EVENTS.act, (event) =>
      this.#link.post({ type: 'act', act: (event as CustomEvent<string>).detail }),
    );
    this.#link.listen((message) => {
      switch (message.type) {
        case 'form':
          // What was typed since is older than what the person just asked for.
          clearTimeout(this.#timer);
          this.form = message.form;
          break;
        case 'choices':
          this.choices = message;
          break;
        case 'read':
          this.read = message;
          // What was left out of the fields, such as credentials, is not to stay here.
          if (!message.failed) this.#emptyPaste();
          break;
        case 'result':
          if (message.revision === this.#revision) this.result = message;
          break;
      }
    });
    this.#link.post({ type: 'ready' });
  }

  #change(change: Partial<SignatureForm>): void {
    if (!this.form) return;
    this.form = { ...this.form, ...change };
    this.#revision++;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.form) this.#link.post({ type: 'change', revision: this.#revision, form: this.form });
    }, PAUSE_MS);
  }

  #paste(field: HTMLTextAreaElement): void {
    const text = field.value;
    if (text.trim() === '') this.read = undefined;
    else this.#link.post({ type: 'paste', text });
  }

  /** What was pasted is taken with its own line ends, which a text field would change. */
  #pasted(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const field = event.target as HTMLTextAreaElement;
    const isWhole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    if (text === '' || !isWhole) return;
    event.preventDefault();
    field.value = text;
    this.#link.post({ type: 'paste', text });
  }

  #emptyPaste(): void {
    const field = this.renderRoot.querySelector<HTMLTextAreaElement>('#paste');
    if (field) field.value = '';
  }

  protected override render(): TemplateResult {
    const { form, choices } = this;
    if (!form || !choices) return html`${nothing}`;
    return html`<main class="page">
      <section class="form" aria-label=${strings.request}>
        <h1>${strings.heading}</h1>
        <p class="intro">${strings.intro}</p>
        ${this.#pasteTemplate(choices)}
        <div class="row">
          <div class="field method">
            <label for="method">${strings.method}</label>
            <select id="method" @change=${(event: Event) => this.#change({ method: textOf(event) })}>
              ${[...new Set([...METHODS, form.method])].map(
                (method) => html`<option .selected=${method === form.method}>${method}</option>`,
              )}
            </select>
          </div>
          ${this.#input('url', strings.url, strings.urlHint)}
        </div>
        ${this.#input('signature', strings.signature)}
        ${this.#area('headers', strings.headers, 3, strings.headersHint)}
        ${this.#area('body', strings.body, 7)}
        <div class="row">
          <div class="field">
            <label for="token">${strings.token}</label>
            <select id="token" @change=${(event: Event) => this.#change({ token: textOf(event) })}>
              <option value="" .selected=${form.token === ''}>${strings.noToken}</option>
              ${choices.tokens.map(
                ({ id, label }) => html`<option value=${id} .selected=${id === form.token}>${label}</option>`,
              )}
            </select>
          </div>
          <button class="button secondary" @click=${() => this.#link.post({ type: 'typeToken' })}>
            ${strings.typeToken}
          </button>
        </div>
        <details ?open=${form.trustProxy || form.configuredUrl !== '' || form.app !== ''}>
          <summary>${strings.more}</summary>
          <div class="check">
            <input
              id="trustProxy"
              type="checkbox"
              .checked=${form.trustProxy}
              @change=${(event: Event) => this.#change({ trustProxy: (event.target as HTMLInputElement).checked })}
            />
            <label for="trustProxy">${strings.trustProxy}</label>
          </div>
          ${this.#input('configuredUrl', strings.configuredUrl, strings.configuredHint)}
          ${this.#input('app', strings.app, strings.appHint)}
        </details>
      </section>
      <section class="result" aria-label=${strings.verdict} tabindex="0">
        <h2 class="sr">${strings.verdict}</h2>
        <span class="sr" role="status">${this.result?.spoken}</span>
        <log-details .details=${this.result?.details}></log-details>
      </section>
    </main>`;
  }

  #pasteTemplate({ canPick, masked }: Choices): TemplateResult {
    return html`<div class="paste">
      <div class="field">
        <label for="paste">${strings.paste}</label>
        <textarea
          id="paste"
          class=${masked ? 'mono hidden' : 'mono'}
          rows="3"
          spellcheck="false"
          placeholder=${strings.pasteHint}
          @paste=${(event: ClipboardEvent) => this.#pasted(event)}
          @change=${(event: Event) => this.#paste(event.target as HTMLTextAreaElement)}
        ></textarea>
      </div>
      <p class=${this.read?.failed ? 'read bad' : 'read'} role="status">${this.read?.text}</p>
      ${
        canPick
          ? html`<button class="button secondary" @click=${() => this.#link.post({ type: 'pick' })}>
              ${strings.pick}
            </button>`
          : nothing
      }
    </div>`;
  }

  #input(name: TextField, label: string, hint = ''): TemplateResult {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input
        id=${name}
        class=${this.#classOf(name)}
        spellcheck="false"
        autocomplete="off"
        placeholder=${hint}
        .value=${this.form?.[name] ?? ''}
        @input=${(event: Event) => this.#change({ [name]: textOf(event) })}
      />
    </div>`;
  }

  #area(name: TextField, label: string, rows: number, hint = ''): TemplateResult {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <textarea
        id=${name}
        class=${this.#classOf(name)}
        rows=${rows}
        spellcheck="false"
        placeholder=${hint}
        .value=${this.form?.[name] ?? ''}
        @input=${(event: Event) => this.#change({ [name]: textOf(event) })}
      ></textarea>
    </div>`;
  }

  /** A signature is of no person; all else may have what people wrote. */
  #classOf(name: TextField): string {
    return this.choices?.masked && name !== 'signature' ? 'mono hidden' : 'mono';
  }
}

function textOf({ target }: Event): string {
  return (target as HTMLInputElement).value;
}
