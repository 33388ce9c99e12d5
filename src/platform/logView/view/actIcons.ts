import add from '@vscode/codicons/src/icons/add.svg';
import arrowSwap from '@vscode/codicons/src/icons/arrow-swap.svg';
import beaker from '@vscode/codicons/src/icons/beaker.svg';
import broadcast from '@vscode/codicons/src/icons/broadcast.svg';
import bug from '@vscode/codicons/src/icons/bug.svg';
import circleSlash from '@vscode/codicons/src/icons/circle-slash.svg';
import cloudUpload from '@vscode/codicons/src/icons/cloud-upload.svg';
import code from '@vscode/codicons/src/icons/code.svg';
import commentDiscussion from '@vscode/codicons/src/icons/comment-discussion.svg';
import debugRerun from '@vscode/codicons/src/icons/debug-rerun.svg';
import debugRestart from '@vscode/codicons/src/icons/debug-restart.svg';
import debugStart from '@vscode/codicons/src/icons/debug-start.svg';
import debugStop from '@vscode/codicons/src/icons/debug-stop.svg';
import diff from '@vscode/codicons/src/icons/diff.svg';
import edit from '@vscode/codicons/src/icons/edit.svg';
import ellipsis from '@vscode/codicons/src/icons/ellipsis.svg';
import exported from '@vscode/codicons/src/icons/export.svg';
import eye from '@vscode/codicons/src/icons/eye.svg';
import eyeClosed from '@vscode/codicons/src/icons/eye-closed.svg';
import fileCode from '@vscode/codicons/src/icons/file-code.svg';
import gear from '@vscode/codicons/src/icons/gear.svg';
import globe from '@vscode/codicons/src/icons/globe.svg';
import inspect from '@vscode/codicons/src/icons/inspect.svg';
import json from '@vscode/codicons/src/icons/json.svg';
import key from '@vscode/codicons/src/icons/key.svg';
import link from '@vscode/codicons/src/icons/link.svg';
import linkExternal from '@vscode/codicons/src/icons/link-external.svg';
import lock from '@vscode/codicons/src/icons/lock.svg';
import markdown from '@vscode/codicons/src/icons/markdown.svg';
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
import shield from '@vscode/codicons/src/icons/shield.svg';
import signIn from '@vscode/codicons/src/icons/sign-in.svg';
import skip from '@vscode/codicons/src/icons/skip.svg';
import sync from '@vscode/codicons/src/icons/sync.svg';
import terminal from '@vscode/codicons/src/icons/terminal.svg';
import trash from '@vscode/codicons/src/icons/trash.svg';
import unlock from '@vscode/codicons/src/icons/unlock.svg';
import verified from '@vscode/codicons/src/icons/verified.svg';

/** Drawings that acts can be given besides those that the view draws itself, by the names of the codicons. */
export const actIcons: Readonly<Record<string, string>> = {
  add,
  'arrow-swap': arrowSwap,
  beaker,
  broadcast,
  bug,
  'circle-slash': circleSlash,
  'cloud-upload': cloudUpload,
  code,
  'comment-discussion': commentDiscussion,
  'debug-rerun': debugRerun,
  'debug-restart': debugRestart,
  'debug-start': debugStart,
  'debug-stop': debugStop,
  diff,
  edit,
  ellipsis,
  export: exported,
  eye,
  'eye-closed': eyeClosed,
  'file-code': fileCode,
  gear,
  globe,
  inspect,
  json,
  key,
  link,
  'link-external': linkExternal,
  lock,
  markdown,
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
  shield,
  'sign-in': signIn,
  skip,
  sync,
  terminal,
  trash,
  unlock,
  verified,
};
