import next from '@vscode/codicons/src/icons/arrow-down.svg';
import jump from '@vscode/codicons/src/icons/arrow-swap.svg';
import previous from '@vscode/codicons/src/icons/arrow-up.svg';
import close from '@vscode/codicons/src/icons/close.svg';
import feed from '@vscode/codicons/src/icons/comment-discussion.svg';
import filter from '@vscode/codicons/src/icons/filter.svg';
import figures from '@vscode/codicons/src/icons/graph.svg';
import details from '@vscode/codicons/src/icons/info.svg';
import lanes from '@vscode/codicons/src/icons/list-flat.svg';
import search from '@vscode/codicons/src/icons/search.svg';

/** The drawings of the toolbar's icons. */
export const toolbarIcons = { jump, previous, next, feed, close, filter, figures, details, lanes, search };
