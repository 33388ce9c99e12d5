import eye from '@vscode/codicons/src/icons/eye.svg';
import eyeClosed from '@vscode/codicons/src/icons/eye-closed.svg';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { baseStyles } from '../../platform/webview/baseStyles.ts';
import { drawIcon } from '../../platform/webview/drawIcon.ts';
import { shownName } from '../protocol/shownName.ts';
import type { Header, State } from '../protocol/state.ts';
import { headerStyles } from './headerStyles.ts';
import { icon } from './icon.ts';
import { channelIcon, channelWord, partyIcon, partyWord, statusIcon, statusWord } from './kinds.ts';
import { keepTabStops, keepUsed, rove } from './roving.ts';
import { strings } from './strings.ts';
import type { Times } from './times.ts';

/** So many participants are named in the header; the details name them all. */
const NAMED_PARTICIPANTS = 4;

/** What the header's buttons ask for. */
export type HeaderAct = 'refresh' | 'copyConversationId' | 'togglePersonalData';

/** The head of the panel: which conversation this is, and what can be done with it. */
export class ConversationHeader extends LitElement {
  static override styles = [baseStyles, headerStyles];
  static override properties = {
    state: { attribute: false },
    times: { attribute: false },
    now: { type: Number },
    act: { attribute: false },
    write: { attribute: false },
    open: { state: true },
  };

  declare state: State | undefined;
  declare times: Times;
  declare now: number;
  declare act: (act: HeaderAct) => void;
  /** Leads to the box to write in. */
  declare write: () => void;
  declare private open: boolean;

  constructor() {
    super();
    this.now = Date.now();
    this.open = false;
  }

  protected override render(): TemplateResult {
    const header = this.state?.header;
    return html`<header>
      ${header ? this.#titleTemplate(header) : this.#waitingTemplate()}
      ${header ? this.#factsTemplate(header) : nothing} ${header && this.open ? this.#detailsTemplate(header) : nothing}
      ${this.#progressTemplate()}
    </header>`;
  }

  protected override updated(): void {
    keepTabStops(this.renderRoot);
  }

  #waitingTemplate(): TemplateResult {
    return html`<h1 class="sr">${strings.conversation}</h1>
      <div class="top" aria-hidden="true"><span class="bone title-bone"></span></div>
      <div class="facts" aria-hidden="true"><span class="bone facts-bone"></span></div>`;
  }

  #titleTemplate(header: Header): TemplateResult {
    const { status } = header;
    return html`<div class="top">
      <h1 dir="auto" title=${shownName(header.title)}>${shownName(header.title)}</h1>
      ${
        status
          ? html`<span class="status ${status.toLowerCase()}" title=${statusWord(status)}>${icon(statusIcon(status))}<span class="word">${statusWord(status)}</span></span>`
          : nothing
      }
      <div class="actions" role="toolbar" aria-label=${strings.conversationActions} data-roving @keydown=${rove} @focusin=${keepUsed}>
        ${this.#toolTemplate('refresh', 'refresh', strings.refresh)}
        ${this.#toolTemplate('copyConversationId', 'identity', strings.copyConversationId)} ${this.#eyeTemplate()}
        <button
          class="tool"
          title=${this.open ? strings.hideDetails : strings.showDetails}
          aria-label=${this.open ? strings.hideDetails : strings.showDetails}
          aria-expanded=${this.open}
          aria-controls="details"
          @click=${() => {
            this.open = !this.open;
          }}
        >
          ${icon(this.open ? 'chevronUp' : 'chevronDown')}
        </button>
        <button
          class="button create"
          title=${strings.createCommunication}
          aria-label=${strings.createCommunication}
          @click=${() => this.write()}
        >
          ${icon('send')}<span>${strings.createCommunication}</span>
        </button>
      </div>
    </div>`;
  }

  #eyeTemplate(): TemplateResult {
    const masked = this.state?.masked ?? false;
    const label = masked ? strings.showPersonalData : strings.hidePersonalData;
    return html`<button
      class="tool eye ${masked ? 'on' : ''}"
      title=${label}
      aria-label=${label}
      @click=${() => this.act('togglePersonalData')}
    >
      ${drawIcon(masked ? eyeClosed : eye)}
    </button>`;
  }

  #toolTemplate(act: HeaderAct, name: 'refresh' | 'identity' | 'copy', label: string): TemplateResult {
    const busy = act === 'refresh' && this.#busy;
    return html`<button class="tool ${act}" title=${label} aria-label=${label} aria-disabled=${busy} @click=${() => busy || this.act(act)}>
      ${icon(name)}
    </button>`;
  }

  get #busy(): boolean {
    const phase = this.state?.phase;
    return phase === 'loading' || phase === 'more' || phase === 'refreshing';
  }

  #factsTemplate(header: Header): TemplateResult {
    const account = shownName(header.account);
    const meaning = header.sandbox ? strings.sandboxMeaning(account) : strings.liveMeaning(account);
    return html`<div class="facts">
      <span class="account ${header.sandbox ? 'sandbox' : 'live'}" title=${meaning}>
        ${icon(header.sandbox ? 'beaker' : 'plug')}<b>${header.sandbox ? strings.sandbox : strings.live}</b>
        ${account === strings.sandbox ? nothing : html`<span class="label" dir="auto">${account}</span>`}
      </span>
      ${this.#countTemplate()}
      ${header.channels.map(
        (channel) =>
          html`<span class="channel" data-channel=${channel} title=${channelWord(channel)}
            >${icon(channelIcon(channel))}<span class="word">${channelWord(channel)}</span></span
          >`,
      )}
      ${
        header.updatedAt
          ? html`<time class="activity" datetime=${header.updatedAt} title="${strings.lastActivity}: ${this.times.exact(header.updatedAt)}"
              >${strings.active(this.times.relative(header.updatedAt, this.now))}</time
            >`
          : nothing
      }
      <span class="people">
        ${header.participants.slice(0, NAMED_PARTICIPANTS).map(
          ({ name, type, addresses }) =>
            html`<span class="person" title=${[`${name}, ${partyWord(type)}`, ...addresses].map(shownName).join('\n')}
              >${icon(partyIcon(type))}<span dir="auto">${shownName(name)}</span><span class="sr">, ${partyWord(type)}</span></span
            >`,
        )}
        ${
          header.participants.length > NAMED_PARTICIPANTS
            ? html`<span>+${header.participants.length - NAMED_PARTICIPANTS}</span>`
            : nothing
        }
      </span>
    </div>`;
  }

  #countTemplate(): TemplateResult | typeof nothing {
    // Nothing was read: how many there are is not known, and "none" would be wrong.
    if (this.state?.phase === 'error' && this.state.communicationCount === 0) return nothing;
    return html`<span class="count">${this.#countWords}</span>`;
  }

  get #countWords(): string {
    const { phase, communicationCount: count } = this.state ?? { phase: 'loading', communicationCount: 0 };
    if (phase === 'loading') return strings.loading;
    return phase === 'more' ? strings.loadedSoFar(count) : strings.communicationCount(count);
  }

  #detailsTemplate(header: Header): TemplateResult {
    return html`<dl class="details" id="details">
      <dt>${strings.participants}</dt>
      <dd>
        ${
          header.participants.length === 0
            ? strings.noParticipants
            : html`<ul>
                ${header.participants.map(
                  ({ name, type, addresses }) =>
                    html`<li>
                      <span class="who">${icon(partyIcon(type))}<span dir="auto">${shownName(name)}</span></span>
                      <span class="type">${partyWord(type)}</span>
                      ${addresses.filter((address) => address !== name).map((address) => html`<span class="id" dir="auto">${shownName(address)}</span>`)}
                    </li>`,
                )}
              </ul>`
        }
      </dd>
      ${this.#momentTemplate(strings.created, header.createdAt)}
      ${this.#momentTemplate(strings.lastActivity, header.updatedAt)}
      ${header.configurationName ? html`<dt>${strings.configuration}</dt><dd dir="auto">${shownName(header.configurationName)}</dd>` : nothing}
      <dt>${strings.account}</dt>
      <dd>
        ${header.sandbox ? strings.sandboxMeaning(shownName(header.account)) : strings.liveMeaning(shownName(header.account))}
      </dd>
      <dt>${strings.conversationId}</dt>
      <dd>
        <span class="id">${header.conversationId}</span> ${this.#toolTemplate('copyConversationId', 'copy', strings.copyConversationId)}
      </dd>
      ${this.#momentTemplate(strings.lastRead, this.state?.refreshedAt)}
    </dl>`;
  }

  #momentTemplate(label: string, at: string | undefined): TemplateResult | typeof nothing {
    if (!at) return nothing;
    return html`<dt>${label}</dt>
      <dd><time datetime=${at}>${this.times.exact(at)}</time> <span class="type">${this.times.relative(at, this.now)}</span></dd>`;
  }

  #progressTemplate(): TemplateResult | typeof nothing {
    const phase = this.state?.phase ?? 'loading';
    if (!this.#busy && this.state) return nothing;
    return html`<vscode-progress-bar
      class="progress"
      indeterminate
      aria-label=${phase === 'refreshing' ? strings.refreshing : strings.loadingCommunications}
    ></vscode-progress-bar>`;
  }
}
