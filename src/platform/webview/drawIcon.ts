import { html, type TemplateResult } from 'lit';

const drawn = new Map<string, TemplateResult>();

/**
 * Draws an icon, hidden from screen readers: what it stands for is always said in words beside it or by the
 * label of its button.
 *
 * Each icon is one template, made once: lit then clones it, where `unsafeHTML` would parse the markup for every row.
 * The markup is build-time content, which is why it may be a template.
 * @param svg the text of an SVG file of the build
 */
export function drawIcon(svg: string): TemplateResult {
  let template = drawn.get(svg);
  if (!template) {
    const markup = `<span class="icon" aria-hidden="true">${svg}</span>`;
    template = html(Object.assign([markup], { raw: [markup] }));
    drawn.set(svg, template);
  }
  return template;
}
