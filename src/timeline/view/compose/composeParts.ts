import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { drawIcon } from '../../../platform/webview/drawIcon.ts';
import type { ComposeAct } from '../../protocol/compose.ts';
import type { Composed, ComposedDraft, ComposeEnd, ComposeOutcome } from '../../protocol/composed.ts';
import { icon } from '../icon.ts';
import { channelIcon, channelWord, partyWord } from '../kinds.ts';
import { composeIcons } from './composeIcons.ts';
import { composeStrings as strings } from './composeStrings.ts';

/** An address that is being typed for one of the ends. */
export interface Typing {
  role: 'author' | 'recipients';
  channel: string;
  address: string;
  /** What the host said of it last. */
  answer?: { address: string; complaint?: string | undefined };
}

/** A member of the draft that is a line of text. */
export type LineMember = Exclude<keyof ComposedDraft, 'mode' | 'author' | 'recipients' | 'text' | 'kind'>;

/** What the parts ask of the box. */
export interface BoxHost {
  readonly draft: ComposedDraft;
  /** What is wrong with a field, where that is to be said. */
  complaint(field: string): string | undefined;
  change(change: Partial<ComposedDraft>, field: string): void;
  act(act: ComposeAct): void;
}

/** An end in one line: `Imani Brooks · SMS · +1503…`. */
export function endWords({ name, channel, address }: ComposeEnd): string {
  return [name, channelWord(channel), address === name ? '' : address]
    .filter((word) => word !== '')
    .join(' · ');
}

/** An end to be chosen. */
export function chipTemplate(end: ComposeEnd, on: boolean, toggle: () => void): TemplateResult {
  const { name, type, channel, address } = end;
  return html`<label class="chip ${on ? 'on' : ''}" data-channel=${channel} title=${[name, type === '' ? '' : partyWord(type), channelWord(channel), address].filter(Boolean).join(', ')}>
    <input type="checkbox" aria-label=${endWords(end)} .checked=${live(on)} @change=${toggle} />
    ${icon(channelIcon(channel))}${name === '' ? nothing : html`<span class="who" dir="auto">${name}</span>`}
    ${address === name ? nothing : html`<span class="id" dir="auto">${address}</span>`}
  </label>`;
}

/** A field with its label, what is wrong with it or else a hint, tied to it. */
function fieldTemplate(
  host: BoxHost,
  member: LineMember,
  field: string,
  label: string,
  { hint = '', wide = false, told = '' }: { hint?: string; wide?: boolean; told?: string } = {},
): TemplateResult {
  const complaint = host.complaint(field);
  const note = complaint ?? (told || hint);
  return html`<div class="field ${wide ? 'wide' : ''}">
    <label class="name" for=${member}>${label}</label>
    <input
      id=${member}
      type="text"
      autocomplete="off"
      spellcheck="false"
      data-field=${field}
      .value=${live(host.draft[member])}
      aria-invalid=${complaint === undefined ? nothing : 'true'}
      aria-describedby=${note ? `${member}-note` : nothing}
      @input=${({ target }: Event) => {
        if (target instanceof HTMLInputElement) host.change({ [member]: target.value }, field);
      }}
    />
    ${note ? html`<span class=${complaint === undefined ? 'hint' : 'error'} id="${member}-note">${note}</span>` : nothing}
  </div>`;
}

/** What can be said of a communication besides its text. */
export function recordFields(host: BoxHost, understood: string): TemplateResult {
  const { kind, leg } = host.draft;
  const spoken = kind === 'TRANSCRIPTION';
  return html`
    <div class="field wide">
      <span class="name" id="kind">${strings.kind}</span>
      <div class="switch" role="radiogroup" aria-labelledby="kind" data-roving>
        ${(['TEXT', 'TRANSCRIPTION'] as const).map(
          (value) =>
            html`<button role="radio" aria-checked=${kind === value} @click=${() => host.change({ kind: value }, 'kind')}>
              ${strings.kinds[value]}
            </button>`,
        )}
      </div>
    </div>
    ${
      spoken
        ? html`<div class="field">
              <label class="name" for="leg">${strings.leg}</label>
              <select
                id="leg"
                data-field="transcription.channel"
                @change=${({ target }: Event) => {
                  if (target instanceof HTMLSelectElement)
                    host.change({ leg: target.value }, 'transcription.channel');
                }}
              >
                <option value="" .selected=${leg === ''}>${strings.legNone}</option>
                ${strings.legs.map((words, index) => html`<option value=${index} .selected=${leg === String(index)}>${index} · ${words}</option>`)}
                ${/^[01]?$/.test(leg) ? nothing : html`<option value=${leg} .selected=${true}>${leg}</option>`}
              </select>
            </div>
            ${fieldTemplate(host, 'confidence', 'transcription.confidence', strings.confidence, { hint: strings.confidenceHint })}
            ${fieldTemplate(host, 'engine', 'transcription.engine', strings.engine)}`
        : nothing
    }
    ${fieldTemplate(host, 'occurredAt', 'occurredAt', strings.occurredAt, { hint: strings.occurredAtHint, told: understood })}
    ${fieldTemplate(host, 'channelId', 'channelId', strings.channelId, { hint: strings.channelIdHint })}
    ${fieldTemplate(host, 'resourceId', 'resourceId', strings.resourceId, { hint: strings.resourceIdHint })}
  `;
}

/** What can be said of a message besides its text. */
export function messageFields(host: BoxHost): TemplateResult {
  return html`
    ${fieldTemplate(host, 'contentId', 'contentId', strings.contentId, { hint: strings.contentIdHint })}
    ${fieldTemplate(host, 'variables', 'variables', strings.variables, { hint: strings.variablesHint })}
    ${fieldTemplate(host, 'mediaUrls', 'mediaUrls', strings.mediaUrls, { hint: strings.mediaUrlsHint })}
    ${fieldTemplate(host, 'channelSettings', 'channelSettings', strings.channelSettings, { hint: strings.channelSettingsHint })}
  `;
}

/** Asks for an address that is no participant's: its channel, and the address in that channel's form. */
export function typingTemplate(
  typing: Typing,
  channels: Composed['channels'],
  change: (typing: Typing) => void,
  add: () => void,
  cancel: () => void,
): TemplateResult {
  const hint = channels.find(({ channel }) => channel === typing.channel);
  const { answer, address } = typing;
  const complaint = address.trim() === '' ? undefined : answer?.complaint;
  const readAs =
    complaint === undefined && answer && address.trim() !== '' && answer.address !== address
      ? strings.readAs(answer.address)
      : undefined;
  const prompt = [hint?.prompt, hint?.example ? strings.example(hint.example) : '']
    .filter(Boolean)
    .join(', ');
  const title = typing.role === 'author' ? strings.typeAuthor : strings.typeRecipient;
  return html`<div
    class="typing"
    role="group"
    aria-labelledby="typing"
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape') cancel();
      else if (event.key === 'Enter' && event.target instanceof HTMLInputElement && !event.isComposing) add();
      else return;
      event.preventDefault();
      event.stopPropagation();
    }}
  >
    <span class="title" id="typing">${title}</span>
    <select
      aria-label=${strings.channel}
      @change=${({ target }: Event) => {
        if (target instanceof HTMLSelectElement) change({ ...typing, channel: target.value });
      }}
    >
      ${channels.map(({ channel }) => html`<option value=${channel} .selected=${channel === typing.channel}>${channelWord(channel)}</option>`)}
    </select>
    <input
      class="address"
      type="text"
      autocomplete="off"
      spellcheck="false"
      aria-label=${strings.address}
      aria-describedby="typing-note"
      aria-invalid=${complaint === undefined ? nothing : 'true'}
      placeholder=${hint?.example ?? ''}
      .value=${live(address)}
      @input=${({ target }: Event) => {
        if (target instanceof HTMLInputElement) change({ ...typing, address: target.value });
      }}
    />
    <button class="button" @click=${add}>${strings.add}</button>
    <button class="button secondary" @click=${cancel}>${strings.cancel}</button>
    <span class=${complaint === undefined ? 'hint' : 'error'} id="typing-note">${complaint ?? readAs ?? prompt}</span>
  </div>`;
}

const OUTCOME_ICONS: Readonly<Record<ComposeOutcome['kind'], string>> = {
  created: composeIcons.check,
  refused: composeIcons.error,
  unknown: composeIcons.question,
  looking: composeIcons.search,
  pending: composeIcons.clock,
  discarded: composeIcons.trash,
};

/** How it ended, in one line, and what can be done about it. */
export function statusTemplate(outcome: ComposeOutcome, host: BoxHost): TemplateResult {
  return html`<div class="status ${outcome.kind}">
    ${drawIcon(OUTCOME_ICONS[outcome.kind])}<span class="words">${outcome.words}</span>
    <span class="acts">
      ${outcome.acts
        .filter((act) => act !== 'dismiss')
        .map(
          (act, index) =>
            html`<button class="button ${index === 0 ? '' : 'secondary'}" data-act=${act} @click=${() => host.act(act)}>${strings.acts[act]}</button>`,
        )}
      ${
        outcome.acts.includes('dismiss')
          ? html`<button class="tool" title=${strings.acts.dismiss} aria-label=${strings.acts.dismiss} @click=${() => host.act('dismiss')}>
              ${drawIcon(composeIcons.close)}
            </button>`
          : nothing
      }
    </span>
  </div>`;
}
