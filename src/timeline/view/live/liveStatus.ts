import disconnect from '@vscode/codicons/src/icons/debug-disconnect.svg';
import pause from '@vscode/codicons/src/icons/debug-pause.svg';
import play from '@vscode/codicons/src/icons/play.svg';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { baseStyles } from '../../../platform/webview/baseStyles.ts';
import { drawIcon } from '../../../platform/webview/drawIcon.ts';
import type { Live, LiveStatus as Status } from '../../protocol/live.ts';
import type { ToView } from '../../protocol/messages.ts';
import { icon } from '../icon.ts';
import { locale } from '../numbers.ts';
import type { ViewModel } from '../viewModel.ts';
import { liveStrings as words } from './liveStrings.ts';
import { liveStyles } from './liveStyles.ts';

const SECOND_MS = 1_000;

/** Says whether news comes by itself, and lets the person pause it. */
export class LiveStatus extends LitElement {
  static override styles = [baseStyles, liveStyles];
  static override properties = {
    model: { attribute: false },
    now: { type: Number },
    live: { state: true },
    announcement: { state: true },
  };

  declare model: ViewModel;
  /** Changes now and then, so that what depends on the time is drawn again: epoch milliseconds. */
  declare now: number;
  declare private live: Live | undefined;
  /** Another object each time: what is said again is heard again, though the words are the same. */
  declare private announcement: { readonly words: string };
  #stopListening: (() => void) | undefined;
  #countdown = 0;

  constructor() {
    super();
    this.now = Date.now();
    this.live = undefined;
    this.announcement = { words: '' };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopListening = this.model.link.listen((message) => this.#receive(message));
    this.model.link.post({ type: 'setLive', paused: this.model.link.saved.paused });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopListening?.();
    clearInterval(this.#countdown);
  }

  #receive(message: ToView): void {
    if (message.type !== 'live') return;
    const before = this.live?.status;
    this.live = message;
    this.#announce(before, message);
    clearInterval(this.#countdown);
    if (isTryingAgain(message.status)) {
      this.#countdown = window.setInterval(() => this.requestUpdate(), SECOND_MS);
    }
  }

  /** Only what a person who cannot see it needs: that the connection is lost or back, and what failed. */
  #announce(before: Status | undefined, { status, failures }: Live): void {
    const trying = isTryingAgain(status);
    if (trying && status !== before)
      this.announcement = { words: status === 'failing' ? words.refused : words.lost };
    else if (status === 'live' && before && isTryingAgain(before))
      this.announcement = { words: words.connectedAgain };
    else if (failures > 0) this.announcement = { words: words.failed(failures) };
  }

  protected override render(): TemplateResult {
    const { live } = this;
    return html`${live ? this.#statusTemplate(live) : nothing}<span class="sr" role="status">${keyed(this.announcement, html`<span>${this.announcement.words}</span>`)}</span>`;
  }

  #statusTemplate(live: Live): TemplateResult {
    const { status } = live;
    const paused = status === 'paused';
    const label = paused ? words.resume : words.pause;
    return html`<span class="status ${status}" title=${this.#meaning(live)}
        >${signOf(status)}<span class="word">${this.#wordTemplate(live)}</span></span
      >
      ${
        status === 'off' || status === 'stopped'
          ? nothing
          : html`<button class="tool" title=${label} aria-label=${label} @click=${() => this.#setPaused(!paused)}>
              ${drawIcon(paused ? play : pause)}
            </button>`
      }`;
  }

  #wordTemplate(live: Live): TemplateResult | string {
    const { status } = live;
    if (status === 'live') return longAndShort(words.live, words.liveShort);
    if (isTryingAgain(status))
      return longAndShort(untilNextTry(status, live.nextAt), words.retryIn(secondsUntil(live.nextAt)));
    return words[status];
  }

  #meaning({ status, lookedAt, nextAt }: Live): string {
    const meaning = isTryingAgain(status) ? `${untilNextTry(status, nextAt)}.` : words[`${status}Meaning`];
    if (lookedAt === undefined) return meaning;
    return `${meaning}\n${words.lookedAt(new Date(lookedAt).toLocaleTimeString(locale))}`;
  }

  #setPaused(paused: boolean): void {
    this.model.link.save({ paused });
    this.model.link.post({ type: 'setLive', paused });
  }
}

type TryingAgain = 'reconnecting' | 'failing';

function isTryingAgain(status: Status): status is TryingAgain {
  return status === 'reconnecting' || status === 'failing';
}

function untilNextTry(status: TryingAgain, nextAt: number | undefined): string {
  return words.nextTry(words.pausedAfter[status], secondsUntil(nextAt));
}

function secondsUntil(moment = 0): number {
  return Math.ceil((moment - Date.now()) / SECOND_MS);
}

/** Which of them is shown, the width decides. */
function longAndShort(long: string, short: string): TemplateResult {
  return html`<span class="long">${long}</span><span class="short">${short}</span>`;
}

/** Told apart by shape, not by colour alone. */
function signOf(status: Status): TemplateResult {
  switch (status) {
    case 'live':
      return icon('circleFilled');
    case 'paused':
      return drawIcon(pause);
    case 'waiting':
    case 'off':
      return icon('circleOutline');
    default:
      return drawIcon(disconnect);
  }
}
