import { html, nothing, svg, type TemplateResult } from 'lit';
import type { LogSection, Tone } from '../protocol.ts';
import type { DetailsPen } from './details.ts';
import { icon, toneIcon } from './logIcons.ts';
import { strings } from './logStrings.ts';

type Section<K extends LogSection['kind']> = Extract<LogSection, { kind: K }>;

/** A button that copies. */
export function copyTemplate(name: string, text: string, pen: DetailsPen): TemplateResult {
  const label = strings.copyOf(name);
  return html`<button class="tool copy" title=${label} aria-label=${label} @click=${() => pen.copy(text)}>${icon('copy')}</button>`;
}

export function factsTemplate({ title, facts }: Section<'facts'>, pen: DetailsPen): TemplateResult {
  return html`<section>
    ${titleTemplate(title)}
    <dl>
      ${facts.map(
        ({ name, value, tone, mono, copy }) => html`<div class="fact">
          <dt>${name}</dt>
          <dd class=${tone ?? ''}>
            ${tonedTemplate(tone)}<span class="value ${mono ? 'mono' : ''}" dir="auto">${value}</span>${copy ? copyTemplate(name, value, pen) : nothing}
          </dd>
        </div>`,
      )}
    </dl>
  </section>`;
}

export function noticeTemplate(
  { tone, title, text, links }: Section<'notice'>,
  pen: DetailsPen,
): TemplateResult {
  return html`<section class="noticed">
    <div class="notice ${tone}">
      ${tonedTemplate(tone)}
      <div>
        <strong>${title}</strong>
        ${text === undefined ? nothing : html`<p>${text}</p>`}
        ${
          links && links.length > 0
            ? html`<p class="links">${links.map(({ label, href, act }) => linkTemplate(label, href, act, pen))}</p>`
            : nothing
        }
      </div>
    </div>
  </section>`;
}

/** A link to a page, by https only; or a button that looks like one. */
function linkTemplate(
  label: string,
  href: string | undefined,
  act: string | undefined,
  pen: DetailsPen,
): TemplateResult {
  if (href?.startsWith('https://')) return html`<a href=${href}>${label}</a>`;
  if (act !== undefined) return html`<button class="link" @click=${() => pen.act(act)}>${label}</button>`;
  return html`<span>${label}</span>`;
}

const BAR = 100;

/** Bars of a waterfall. Drawn by attributes: the page's policy lets no element have a style of its own. */
export function timingTemplate({ title, totalMs, parts }: Section<'timing'>): TemplateResult {
  const whole = Math.max(totalMs, ...parts.map(({ startMs, durationMs }) => startMs + durationMs), 0.001);
  const share = (ms: number) => (Math.max(0, ms) / whole) * BAR;
  return html`<section>
    ${titleTemplate(title)}
    <table class="timing">
      <thead class="sr">
        <tr><th scope="col">${strings.part}</th><th scope="col">${strings.begins}</th><th scope="col">${strings.takes}</th></tr>
      </thead>
      <tbody>
        ${parts.map(
          ({ name, startMs, durationMs, tone }) => html`<tr class=${tone ?? ''}>
            <th scope="row">${name}</th>
            <td class="lane">
              <span class="sr">${strings.milliseconds(startMs)}</span>
              <svg viewBox="0 0 ${BAR} 10" preserveAspectRatio="none" aria-hidden="true">
                ${svg`<rect x=${Math.min(share(startMs), BAR - 0.6)} y="0" width=${Math.max(share(durationMs), 0.6)} height="10"></rect>`}
              </svg>
            </td>
            <td class="ms">${strings.milliseconds(durationMs)}</td>
          </tr>`,
        )}
        <tr class="sum">
          <th scope="row">${strings.total}</th>
          <td></td>
          <td class="ms">${strings.milliseconds(totalMs)}</td>
        </tr>
      </tbody>
    </table>
  </section>`;
}

export function stepsTemplate({ title, steps }: Section<'steps'>, pen: DetailsPen): TemplateResult {
  return html`<section>
    ${titleTemplate(title)}
    <ol class="steps">
      ${steps.map(
        ({ title: name, text, code, tone }, index) => html`<li class=${tone ?? ''}>
          <span class="number" aria-hidden="true">${toneIcon(tone) === nothing ? index + 1 : toneIcon(tone)}</span>
          <div>
            <span class="name">${spokenTone(tone)}${name}</span>
            ${text === undefined ? nothing : html`<p dir="auto">${text}</p>`}
            ${
              code === undefined
                ? nothing
                : html`<div class="code"><pre tabindex="0" aria-label=${name}>${code}</pre>${copyTemplate(name, code, pen)}</div>`
            }
          </div>
        </li>`,
      )}
    </ol>
  </section>`;
}

export function tableTemplate(
  { title, columns, rows, closed }: Section<'table'>,
  pen: DetailsPen,
): TemplateResult {
  return html`<section>
    <details ?open=${pen.isOpen(title, closed ?? false)} @toggle=${toggled(title, pen)}>
      <summary><h3>${title}</h3><span class="soft">${strings.rows(rows.length)}</span></summary>
      <div class="scrolled">
        <table class="cells" aria-label=${title}>
          <thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
          <tbody>
            ${rows.map(
              (row) =>
                html`<tr>${row.map(({ text, tone, title: full }) => html`<td class=${tone ?? ''} title=${full ?? nothing} dir="auto">${tonedTemplate(tone)}${text}</td>`)}</tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>
  </section>`;
}

export function titleTemplate(title: string): TemplateResult | typeof nothing {
  return title === '' ? nothing : html`<h3>${title}</h3>`;
}

export function toggled(title: string, pen: DetailsPen) {
  return ({ target }: Event): void => {
    if (target instanceof HTMLDetailsElement) pen.toggled(title, target.open);
  };
}

/** The shape that goes with a tone's colour, and its word for who does not see it. */
function tonedTemplate(tone: Tone | undefined): TemplateResult | typeof nothing {
  const drawing = toneIcon(tone);
  return drawing === nothing ? nothing : html`<span class="tone">${drawing}</span>${spokenTone(tone)}`;
}

function spokenTone(tone: Tone | undefined): TemplateResult | typeof nothing {
  const word = tone && strings.tones[tone];
  return word ? html`<span class="sr">${word}: </span>` : nothing;
}
