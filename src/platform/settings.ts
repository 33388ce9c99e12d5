import * as vscode from 'vscode';
import { PREFIX } from './commands.ts';

/** The settings of package.json, by name without the prefix. */
export interface Settings {
  /** How many conversations one request asks for. */
  'explorer.pageSize': number;
  /** Seconds between two looks for news while the view is visible; 0 for none. */
  'explorer.refreshSeconds': number;
  /** Seconds between two looks for news while a timeline is on screen; 0 for none. */
  'timeline.refreshSeconds': number;
  /** Where the sandbox listens on loopback. */
  'sandbox.port': number;
  /** Where the webhook receiver listens on loopback. */
  'webhooks.port': number;
  /** How many communications a burst may have on a live account; 0 for none. */
  'burst.liveLimit': number;
  /** Whether it is asked before something is sent on a live account. */
  confirmLiveSends: boolean;
  /** Whether ids and error codes have hovers and links, in any file and in the terminal. */
  'editor.ids': boolean;
  /** Whether Twilio secrets are marked in files. */
  'editor.secretLint': boolean;
}

/** Those that are numbers. */
export type NumberSetting = {
  [K in keyof Settings]: Settings[K] extends number ? K : never;
}[keyof Settings];

/**
 * A setting's present value. package.json holds the defaults, which stand in for what is of another type; a number
 * beyond its bounds is cut to them.
 */
export function setting<K extends keyof Settings>(name: K): Settings[K] {
  const configuration = vscode.workspace.getConfiguration(PREFIX);
  const fallback = configuration.inspect<Settings[K]>(name)?.defaultValue as Settings[K];
  const value = configuration.get<unknown>(name);
  if (!isNumberSetting(name)) return (typeof value === typeof fallback ? value : fallback) as Settings[K];
  const { least, most } = BOUNDS[name];
  const number = typeof value === 'number' && Number.isFinite(value) ? value : Number(fallback ?? least);
  return Math.min(most, Math.max(least, Math.round(number))) as Settings[K];
}

/** What a number is cut to; package.json says the same to the settings editor. */
export const BOUNDS: Record<NumberSetting, { least: number; most: number }> = {
  'explorer.pageSize': { least: 1, most: 1000 },
  'explorer.refreshSeconds': { least: 0, most: 3600 },
  'timeline.refreshSeconds': { least: 0, most: 3600 },
  'sandbox.port': { least: 1024, most: 65_535 },
  'webhooks.port': { least: 1024, most: 65_535 },
  'burst.liveLimit': { least: 0, most: 100_000 },
};

function isNumberSetting(name: keyof Settings): name is NumberSetting {
  return name in BOUNDS;
}
