import type { Memento } from 'vscode';

const STATE = 'explorer.lastConfigurations';

/** The configuration that a conversation of an account was last made from. */
export function lastConfiguration(state: Memento, accountId: string): string | undefined {
  const value = all(state)[accountId];
  return typeof value === 'string' ? value : undefined;
}

export function rememberConfiguration(state: Memento, accountId: string, configurationId: string): void {
  // What cannot be kept is asked for again.
  state.update(STATE, { ...all(state), [accountId]: configurationId }).then(undefined, () => undefined);
}

function all(state: Memento): Record<string, unknown> {
  const value: unknown = state.get(STATE);
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
