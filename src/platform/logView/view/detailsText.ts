import { html, nothing, type TemplateResult } from 'lit';
import { type JsonToken, jsonTokens } from '../../webview/jsonTokens.ts';
import type { LogSection } from '../protocol.ts';
import type { DetailsPen } from './details.ts';
import { copyTemplate, toggled } from './detailsParts.ts';
import { icon } from './logIcons.ts';
import { sizeWords, strings } from './logStrings.ts';

/** More than so many characters are not coloured: each piece is an element. */
const COLOURED = 40_000;

/** So many texts' pieces are kept: details are drawn anew whenever anything about them changes. */
const KEPT = 6;
const kept = new Map<string, TemplateResult>();

/** A text as it is, in the colours of its language where it is JSON. */
export function textTemplate(
  { title, language, text, ofBytes, open }: Extract<LogSection, { kind: 'text' }>,
  pen: DetailsPen,
): TemplateResult {
  const size = new Blob([text]).size;
  const cut = ofBytes !== undefined && ofBytes > size;
  return html`<section class="text">
    <details ?open=${pen.isOpen(title, false)} @toggle=${toggled(title, pen)}>
      <summary>
        <h3>${title}</h3>
        <span class="soft">${cut ? strings.cut(sizeWords(size), sizeWords(ofBytes)) : text === '' ? '' : sizeWords(size)}</span>
      </summary>
      ${
        text === ''
          ? html`<p class="soft">${strings.nothing}</p>`
          : html`<pre class=${pen.wrap ? 'wrapped' : ''} tabindex="0" role="group" aria-label=${title} dir="ltr">${language === 'json' ? colouredTemplate(text) : text}</pre>`
      }
    </details>
    <div class="tools">
      ${
        text === ''
          ? nothing
          : html`<button
                class="tool ${pen.wrap ? 'on' : ''}"
                title=${strings.wrap}
                aria-label=${`${strings.wrap}: ${title}`}
                aria-pressed=${pen.wrap}
                @click=${() => pen.toggleWrap()}
              >
                ${icon('word-wrap')}
              </button>
              ${copyTemplate(title, text, pen)}`
      }
      ${
        open === undefined
          ? nothing
          : html`<button class="tool" title=${strings.openInEditor} aria-label=${`${strings.openInEditor}: ${title}`} @click=${() => pen.act(open)}>
              ${icon('go-to-file')}
            </button>`
      }
    </div>
  </section>`;
}

function colouredTemplate(text: string): TemplateResult | string {
  if (text.length > COLOURED) return text;
  const known = kept.get(text);
  if (known) return known;
  const drawn = html`${jsonTokens(text).map(tokenTemplate)}`;
  kept.set(text, drawn);
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  return drawn;
}

function tokenTemplate({ kind, text }: JsonToken): TemplateResult | string {
  return kind === 'plain' ? text : html`<span class=${kind}>${text}</span>`;
}
