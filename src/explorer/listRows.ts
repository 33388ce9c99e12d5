import * as vscode from 'vscode';
import type { Explanation } from '../platform/explain.ts';
import type { ExplorerNode, TreeContext } from './node.ts';
import { NoticeNode } from './noticeNode.ts';
import type { PagedList } from './pagedList.ts';

export interface ListWords {
  /** What did not work when the list could not be read, without a full stop. */
  what: string;
  /** Says that there is nothing. */
  empty: string;
}

/**
 * The rows of a list, with what there is to say about it: that it loads, is empty, failed, or goes on. Reading begins
 * when the rows are first asked for.
 * @param rows made from the list's items
 */
export function listRows<T>(
  context: Pick<TreeContext, 'explain'>,
  parent: ExplorerNode | undefined,
  list: PagedList<T>,
  rows: (items: readonly T[]) => readonly ExplorerNode[],
  { what, empty }: ListWords,
): readonly ExplorerNode[] {
  list.start();
  const made = rows(list.items);
  const about = { list: list as PagedList<unknown> };
  const notice = (rest: ConstructorParameters<typeof NoticeNode>[1]) =>
    new NoticeNode(parent, { ...about, ...rest });
  if (list.error !== undefined) {
    // Where it would be looked for: reading on failed at the end, anything else at the top.
    const row = new NoticeNode(parent, { ...errorNotice(context.explain(list.error, what)), ...about });
    return list.failedAt !== 'start' ? [...made, row] : [row, ...made];
  }
  if (!list.loaded) return [notice({ notice: 'loading', label: vscode.l10n.t('Loading…') })];
  if (made.length === 0 && !list.hasMore) return [notice({ notice: 'empty', label: empty })];
  if (!list.hasMore) return made;
  const description = vscode.l10n.t('{0} loaded', list.items.length);
  return [
    ...made,
    list.reading === 'end' || list.reading === 'all'
      ? notice({ notice: 'loading', label: vscode.l10n.t('Loading more…'), description })
      : notice({ notice: 'loadMore', label: vscode.l10n.t('Load More…'), description }),
  ];
}

/** What a failed list's row says. */
export function errorNotice(explanation: Explanation) {
  const { summary: label, title: description } = explanation;
  return { notice: 'error', label, description, explanation } as const;
}
