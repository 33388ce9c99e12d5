import * as vscode from 'vscode';
import { channelName, conversationTitle } from '../../platform/display.ts';
import type { Privacy } from '../../platform/privacy.ts';
import type { Reader } from './words.ts';

/** The words of this window: its language, and people hidden or not as they are at present. */
export function readerHere({ masker }: Privacy): Reader {
  return { l10n: vscode.l10n, masker, locale: vscode.env.language, channelName, conversationTitle };
}
