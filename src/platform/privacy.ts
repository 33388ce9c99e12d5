import * as vscode from 'vscode';
import { closedMasker, type Masker, openMasker } from './masking.ts';

const KEY = 'masked';

/** Whether names, addresses and texts are hidden in everything that is shown: one switch for all windows. */
export class Privacy implements vscode.Disposable {
  readonly #memento: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();

  /** Hidden from now on, or shown. */
  readonly onDidChange = this.#changed.event;

  /** @param memento keeps the choice: who shares a screen after a restart must not be surprised */
  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  get masked(): boolean {
    return this.#memento.get<unknown>(KEY) === true;
  }

  /** What to show words through at present. */
  get masker(): Masker {
    return this.masked ? closedMasker : openMasker;
  }

  async setMasked(masked: boolean): Promise<void> {
    if (masked === this.masked) return;
    await this.#memento.update(KEY, masked);
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
