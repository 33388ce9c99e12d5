import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { baseStyles } from '../../webview/baseStyles.ts';
import { actIcon, icon } from './logIcons.ts';
import { logMenuStyles } from './logMenuStyles.ts';

export interface MenuItem {
  readonly label: string;
  readonly detail?: string | undefined;
  readonly icon?: string | undefined;
  /** Switched on, for what is a switch. */
  readonly checked?: boolean | undefined;
  readonly run: () => void;
}

export interface MenuGroup {
  /** What its items have in common. */
  readonly title?: string;
  readonly items: readonly MenuItem[];
}

/** From the edges of the page, in pixels. */
const MARGIN = 4;

/** The one menu of the view: opened where it was asked for, gone with the next click, Escape or choice. */
export class LogMenu extends LitElement {
  static override styles = [baseStyles, logMenuStyles];
  static override properties = { groups: { state: true }, label: { state: true } };

  declare private groups: readonly MenuGroup[];
  declare private label: string;
  #back: HTMLElement | undefined;

  constructor() {
    super();
    this.groups = [];
    this.label = '';
    this.popover = 'auto';
    this.addEventListener('toggle', (event) => {
      if (event.newState === 'closed') this.groups = [];
    });
  }

  /** @param back gets the focus when the menu is left by a key @param place of the page, in pixels */
  async open(
    label: string,
    groups: readonly MenuGroup[],
    place: { x: number; y: number; above?: number },
    back: HTMLElement,
  ): Promise<void> {
    this.#back = back;
    this.label = label;
    this.groups = groups.filter(({ items }) => items.length > 0);
    if (!this.matches(':popover-open')) this.showPopover();
    await this.updateComplete;
    const { offsetWidth: width, offsetHeight: height } = this;
    const below = place.y + height + MARGIN <= innerHeight;
    const y = below ? place.y : Math.max(MARGIN, (place.above ?? place.y) - height);
    this.style.left = `${Math.max(MARGIN, Math.min(place.x, innerWidth - width - MARGIN))}px`;
    this.style.top = `${Math.max(MARGIN, Math.min(y, innerHeight - height - MARGIN))}px`;
    this.#items[0]?.focus();
  }

  /** Opens it at a button, aligned with its start. */
  openAt(button: HTMLElement, label: string, groups: readonly MenuGroup[]): Promise<void> {
    const { left, top, bottom } = button.getBoundingClientRect();
    return this.open(label, groups, { x: left, y: bottom + 2, above: top - 2 }, button);
  }

  get #items(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('button')];
  }

  #leave(): void {
    this.hidePopover();
    this.#back?.focus();
  }

  #onKey = (event: KeyboardEvent): void => {
    const items = this.#items;
    const at = items.indexOf(this.shadowRoot?.activeElement as HTMLElement);
    const to: Record<string, number> = {
      ArrowDown: (at + 1) % items.length,
      ArrowUp: (at - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    };
    if (event.key === 'Escape' || event.key === 'Tab') this.#leave();
    else if (to[event.key] !== undefined) items[to[event.key] ?? 0]?.focus();
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && event.key !== ' ') {
      const letter = event.key.toLowerCase();
      const order = [...items.slice(at + 1), ...items.slice(0, at + 1)];
      order.find((item) => item.dataset['label']?.toLowerCase().startsWith(letter))?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  protected override render(): TemplateResult {
    const checks = this.groups.some(({ items }) => items.some(({ checked }) => checked !== undefined));
    const icons = checks || this.groups.some(({ items }) => items.some((item) => item.icon !== undefined));
    return html`<div role="menu" aria-label=${this.label} @keydown=${this.#onKey}>
      ${this.groups.map(
        ({ title, items }) => html`<div class="group" role="group" aria-label=${title ?? this.label}>
          ${title === undefined ? nothing : html`<div class="title" role="presentation">${title}</div>`}
          ${items.map(
            (item) => html`<button
              role=${item.checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
              aria-checked=${item.checked ?? nothing}
              tabindex="-1"
              data-label=${item.label}
              @click=${() => {
                this.#leave();
                item.run();
              }}
            >
              ${icons ? html`<span class="mark">${item.checked ? icon('check') : actIcon(item.icon)}</span>` : nothing}
              <span class="label">${item.label}</span>
              ${item.detail === undefined ? nothing : html`<span class="detail">${item.detail}</span>`}
            </button>`,
          )}
        </div>`,
      )}
    </div>`;
  }
}
