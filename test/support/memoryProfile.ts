import * as vscode from 'vscode';

/** A log that nobody reads. */
export const silentLog = {
  info() {},
  warn() {},
  error() {},
  show() {},
} as unknown as vscode.LogOutputChannel;

/** SecretStorage in memory, as the windows of one profile share it. */
export function memoryProfile(): { kept: Map<string, string>; secrets: vscode.SecretStorage } {
  const kept = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();
  const secrets: vscode.SecretStorage = {
    get: async (key) => kept.get(key),
    store: async (key, value) => {
      kept.set(key, value);
      changed.fire({ key });
    },
    delete: async (key) => {
      kept.delete(key);
      changed.fire({ key });
    },
    keys: async () => [...kept.keys()],
    onDidChange: changed.event,
  };
  return { kept, secrets };
}
