import { html, type TemplateResult } from 'lit';
import type { Failure } from '../protocol/state.ts';
import { icon } from './icon.ts';
import { strings } from './strings.ts';

/** While nothing has arrived yet: the shape of what will come. */
export function skeletonTemplate(): TemplateResult {
  const rows = [
    'customer w3',
    'customer w2',
    'agent w4',
    'customer w1',
    'agent w3',
    'agent w2',
    'customer w4',
  ];
  return html`<div class="skeleton" role="status">
    <span class="sr">${strings.loadingCommunications}</span>
    ${rows.map(
      (classes) =>
        html`<div class="line ${classes}" aria-hidden="true"><span class="bone face"></span><span class="bone talk"></span></div>`,
    )}
  </div>`;
}

/** A conversation in which nobody has said anything: says so, and what to do. */
export function emptyTemplate(create: () => void): TemplateResult {
  return html`<div class="notice">
    <div class="emblem">${icon('commentDiscussion')}</div>
    <h2>${strings.emptyTitle}</h2>
    <p>${strings.emptyDetail}</p>
    <div class="ways"><button class="button" @click=${create}>${icon('send')}${strings.createCommunication}</button></div>
  </div>`;
}

/** What went wrong, why, and the ways out: as a page of its own, or as a banner above rows that are still readable. */
export function failureTemplate(
  failure: Failure,
  shape: 'page' | 'banner',
  act: (act: Failure['actions'][number]['act']) => void,
): TemplateResult {
  const ways = html`<div class="ways">
    ${failure.actions.map(
      (action, index) =>
        html`<button class=${index === 0 ? 'button' : 'button secondary'} @click=${() => act(action.act)}>
          ${action.label}
        </button>`,
    )}
  </div>`;
  if (shape === 'banner') {
    return html`<section class="banner" aria-label=${failure.title}>
      ${icon('error')}
      <div class="said"><strong>${failure.title}</strong><span>${failure.detail}</span></div>
      ${ways}
    </section>`;
  }
  return html`<section class="notice failure" aria-label=${failure.title}>
    <div class="emblem">${icon('error')}</div>
    <h2>${failure.title}</h2>
    <p>${failure.detail}</p>
    ${ways}
  </section>`;
}
