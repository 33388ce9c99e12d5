import type * as vscode from 'vscode';

/** A part of the extension that is loaded when it is first needed, and kept from then on. */
export class Lazy<T extends vscode.Disposable> implements vscode.Disposable {
  readonly #load: () => Promise<T>;
  #part: Promise<T> | undefined;
  #loaded: T | undefined;
  #disposed = false;

  /** @param load imports the part's bundle and makes the part */
  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  /** Loads the part, the first time. A failure is not kept: the next call tries again. */
  get(): Promise<T> {
    this.#part ??= this.#load().then(
      (part) => {
        this.#loaded = part;
        if (this.#disposed) part.dispose();
        return part;
      },
      (error) => {
        this.#part = undefined;
        throw error;
      },
    );
    return this.#part;
  }

  /** The part, once it is loaded. */
  get loaded(): T | undefined {
    return this.#loaded;
  }

  /** Does something with the part if it was ever needed; loads nothing. */
  async ifLoaded(use: (part: T) => unknown): Promise<void> {
    if (this.#part) await use(await this.#part);
  }

  dispose(): void {
    this.#disposed = true;
    // One that is still being loaded is ended when it has come.
    this.#loaded?.dispose();
  }
}
