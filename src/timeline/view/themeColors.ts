import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';

/** What can be drawn on a canvas, by name: the rules for `.colors i` in canvasStyles give each its colour. */
export const colorNames = [
  'fg',
  'bg',
  'muted',
  'hairline',
  'grid',
  'accent',
  'bad',
  'warn',
  'focus',
  'customer',
  'agent',
  'band',
  'SMS',
  'WHATSAPP',
  'RCS',
  'VOICE',
  'CHAT',
  'VIDEO',
  'other',
] as const;

export type Colors = Readonly<Record<(typeof colorNames)[number], string>>;

type Host = ReactiveControllerHost & HTMLElement;

/**
 * The theme's colours for a canvas, which knows no CSS variables: read off elements that nobody sees, and again when
 * the theme changes.
 */
export class ThemeColors implements ReactiveController {
  readonly #host: Host;
  readonly #observer: MutationObserver;
  #colors: Colors | undefined;

  constructor(host: Host) {
    this.#host = host;
    this.#observer = new MutationObserver(() => {
      this.#colors = undefined;
      host.requestUpdate();
    });
    host.addController(this);
  }

  hostConnected(): void {
    // VS Code tells a webview of another theme by these.
    this.#observer.observe(document.documentElement, { attributeFilter: ['style', 'class'] });
    this.#observer.observe(document.body, { attributeFilter: ['class', 'data-vscode-theme-id'] });
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    this.#colors = undefined;
  }

  /** The elements that the colours are read off: somewhere in what the element renders. */
  get template(): TemplateResult {
    return html`<span class="colors" aria-hidden="true">${colorNames.map(
      (name) => html`<i data-color=${name} data-channel=${isChannel(name) ? name : nothing}></i>`,
    )}</span>`;
  }

  /** Once rendered. */
  get colors(): Colors {
    this.#colors ??= Object.fromEntries(
      colorNames.map((name) => {
        const element = this.#host.shadowRoot?.querySelector(`.colors [data-color=${name}]`);
        return [name, element ? getComputedStyle(element).color : 'gray'];
      }),
    ) as Record<(typeof colorNames)[number], string>;
    return this.#colors;
  }
}

/** The colour of a channel's marks. */
export function channelColor(colors: Colors, channel: string): string {
  return Object.hasOwn(colors, channel) && isChannel(channel)
    ? colors[channel as keyof Colors]
    : colors.other;
}

/** Channels are named as the API does. */
function isChannel(name: string): boolean {
  return name === name.toUpperCase();
}
