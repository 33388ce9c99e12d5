import add from '@vscode/codicons/src/icons/add.svg';
import arrowDown from '@vscode/codicons/src/icons/arrow-down.svg';
import arrowSwap from '@vscode/codicons/src/icons/arrow-swap.svg';
import beaker from '@vscode/codicons/src/icons/beaker.svg';
import broadcast from '@vscode/codicons/src/icons/broadcast.svg';
import check from '@vscode/codicons/src/icons/check.svg';
import chevronDown from '@vscode/codicons/src/icons/chevron-down.svg';
import chevronRight from '@vscode/codicons/src/icons/chevron-right.svg';
import circleSlash from '@vscode/codicons/src/icons/circle-slash.svg';
import clearAll from '@vscode/codicons/src/icons/clear-all.svg';
import clippy from '@vscode/codicons/src/icons/clippy.svg';
import close from '@vscode/codicons/src/icons/close.svg';
import cloudUpload from '@vscode/codicons/src/icons/cloud-upload.svg';
import code from '@vscode/codicons/src/icons/code.svg';
import commentDiscussion from '@vscode/codicons/src/icons/comment-discussion.svg';
import copy from '@vscode/codicons/src/icons/copy.svg';
import debugPause from '@vscode/codicons/src/icons/debug-pause.svg';
import debugRerun from '@vscode/codicons/src/icons/debug-rerun.svg';
import debugRestart from '@vscode/codicons/src/icons/debug-restart.svg';
import debugStart from '@vscode/codicons/src/icons/debug-start.svg';
import debugStop from '@vscode/codicons/src/icons/debug-stop.svg';
import diff from '@vscode/codicons/src/icons/diff.svg';
import edit from '@vscode/codicons/src/icons/edit.svg';
import ellipsis from '@vscode/codicons/src/icons/ellipsis.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import exported from '@vscode/codicons/src/icons/export.svg';

import eye from '@vscode/codicons/src/icons/eye.svg';
import eyeClosed from '@vscode/codicons/src/icons/eye-closed.svg';
import fileCode from '@vscode/codicons/src/icons/file-code.svg';
import filter from '@vscode/codicons/src/icons/filter.svg';
import forward from '@vscode/codicons/src/icons/forward.svg';
import gear from '@vscode/codicons/src/icons/gear.svg';
import globe from '@vscode/codicons/src/icons/globe.svg';
import goToFile from '@vscode/codicons/src/icons/go-to-file.svg';
import history from '@vscode/codicons/src/icons/history.svg';
import indent from '@vscode/codicons/src/icons/indent.svg';
import info from '@vscode/codicons/src/icons/info.svg';
import inspect from '@vscode/codicons/src/icons/inspect.svg';
import json from '@vscode/codicons/src/icons/json.svg';
import key from '@vscode/codicons/src/icons/key.svg';
import link from '@vscode/codicons/src/icons/link.svg';
import linkExternal from '@vscode/codicons/src/icons/link-external.svg';
import listOrdered from '@vscode/codicons/src/icons/list-ordered.svg';
import lock from '@vscode/codicons/src/icons/lock.svg';
import markdown from '@vscode/codicons/src/icons/markdown.svg';
import pass from '@vscode/codicons/src/icons/pass.svg';
import pin from '@vscode/codicons/src/icons/pin.svg';
import pinned from '@vscode/codicons/src/icons/pinned.svg';
import play from '@vscode/codicons/src/icons/play.svg';
import plug from '@vscode/codicons/src/icons/plug.svg';
import preview from '@vscode/codicons/src/icons/preview.svg';
import question from '@vscode/codicons/src/icons/question.svg';
import record from '@vscode/codicons/src/icons/record.svg';
import refresh from '@vscode/codicons/src/icons/refresh.svg';
import reply from '@vscode/codicons/src/icons/reply.svg';
import runAll from '@vscode/codicons/src/icons/run-all.svg';
import save from '@vscode/codicons/src/icons/save.svg';
import search from '@vscode/codicons/src/icons/search.svg';
import send from '@vscode/codicons/src/icons/send.svg';
import server from '@vscode/codicons/src/icons/server.svg';
import settings from '@vscode/codicons/src/icons/settings.svg';
import settingsGear from '@vscode/codicons/src/icons/settings-gear.svg';
import shield from '@vscode/codicons/src/icons/shield.svg';
import signIn from '@vscode/codicons/src/icons/sign-in.svg';
import skip from '@vscode/codicons/src/icons/skip.svg';
import sync from '@vscode/codicons/src/icons/sync.svg';
import terminal from '@vscode/codicons/src/icons/terminal.svg';
import trash from '@vscode/codicons/src/icons/trash.svg';
import unlock from '@vscode/codicons/src/icons/unlock.svg';
import verified from '@vscode/codicons/src/icons/verified.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';
import wordWrap from '@vscode/codicons/src/icons/word-wrap.svg';
import { nothing, type TemplateResult } from 'lit';
import { drawIcon } from '../../webview/drawIcon.ts';
import type { Tone } from '../protocol.ts';

/** The drawings that acts can be given, by the names of the codicons. */
const icons = {
  add,
  'arrow-down': arrowDown,
  'arrow-swap': arrowSwap,
  beaker,
  broadcast,
  check,
  'chevron-down': chevronDown,
  'chevron-right': chevronRight,
  'circle-slash': circleSlash,
  'clear-all': clearAll,
  clippy,
  close,
  'cloud-upload': cloudUpload,
  code,
  'comment-discussion': commentDiscussion,
  copy,
  'debug-pause': debugPause,
  'debug-rerun': debugRerun,
  'debug-restart': debugRestart,
  'debug-start': debugStart,
  'debug-stop': debugStop,
  diff,
  edit,
  ellipsis,
  error,
  export: exported,
  eye,
  'eye-closed': eyeClosed,
  'file-code': fileCode,
  filter,
  forward,
  gear,
  globe,
  'go-to-file': goToFile,
  history,
  indent,
  info,
  inspect,
  json,
  key,
  link,
  'link-external': linkExternal,
  'list-ordered': listOrdered,
  lock,
  markdown,
  pass,
  pin,
  pinned,
  play,
  plug,
  preview,
  question,
  record,
  refresh,
  reply,
  'run-all': runAll,
  save,
  search,
  send,
  server,
  settings,
  'settings-gear': settingsGear,
  shield,
  'sign-in': signIn,
  skip,
  sync,
  terminal,
  trash,
  unlock,
  verified,
  warning,
  'word-wrap': wordWrap,
};

export type LogIcon = keyof typeof icons;

export function icon(name: LogIcon): TemplateResult {
  return drawIcon(icons[name]);
}

/** Draws what an act asks for; nothing where there is no such drawing. */
export function actIcon(name: string | undefined): TemplateResult | typeof nothing {
  return name !== undefined && Object.hasOwn(icons, name) ? drawIcon(icons[name as LogIcon]) : nothing;
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
