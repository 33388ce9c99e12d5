import * as vscode from 'vscode';
import { shortId } from '../../platform/display.ts';
import { readMoment } from '../../platform/moment.ts';
import type { PanelContext } from '../panelContext.ts';
import { placeAt } from '../places.ts';
import { isOpen } from '../protocol/filter.ts';
import type { TimelineStore } from '../store.ts';
import { failedForSome } from '../worstStatus.ts';
import { stepFrom } from './findStep.ts';

/** One place to go to. */
interface Place extends vscode.QuickPickItem {
  /** The communication there; absent for what only says something. */
  id?: string;
}

/**
 * Asks where to go, and goes there: to the first or the last, to a failed delivery, to a moment, to an id.
 * @param from id of the communication that is read; absent at the end
 */
export function askWhere(context: PanelContext, from: string | undefined): void {
  const pick = vscode.window.createQuickPick<Place>();
  const offer = (): void => {
    const { store } = context;
    pick.items = store ? placesFor(context, store, from, pick.value.trim()) : [];
  };
  pick.title = vscode.l10n.t('Jump To…');
  pick.placeholder = vscode.l10n.t('A date or a time, such as “yesterday 14:00”, or a communication’s id');
  pick.matchOnDescription = false;
  offer();
  pick.onDidChangeValue(offer);
  pick.onDidAccept(() => {
    const id = pick.activeItems[0]?.id;
    if (id === undefined) return;
    pick.hide();
    context.show(id);
  });
  pick.onDidHide(() => pick.dispose());
  pick.show();
}

/** Says that no delivery failed, among what is shown. */
export function noFailure(context: PanelContext): void {
  const { store } = context;
  const narrowed = store && !isOpen(store.filter);
  void vscode.window.showInformationMessage(
    narrowed
      ? vscode.l10n.t('No delivery failed among the communications that the filters let through.')
      : vscode.l10n.t('No delivery failed in this conversation.'),
  );
}

function placesFor(
  context: PanelContext,
  store: TimelineStore,
  from: string | undefined,
  typed: string,
): Place[] {
  const wanted = typedPlace(context, store, from, typed);
  return [...(wanted ? [wanted] : []), ...knownPlaces(context, store, from)];
}

/** What was typed, understood; `undefined` as long as nothing is typed. */
function typedPlace(
  context: PanelContext,
  store: TimelineStore,
  from: string | undefined,
  typed: string,
): Place | undefined {
  if (typed === '') return undefined;
  const { shown } = store;
  const byId = store.communication(typed);
  if (byId) {
    const label = `$(comment) ${vscode.l10n.t('Communication {0}', shortId(byId.id))}`;
    return { label, description: timeOf(context, byId.occurredAt), alwaysShow: true, id: byId.id };
  }
  const now = Date.now();
  const read = from === undefined ? undefined : store.communication(from);
  const reference = Date.parse(read?.occurredAt ?? '') || finite(shown.at(-1)?.time) || now;
  const { timeZone, locale } = context;
  const time = readMoment(typed, { now, reference, timeZone, locale });
  if (time === undefined) {
    const label = vscode.l10n.t('Neither a date, nor a time, nor the id of a communication here');
    return { label: `$(info) ${label}`, alwaysShow: true };
  }
  const at = placeAt(shown, time);
  const entry = shown[at];
  return {
    label: `$(calendar) ${written(context, time)}`,
    alwaysShow: true,
    ...(entry
      ? {
          id: entry.communication.id,
          description: vscode.l10n.t(
            '{0} of {1}: {2}',
            at + 1,
            shown.length,
            timeOf(context, entry.communication.occurredAt),
          ),
        }
      : {}),
  };
}

function knownPlaces(context: PanelContext, store: TimelineStore, from: string | undefined): Place[] {
  const { shown } = store;
  const [first, last] = [shown[0], shown.at(-1)];
  const places: Place[] = [];
  const add = (icon: string, label: string, at: number): void => {
    const communication = shown[at]?.communication;
    if (!communication) return;
    const description = timeOf(context, communication.occurredAt);
    places.push({ label: `$(${icon}) ${label}`, description, id: communication.id });
  };
  if (first) add('fold-up', vscode.l10n.t('First Communication'), 0);
  if (last) add('fold-down', vscode.l10n.t('Last Communication'), shown.length - 1);
  const failed = shown.flatMap((entry, at) => (failedForSome(entry.communication.recipients) ? [at] : []));
  for (const move of ['next', 'previous'] as const) {
    const index = stepFrom(store, failed, from, move);
    if (index === undefined) continue;
    const label =
      move === 'next' ? vscode.l10n.t('Next Failed Delivery') : vscode.l10n.t('Previous Failed Delivery');
    add(move === 'next' ? 'arrow-down' : 'arrow-up', label, failed[index] ?? -1);
  }
  return places;
}

/**
 * Says that the filters hide a communication, and offers to clear them.
 * @returns whether they are cleared
 */
export async function offerToClear(context: PanelContext, id: string): Promise<boolean> {
  const clear = vscode.l10n.t('Clear Filters');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('The filters hide the communication {0}.', shortId(id)),
    clear,
  );
  if (chosen !== clear) return false;
  context.post({ type: 'command', command: 'clearFilter' });
  return true;
}

function timeOf(context: PanelContext, at: string | undefined): string {
  const time = Date.parse(at ?? '');
  return Number.isNaN(time) ? vscode.l10n.t('Without a date') : written(context, time);
}

/** A moment as the reader writes it. */
function written({ locale, timeZone }: PanelContext, time: number): string {
  const options = { dateStyle: 'medium', timeStyle: 'medium' } as const;
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(time);
  } catch {
    return new Intl.DateTimeFormat(undefined, options).format(time);
  }
}

function finite(time: number | undefined): number | undefined {
  return time !== undefined && Number.isFinite(time) ? time : undefined;
}
