import type { Memento } from 'vscode';

/**
 * What all windows share, kept by the editor. One write goes out at a time: the editor tells a window of its own writes
 * too, and what it tells replaces everything, so that a write on its way when another is made could be lost with it.
 * Source: `ExtensionMemento` and `MainThreadStorage` of VS Code.
 */
export class SharedState implements Memento {
  readonly #memento: Memento;
  /** Written here, and perhaps not there yet. */
  readonly #pending = new Map<string, unknown>();
  #writing: Promise<void> = Promise.resolve();

  constructor(memento: Memento) {
    this.#memento = memento;
  }

  keys(): readonly string[] {
    return [...new Set([...this.#memento.keys(), ...this.#pending.keys()])];
  }

  get<T>(key: string, fallback?: T): T {
    if (this.#pending.has(key)) return (this.#pending.get(key) ?? fallback) as T;
    return this.#memento.get(key, fallback) as T;
  }

  /** @returns when it is kept; rejects as the editor does */
  update(key: string, value: unknown): Promise<void> {
    this.#pending.set(key, value);
    const written = this.#writing.then(async () => {
      try {
        await this.#memento.update(key, value);
      } finally {
        // A later value is still to be written: until then it is the one that counts.
        if (this.#pending.get(key) === value) this.#pending.delete(key);
      }
    });
    this.#writing = written.catch(() => undefined);
    return written;
  }
}
