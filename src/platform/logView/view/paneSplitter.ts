import { css, html, LitElement, type TemplateResult } from 'lit';
import { baseStyles } from '../../webview/baseStyles.ts';
import { strings } from './logStrings.ts';

/** By each press of an arrow key. */
const STEP = 0.04;
const LEAST = 0.15;
const MOST = 0.85;

/** The line between rows and details: moves with the pointer and by arrow keys. It says `resize` with the new share. */
export class PaneSplitter extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        position: relative;
        z-index: 2;
        display: block;
        flex: none;
        background: var(--hairline);
      }
      div {
        position: absolute;
        inset: -2px 0;
        cursor: row-resize;
        touch-action: none;
      }
      :host([beside]) div {
        inset: 0 -2px;
        cursor: col-resize;
      }
      div:hover,
      div:active,
      div:focus-visible {
        background: var(--vscode-sash-hoverBorder, var(--vscode-focusBorder, #005fb8));
        outline: 0;
      }
    `,
  ];
  static override properties = { beside: { type: Boolean, reflect: true }, share: { type: Number } };

  /** It stands between left and right, not between above and below. */
  declare beside: boolean;
  /** What the details take. */
  declare share: number;
  #from: { at: number; share: number; whole: number } | undefined;

  constructor() {
    super();
    this.beside = false;
    this.share = 0.5;
  }

  #say(share: number): void {
    const detail = Math.max(LEAST, Math.min(MOST, share));
    this.dispatchEvent(new CustomEvent('resize', { detail }));
  }

  #onDown = (event: PointerEvent): void => {
    if (event.button !== 0 || !(event.target instanceof Element)) return;
    const around = this.parentElement?.getBoundingClientRect();
    if (!around) return;
    event.target.setPointerCapture(event.pointerId);
    this.#from = {
      at: this.beside ? event.clientX : event.clientY,
      share: this.share,
      whole: this.beside ? around.width : around.height,
    };
  };

  #onMove = (event: PointerEvent): void => {
    if (!this.#from) return;
    const { at, share, whole } = this.#from;
    this.#say(share - ((this.beside ? event.clientX : event.clientY) - at) / whole);
  };

  #onUp = (): void => {
    this.#from = undefined;
  };

  #onKey = (event: KeyboardEvent): void => {
    const steps: Record<string, number> = this.beside
      ? { ArrowLeft: STEP, ArrowRight: -STEP }
      : { ArrowUp: STEP, ArrowDown: -STEP };
    const step = steps[event.key];
    if (step === undefined) return;
    this.#say(this.share + step);
    event.preventDefault();
    event.stopPropagation();
  };

  protected override render(): TemplateResult {
    return html`<div
      role="separator"
      tabindex="0"
      aria-label=${strings.resize}
      aria-orientation=${this.beside ? 'vertical' : 'horizontal'}
      aria-valuemin=${LEAST * 100}
      aria-valuemax=${MOST * 100}
      aria-valuenow=${Math.round(this.share * 100)}
      @pointerdown=${this.#onDown}
      @pointermove=${this.#onMove}
      @pointerup=${this.#onUp}
      @pointercancel=${this.#onUp}
      @keydown=${this.#onKey}
    ></div>`;
  }
}
