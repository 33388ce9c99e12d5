import * as vscode from 'vscode';
import type { MomentContext } from '../platform/moment.ts';

/** What words for a moment are understood by in this window: its clock, its zone, its language. */
export function momentHere(): MomentContext {
  const now = Date.now();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return { now, reference: now, timeZone, locale: vscode.env.language };
}
