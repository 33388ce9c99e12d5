import * as vscode from 'vscode';
import { changedFields } from '../platform/changedFields.ts';
import { relativeTime } from '../platform/display.ts';
import { jsonText } from '../platform/jsonText.ts';
import { maskedText } from '../platform/maskedJson.ts';
import type { Masker } from '../platform/masking.ts';
import type { MemoryDocuments } from '../platform/memoryDocuments.ts';
import type { ResourceRef } from '../platform/resourceRef.ts';
import type { JsonDocuments } from './jsonDocuments.ts';
import type { Fetched } from './jsonHistory.ts';

/** How many changed members a row of the list names. */
const NAMED = 4;

/** A row of the list of moments. */
interface Moment extends vscode.QuickPickItem {
  text: string;
}

/**
 * Fetches a resource, has the person pick how it was before, and shows both in the diff editor.
 * @param resource as the side bar shows it, which may be older
 * @throws ApiError, SignedOutError
 */
export async function compareWithEarlier(
  documents: JsonDocuments,
  sides: MemoryDocuments,
  { ref, name, resource }: { ref: ResourceRef; name: string; resource: object | undefined },
  masker: Masker,
): Promise<void> {
  const before = documents.history(ref);
  const now = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Fetching {0}…', name) },
    () => documents.fetch(ref),
  );
  const moments = momentsOf(before, resource, now.text);
  const [latest] = before;
  if (moments.length === 0) {
    void vscode.window.showInformationMessage(
      latest
        ? vscode.l10n.t('{0} has not changed since it was fetched at {1}.', name, clockTime(latest.at))
        : vscode.l10n.t(
            'This is the first time that {0} is fetched in this window, so there is nothing to compare it with yet. Compare again later.',
            name,
          ),
    );
    return;
  }
  const chosen = await vscode.window.showQuickPick(moments, {
    title: vscode.l10n.t('Compare {0} with an Earlier Fetch', name),
    placeHolder: vscode.l10n.t('Which moment to compare with now?'),
    matchOnDetail: true,
  });
  if (!chosen) return;
  await vscode.commands.executeCommand(
    'vscode.diff',
    sides.add(`${name}.json`, maskedText(chosen.text, masker)),
    sides.add(`${name}.json`, maskedText(now.text, masker)),
    vscode.l10n.t('{0}: {1} ↔ {2}', name, chosen.label, clockTime(now.at)),
    { preview: true },
  );
}

/** What there is to compare with: each moment that differs from now, the latest first. */
function momentsOf(before: readonly Fetched[], row: object | undefined, now: string): Moment[] {
  const moments = before.map(({ at, text }) => ({
    label: clockTime(at),
    description: relativeTime(new Date(at).toISOString()),
    detail: differenceOf(text, now),
    text,
  }));
  const rowText = row && jsonText(row);
  if (rowText && before.every(({ text }) => text !== rowText)) {
    const label = vscode.l10n.t('As in the side bar');
    moments.push({ label, description: '', detail: differenceOf(rowText, now), text: rowText });
  }
  return moments.filter(({ detail }) => detail !== '');
}

/** In a few words what differs; empty when nothing does. */
function differenceOf(text: string, now: string): string {
  const fields = changedFields(JSON.parse(text), JSON.parse(now));
  if (fields.length === 0) return '';
  const named = fields.slice(0, NAMED).join(', ');
  const more = fields.length - NAMED;
  return more > 0
    ? vscode.l10n.t('Differs from now in {0} and {1} more', named, more)
    : vscode.l10n.t('Differs from now in {0}', named);
}

/** A moment of this window's life, to the second: its day is today, or nearly so. */
function clockTime(at: number): string {
  return new Intl.DateTimeFormat(vscode.env.language, { timeStyle: 'medium' }).format(at);
}
