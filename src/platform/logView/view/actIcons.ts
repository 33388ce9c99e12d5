import add from '@vscode/codicons/src/icons/add.svg';
import circleSlash from '@vscode/codicons/src/icons/circle-slash.svg';
import code from '@vscode/codicons/src/icons/code.svg';
import commentDiscussion from '@vscode/codicons/src/icons/comment-discussion.svg';
import debugRerun from '@vscode/codicons/src/icons/debug-rerun.svg';
import debugStop from '@vscode/codicons/src/icons/debug-stop.svg';
import diff from '@vscode/codicons/src/icons/diff.svg';
import edit from '@vscode/codicons/src/icons/edit.svg';
import ellipsis from '@vscode/codicons/src/icons/ellipsis.svg';
import exported from '@vscode/codicons/src/icons/export.svg';
import json from '@vscode/codicons/src/icons/json.svg';
import key from '@vscode/codicons/src/icons/key.svg';
import link from '@vscode/codicons/src/icons/link.svg';
import linkExternal from '@vscode/codicons/src/icons/link-external.svg';
import question from '@vscode/codicons/src/icons/question.svg';
import refresh from '@vscode/codicons/src/icons/refresh.svg';
import server from '@vscode/codicons/src/icons/server.svg';
import sync from '@vscode/codicons/src/icons/sync.svg';
import terminal from '@vscode/codicons/src/icons/terminal.svg';
import trash from '@vscode/codicons/src/icons/trash.svg';
import verified from '@vscode/codicons/src/icons/verified.svg';

/** Drawings that acts can be given besides those that the view draws itself, by the names of the codicons. */
export const actIcons: Readonly<Record<string, string>> = {
  add,
  'circle-slash': circleSlash,
  code,
  'comment-discussion': commentDiscussion,
  'debug-rerun': debugRerun,
  'debug-stop': debugStop,
  diff,
  edit,
  ellipsis,
  export: exported,
  json,
  key,
  link,
  'link-external': linkExternal,
  question,
  refresh,
  server,
  sync,
  terminal,
  trash,
  verified,
};
