import type * as vscode from 'vscode';

/**
 * Whether somebody looks at a view: it is visible, in a window that has the focus. What is asked of Twilio again and
 * again is asked only then.
 */
export class Attention implements vscode.Disposable {
  readonly #view: Pick<vscode.TreeView<unknown>, 'visible'>;
  readonly #window: Pick<typeof vscode.window, 'state'>;
  readonly #listening: readonly vscode.Disposable[];

  /** @param changed called when somebody begins or ceases to look */
  constructor(
    view: Pick<vscode.TreeView<unknown>, 'visible' | 'onDidChangeVisibility'>,
    window: Pick<typeof vscode.window, 'state' | 'onDidChangeWindowState'>,
    changed: () => void,
  ) {
    this.#view = view;
    this.#window = window;
    let before = this.held;
    // A window's state has more to it than the focus.
    const look = () => {
      if (this.held === before) return;
      before = this.held;
      changed();
    };
    this.#listening = [view.onDidChangeVisibility(look), window.onDidChangeWindowState(look)];
  }

  get held(): boolean {
    return this.#view.visible && this.#window.state.focused;
  }

  dispose(): void {
    for (const one of this.#listening) one.dispose();
  }
}
