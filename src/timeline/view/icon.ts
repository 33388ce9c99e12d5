import type { TemplateResult } from 'lit';
import { drawIcon } from '../../platform/webview/drawIcon.ts';
import type { IconName } from './iconName.ts';
import { icons } from './icons.ts';

/** Draws one of the icons that the view begins with. */
export function icon(name: IconName): TemplateResult {
  return drawIcon(icons[name]);
}
