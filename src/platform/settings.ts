import * as vscode from 'vscode';
import { PREFIX } from './commands.ts';

/** The settings of package.json, by name without the prefix. */
export interface Settings {
  /** How many conversations one request asks for. */
  'explorer.pageSize': number;
  /** Seconds between two looks for news while the view is visible; 0 for none. */
  'explorer.refreshSeconds': number;
  /** Where the sandbox listens on loopback. */
  'sandbox.port': number;
}

/** A setting's present value. package.json holds the defaults; what a file holds beyond their bounds is cut to them. */
export function setting<K extends keyof Settings>(name: K): Settings[K] {
  const found = vscode.workspace.getConfiguration(PREFIX).inspect<number>(name);
  const value = vscode.workspace.getConfiguration(PREFIX).get<unknown>(name);
  const { least, most } = BOUNDS[name];
  const number = typeof value === 'number' && Number.isFinite(value) ? value : (found?.defaultValue ?? least);
  return Math.min(most, Math.max(least, Math.round(number)));
}

/** What a value is cut to; package.json says the same to the settings editor. */
export const BOUNDS: Record<keyof Settings, { least: number; most: number }> = {
  'explorer.pageSize': { least: 1, most: 1000 },
  'explorer.refreshSeconds': { least: 0, most: 3600 },
  'sandbox.port': { least: 1024, most: 65_535 },
};
