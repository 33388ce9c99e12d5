/** As much of VS Code as the host side of a log view needs, in a page of its own: see logPage.ts. */
type Listener<T> = (event: T) => unknown;

export class EventEmitter<T> {
  readonly #listeners = new Set<Listener<T>>();
  readonly event = (listener: Listener<T>) => {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  };
  fire(event: T): void {
    for (const listener of this.#listeners) listener(event);
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

export const Uri = { joinPath: () => ({}) };
export const l10n = { t: (text: string) => text };
/** What was copied, in turn. */
export const copied: string[] = [];
export const env = {
  language: 'en',
  clipboard: {
    writeText: async (text: string) => void copied.push(text),
  },
};
export const window = { setStatusBarMessage: () => undefined };
