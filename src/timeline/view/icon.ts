import { html, type TemplateResult } from 'lit';
import type { IconName } from './iconName.ts';
import { icons } from './icons.ts';

const drawn = new Map<IconName, TemplateResult>();

/**
 * Draws an icon, hidden from screen readers: what it stands for is always said in words beside it or by the
 * label of its button.
 *
 * Each icon is one template, made once: lit then clones it, where `unsafeHTML` would parse the markup for every row.
 * The markup is build-time content, which is why it may be a template.
 */
export function icon(name: IconName): TemplateResult {
  let template = drawn.get(name);
  if (!template) {
    const markup = `<span class="icon" aria-hidden="true">${icons[name]}</span>`;
    template = html(Object.assign([markup], { raw: [markup] }));
    drawn.set(name, template);
  }
  return template;
}
