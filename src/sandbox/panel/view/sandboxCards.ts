import { html, nothing, type TemplateResult } from 'lit';
import type { RunningState } from '../protocol.ts';
import { icon, type SandboxIcon } from './sandboxIcons.ts';
import { strings } from './strings.ts';

/** A card with its heading. @param more stands at the heading's end */
export function card(
  id: string,
  symbol: SandboxIcon,
  title: string,
  content: unknown,
  more: unknown = nothing,
): TemplateResult {
  return html`<section class="card ${id}" aria-labelledby="title-${id}">
    <header><h2 id="title-${id}">${icon(symbol)}${title}</h2>${more}</header>
    ${content}
  </section>`;
}

/** Figures and facts of the sandbox. */
export function overviewCard({ counts, facts }: RunningState): TemplateResult {
  return card(
    'overview',
    'server',
    strings.overview,
    html`<ul class="tiles">
        ${counts.map(({ label, value }) => html`<li><b>${value.toLocaleString()}</b><span>${label}</span></li>`)}
      </ul>
      <dl class="facts">
        ${facts.map(
          ({ label, value, title }) =>
            html`<div><dt>${label}</dt><dd title=${title ?? nothing}>${value}</dd></div>`,
        )}
      </dl>`,
  );
}

/** How undocumented answers are given. */
export function behaviorCard({ behavior }: RunningState): TemplateResult {
  return card(
    'behavior',
    'gear',
    strings.behavior,
    html`<p class="hint">${strings.behaviorMeaning}</p>
      <dl class="facts">
        ${behavior.map(
          ({ label, value, title, changed }) =>
            html`<div title=${title ?? nothing}>
              <dt>${label}</dt>
              <dd>${value}${changed ? html` <span class="badge">${strings.changed}</span>` : nothing}</dd>
            </div>`,
        )}
      </dl>`,
  );
}

/** The programs that called lately. */
export function clientsCard({ clients }: RunningState): TemplateResult {
  return card(
    'clients',
    'pulse',
    strings.clients,
    clients.length === 0
      ? html`<p class="hint">${strings.noClients}</p>`
      : html`<ul class="rows">
          ${clients.map(
            ({ name, title, account, requests, last, status, tone }) =>
              html`<li title=${title}>
                <span class="dot ${tone}" aria-hidden="true"></span>
                <b>${name}</b><span class="end">${last}</span>
                <span class="more">${account} · ${requests}</span><span class="end ${tone}">${status}</span>
              </li>`,
          )}
        </ul>`,
  );
}

/** The latest attempts to deliver status callbacks. */
export function callbacksCard({ callbacks }: RunningState): TemplateResult {
  return card(
    'callbacks',
    'broadcast',
    strings.callbacks,
    callbacks.length === 0
      ? html`<p class="hint">${strings.noCallbacks}</p>`
      : html`<ul class="rows">
          ${callbacks.map(
            ({ event, target, time, result, tone }) =>
              html`<li>
                <span class="dot ${tone}" aria-hidden="true"></span>
                <b>${event}</b><span class="end">${time}</span>
                <span class="more">${target}</span><span class="end ${tone}">${result}</span>
              </li>`,
          )}
        </ul>`,
  );
}
