import arrowDown from '@vscode/codicons/src/icons/arrow-down.svg';
import check from '@vscode/codicons/src/icons/check.svg';
import chevronDown from '@vscode/codicons/src/icons/chevron-down.svg';
import clearAll from '@vscode/codicons/src/icons/clear-all.svg';
import close from '@vscode/codicons/src/icons/close.svg';
import copy from '@vscode/codicons/src/icons/copy.svg';
import debugPause from '@vscode/codicons/src/icons/debug-pause.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import filter from '@vscode/codicons/src/icons/filter.svg';
import goToFile from '@vscode/codicons/src/icons/go-to-file.svg';
import history from '@vscode/codicons/src/icons/history.svg';
import info from '@vscode/codicons/src/icons/info.svg';
import pass from '@vscode/codicons/src/icons/pass.svg';
import pin from '@vscode/codicons/src/icons/pin.svg';
import pinned from '@vscode/codicons/src/icons/pinned.svg';
import play from '@vscode/codicons/src/icons/play.svg';
import settings from '@vscode/codicons/src/icons/settings.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';
import wordWrap from '@vscode/codicons/src/icons/word-wrap.svg';
import { nothing, type TemplateResult } from 'lit';
import { drawIcon } from '../../webview/drawIcon.ts';
import type { Tone } from '../protocol.ts';

/** The drawings that the view begins with, by the names of the codicons. */
const icons = {
  'arrow-down': arrowDown,
  check,
  'chevron-down': chevronDown,
  'clear-all': clearAll,
  close,
  copy,
  'debug-pause': debugPause,
  error,
  filter,
  'go-to-file': goToFile,
  history,
  info,
  pass,
  pin,
  pinned,
  play,
  settings,
  warning,
  'word-wrap': wordWrap,
};

type LogIcon = keyof typeof icons;

let late: Readonly<Record<string, string>> = {};

/** Loads the drawings that acts can be given: most of what all drawings weigh. */
export async function loadActIcons(): Promise<void> {
  late = (await import('./actIcons.ts')).actIcons;
}

export function icon(name: LogIcon): TemplateResult {
  return drawIcon(icons[name]);
}

/** Draws what an act asks for; nothing where there is no such drawing, or not yet. */
export function actIcon(name: string | undefined): TemplateResult | typeof nothing {
  if (name === undefined) return nothing;
  const drawing = Object.hasOwn(icons, name) ? icons[name as LogIcon] : late[name];
  return drawing === undefined ? nothing : drawIcon(drawing);
}

const toneIcons: Readonly<Record<Tone, LogIcon | undefined>> = {
  good: 'pass',
  bad: 'error',
  warning: 'warning',
  info: 'info',
  muted: undefined,
};

/** The shape that goes with a tone's colour. */
export function toneIcon(tone: Tone | undefined): TemplateResult | typeof nothing {
  const name = tone && toneIcons[tone];
  return name ? icon(name) : nothing;
}
