import add from '@vscode/codicons/src/icons/add.svg';
import archive from '@vscode/codicons/src/icons/archive.svg';
import check from '@vscode/codicons/src/icons/check.svg';
import down from '@vscode/codicons/src/icons/chevron-down.svg';
import up from '@vscode/codicons/src/icons/chevron-up.svg';
import clock from '@vscode/codicons/src/icons/clockface.svg';
import close from '@vscode/codicons/src/icons/close.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import question from '@vscode/codicons/src/icons/question.svg';
import record from '@vscode/codicons/src/icons/record.svg';
import search from '@vscode/codicons/src/icons/search.svg';
import send from '@vscode/codicons/src/icons/send.svg';
import trash from '@vscode/codicons/src/icons/trash.svg';

/** The drawings of the box. */
export const composeIcons = {
  add,
  archive,
  check,
  clock,
  close,
  down,
  error,
  question,
  record,
  search,
  send,
  trash,
  up,
};
