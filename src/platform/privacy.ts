import * as vscode from 'vscode';
import { closedMasker, type Masker, openMasker } from './masking.ts';

const KEY = 'masked';

/** Another window says nothing when it hides or shows: what it has kept is looked at so often. Costs no request. */
const LOOK_MS = 1_000;

/** Whether names, addresses and texts are hidden in everything that is shown: one switch for all windows. */
export class Privacy implements vscode.Disposable {
  readonly #memento: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #looking: NodeJS.Timeout;
  /** As everybody was told. */
  #masked: boolean;

  /** Hidden from now on, or shown. */
  readonly onDidChange = this.#changed.event;

  /** @param memento keeps the choice: who shares a screen after a restart must not be surprised */
  constructor(memento: vscode.Memento) {
    this.#memento = memento;
    this.#masked = this.#kept;
    this.#looking = setInterval(() => this.#tell(), LOOK_MS).unref();
  }

  get masked(): boolean {
    return this.#masked;
  }

  /** What to show words through at present. */
  get masker(): Masker {
    return this.#masked ? closedMasker : openMasker;
  }

  /** Hides, or shows, at once: before it is kept. */
  async setMasked(masked: boolean): Promise<void> {
    const kept = this.#memento.update(KEY, masked);
    this.#tell();
    await kept;
  }

  dispose(): void {
    clearInterval(this.#looking);
    this.#changed.dispose();
  }

  get #kept(): boolean {
    return this.#memento.get<unknown>(KEY) === true;
  }

  #tell(): void {
    if (this.#masked === this.#kept) return;
    this.#masked = this.#kept;
    this.#changed.fire();
  }
}
