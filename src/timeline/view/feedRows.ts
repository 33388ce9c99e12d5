import { html, nothing, type TemplateResult } from 'lit';
import type { CommunicationRow, Row, TimelineParty } from '../protocol/rows.ts';
import { shownName } from '../protocol/shownName.ts';
import { type Delivery, deliveryOf, summarizeDelivery } from './delivery.ts';
import { durationWords } from './durations.ts';
import { icon } from './icon.ts';
import { initials } from './initials.ts';
import { channelIcon, channelWord, partyIcon, partyWord } from './kinds.ts';
import { readable } from './readable.ts';
import { labelOf } from './rowLabel.ts';
import { rowStrings } from './rowStrings.ts';
import { LOW_CONFIDENCE, rowTextOf, rowTextTemplate, spokenLength, unsureOf } from './rowText.ts';
import { hasStackedMarks, isEmojiOnly } from './shownText.ts';
import { strings } from './strings.ts';
import type { Times } from './times.ts';

/** A text longer than this, or of more lines, starts folded. */
const FOLD_CHARACTERS = 1_400;
const FOLD_LINES = 18;

/** What can be done with one communication. `fold` and `recipients` stay in the view. */
export type RowAct = 'copyId' | 'copyText' | 'openText' | 'fold' | 'recipients';

/** How one communication is drawn at this moment. */
export interface RowLook {
  readonly index: number;
  /** 1-based position among all communications, and how many there are. */
  readonly position: number;
  readonly total: number;
  /** The feed's tab stop. */
  readonly active: boolean;
  /** Shows its toolbar: the pointer is over it, or it has the focus. */
  readonly toolbar: boolean;
  /** Just pointed out to the reader. */
  readonly revealed: boolean;
  readonly unfolded: boolean;
  readonly recipientsShown: boolean;
  /** What its label says first: the day that it is the first of, or how long it was silent before. */
  readonly before: string | undefined;
  /** Its details are shown, or would be. */
  readonly selected: boolean;
  /** What is searched for; empty for nothing. */
  readonly query: string;
  readonly times: Times;
  readonly act: (act: RowAct, row: CommunicationRow) => void;
}

/** A communication: time and rail at the start, then the author's line where a turn starts, and the bubble. */
export function communicationTemplate(row: CommunicationRow, look: RowLook): TemplateResult {
  const delivery = summarizeDelivery(row.recipients);
  const classes = [
    'row communication',
    row.side,
    row.startsTurn ? 'starts-turn' : '',
    delivery?.failedForAll ? 'failed' : '',
    look.revealed ? 'revealed' : '',
    look.selected ? 'selected' : '',
  ].join(' ');
  return html`<article
    class=${classes}
    data-index=${look.index}
    data-key=${row.key}
    data-channel=${row.channel}
    tabindex=${look.active ? 0 : -1}
    aria-current=${look.selected ? 'true' : nothing}
    aria-posinset=${look.position}
    aria-setsize=${look.total}
    aria-label=${labelOf(row, look.times, look.before)}
  >
    <time class="time" datetime=${row.at || nothing} title=${look.times.exact(row.at) || strings.noTime}
      >${look.times.time(row.at) || '—'}</time
    ><span class="rail"></span>
    ${row.startsTurn ? html`${avatarTemplate(row.author)}${authorTemplate(row)}` : nothing}
    <div class="body">
      <div class="bubble">
        ${contentNoteTemplate(row)}${textTemplate(row, look)}
        ${look.toolbar ? toolbarTemplate(row, look) : nothing}
      </div>
      ${delivery ? deliveryTemplate(row, delivery, look) : nothing}
      ${look.recipientsShown && row.recipients.length > 1 ? recipientsTemplate(row) : nothing}
    </div>
  </article>`;
}

/** What a row is made of: rows of one shape differ in words and numbers, hardly in elements. */
export function shapeOf(row: Row): string {
  if (row.kind !== 'communication') return row.kind;
  const { startsTurn, contentType, transcription, recipients } = row;
  const noted = transcription !== undefined || contentType !== 'TEXT';
  return `${startsTurn}/${noted}/${recipients.length > 1}`;
}

/** Stands where a row belongs that has not arrived yet. */
export function placeholderTemplate(index: number): TemplateResult {
  return html`<div class="row placeholder ${index % 3 === 1 ? 'agent' : 'customer'}" data-index=${index} aria-hidden="true">
    <span class="time bone"></span><span class="rail"></span>
    <div class="body"><div class="bubble bone"></div></div>
  </div>`;
}

function avatarTemplate(author: TimelineParty): TemplateResult {
  const letters = author.type === 'AI_AGENT' ? '' : initials(author.name);
  const shape = author.type === 'CUSTOMER' ? 'round' : 'square';
  return html`<span class="avatar ${shape}" aria-hidden="true">${letters || icon(partyIcon(author.type))}</span>`;
}

function authorTemplate({ author, channel }: CommunicationRow): TemplateResult {
  return html`<div class="author">
    <span class="name" dir="auto" title=${shownName(author.address) || nothing}>${shownName(author.name || author.address || strings.unnamed)}</span>
    <span class="type">${icon(partyIcon(author.type))}${partyWord(author.type)}</span>
    <span class="channel">${icon(channelIcon(channel))}${channelWord(channel)}</span>
  </div>`;
}

function contentNoteTemplate(row: CommunicationRow): TemplateResult | typeof nothing {
  const { contentType, transcription } = row;
  if (transcription === undefined && contentType === 'TEXT') return nothing;
  if (contentType !== 'TRANSCRIPTION' && transcription === undefined) {
    return html`<div class="note">${icon('file')}<span>${readable(shownName(contentType))}</span></div>`;
  }
  const { engine, confidence, channel } = transcription ?? {};
  const leg = channel === 0 ? strings.inboundLeg : channel === 1 ? strings.outboundLeg : undefined;
  const low = confidence !== undefined && confidence < LOW_CONFIDENCE;
  return html`<div class="note">
    ${icon('mic')}<span>${engine ? strings.transcribedBy(shownName(engine)) : strings.transcription}</span>
    ${leg ? html`<span class="fact">${leg}</span>` : nothing}
    ${
      confidence === undefined
        ? nothing
        : html`<span class="fact ${low ? 'low' : ''}" title=${strings.confidenceMeaning(confidence)}
            >${low ? strings.lowConfidence(confidence) : strings.confidence(confidence)}</span
          >`
    }
    ${spokenTemplate(row)}
  </div>`;
}

function spokenTemplate(row: CommunicationRow): TemplateResult | typeof nothing {
  const length = spokenLength(row);
  if (length === undefined) return nothing;
  const { words = [], wordCount = 0 } = row.transcription ?? {};
  return html`<span class="fact" title=${rowStrings.spokenMeaning(words.length, wordCount)}
    >${rowStrings.spoken(durationWords(length))}</span
  >`;
}

function textTemplate(row: CommunicationRow, look: RowLook): TemplateResult {
  const { text } = row;
  if (text.trim() === '') return html`<div class="text none">${strings.noText}</div>`;
  const tab = look.active ? 0 : -1;
  const long = isLong(text);
  const shortened = row.textLength > text.length;
  const content = rowTextOf(row, look.query, look.toolbar || look.selected);
  const unsure = unsureOf(row);
  const classes = [
    'text',
    // What is searched for must not be hidden.
    long && !look.unfolded && !content.found ? 'folded' : '',
    isEmojiOnly(text) ? 'emoji' : '',
    unsure === undefined ? '' : 'unsure',
    hasStackedMarks(text) ? 'stacked' : '',
  ].join(' ');
  // The text stays on one line with its tags: it is pre-wrapped, so the template's own spaces would show.
  return html`<div class=${classes} dir="auto" title=${unsure === undefined ? nothing : rowStrings.unsure(unsure)}>${rowTextTemplate(content, row, look.times, tab)}</div>
    ${
      long || shortened
        ? html`<div class="more">
            ${
              long
                ? html`<button class="link" tabindex=${look.active ? 0 : -1} aria-expanded=${look.unfolded} @click=${() => look.act('fold', row)}>
                    ${look.unfolded ? strings.showLess : strings.showMore}
                  </button>`
                : nothing
            }
            ${
              shortened
                ? html`<button class="link" tabindex=${look.active ? 0 : -1} @click=${() => look.act('openText', row)}>
                    ${strings.showAll(row.textLength)}
                  </button>`
                : nothing
            }
          </div>`
        : nothing
    }`;
}

function isLong(text: string): boolean {
  if (text.length > FOLD_CHARACTERS) return true;
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines > FOLD_LINES;
}

function deliveryTemplate(row: CommunicationRow, delivery: Delivery, look: RowLook): TemplateResult {
  const [only] = row.recipients;
  const classes = `delivery ${delivery.failed ? 'failed' : ''}`;
  if (row.recipients.length > 1) {
    const detail = row.recipients
      .map((to) => strings.deliveryTo(deliveryOf(to).words, nameOf(to)))
      .join('\n');
    return html`<button
      class=${`${classes} link`}
      title=${detail}
      tabindex=${look.active ? 0 : -1}
      aria-expanded=${look.recipientsShown}
      aria-label="${delivery.words}. ${look.recipientsShown ? strings.hideRecipients : strings.showRecipients}"
      @click=${() => look.act('recipients', row)}
    >
      ${icon(delivery.icon)}<span>${delivery.words}</span>
    </button>`;
  }
  return html`<span class=${classes} title=${only ? strings.deliveryTo(delivery.words, nameOf(only)) : nothing}
    >${icon(delivery.icon)}<span>${delivery.words}</span></span
  >`;
}

function recipientsTemplate(row: CommunicationRow): TemplateResult {
  return html`<ul class="recipients" aria-label=${strings.recipients}>
    ${row.recipients.map((to) => {
      const delivery = deliveryOf(to);
      return html`<li>
        <span class="delivery ${delivery.failed ? 'failed' : ''}">${icon(delivery.icon)}${delivery.words}</span>
        <span class="to" dir="auto">${shownName(to.name || to.address)}</span>
        ${to.name && to.address && to.name !== to.address ? html`<span class="id" dir="auto">${shownName(to.address)}</span>` : nothing}
      </li>`;
    })}
  </ul>`;
}

function toolbarTemplate(row: CommunicationRow, look: RowLook): TemplateResult {
  const tab = look.active ? 0 : -1;
  return html`<div class="toolbar" role="toolbar" aria-label=${strings.communicationActions}>
    <button class="tool" tabindex=${tab} title=${strings.copyText} aria-label=${strings.copyText} @click=${() => look.act('copyText', row)}>
      ${icon('copy')}
    </button>
    <button class="tool" tabindex=${tab} title=${strings.copyId} aria-label=${strings.copyId} @click=${() => look.act('copyId', row)}>
      ${icon('identity')}
    </button>
  </div>`;
}

function nameOf(party: TimelineParty): string {
  const [name, address] = [shownName(party.name), shownName(party.address)];
  if (name === '' || name === address) return address || strings.unnamed;
  return address ? `${name} (${address})` : name;
}
