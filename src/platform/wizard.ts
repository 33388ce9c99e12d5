import * as vscode from 'vscode';
import { type Masker, openMasker } from './masking.ts';

/** Thrown by a step when the person goes back to the one before. */
const BACK = Symbol('back');
/** Thrown by a step when the person closes the box. */
const CLOSED = Symbol('closed');

/** Whether a step's question ended by going back: for a step that asks several, and goes back among them. */
export function wentBack(thrown: unknown): boolean {
  return thrown === BACK;
}

/** What each step gets to show its place in the whole. */
export interface StepContext {
  title: string;
  step: number;
  totalSteps: number;
  /** What every word of people goes through before a box shows it. */
  masker: Masker;
}

/** One question. It keeps its answer in the draft, and shows what the draft already holds when it is asked again. */
export type Step<Draft> = (draft: Draft, ui: StepUi) => Promise<void>;

/**
 * Asks one question after the other, with a way back. Answers are kept when the person goes back and forth.
 * @param steps given the draft, the steps it needs: a later one may depend on an earlier answer
 * @param start `last` begins at the last question, the others being answered already
 * @param masker what every word of people goes through before a box shows it
 * @returns the draft, or `undefined` when the person closed the box
 */
export async function runWizard<Draft>(
  title: string,
  draft: Draft,
  steps: (draft: Draft) => readonly Step<Draft>[],
  start: 'first' | 'last' = 'first',
  masker: Masker = openMasker,
): Promise<Draft | undefined> {
  let index = start === 'first' ? 0 : steps(draft).length - 1;
  for (;;) {
    const all = steps(draft);
    const step = all[index];
    if (!step) return draft;
    try {
      await step(draft, new StepUi({ title, step: index + 1, totalSteps: all.length, masker }));
      index++;
    } catch (thrown) {
      if (thrown === CLOSED) return undefined;
      if (thrown !== BACK) throw thrown;
      index = Math.max(0, index - 1);
    }
  }
}

export interface TextQuestion {
  prompt: string;
  placeholder?: string;
  value?: string | undefined;
  password?: boolean;
  /** What stands there already is of people: it must not be read where others look. */
  personal?: boolean;
  /** Called with each change, so that going back or closing the box loses nothing. */
  keep?: (text: string) => void;
  /** What is wrong with the text, or `undefined` when it will do. */
  validate?: (text: string) => string | undefined;
  /** Complaints show while it is typed, and not only at Enter: for rules that what is begun keeps too. */
  eager?: boolean;
}

export interface PickQuestion<T extends vscode.QuickPickItem> {
  placeholder: string;
  /** At once, later, or as a list that grows: then each is the whole list so far, of the same objects as before. */
  items: readonly T[] | Promise<readonly T[]> | AsyncIterable<readonly T[]>;
  /** Which are chosen when the question opens. */
  active?: (item: T) => boolean;
  /** Whether it can be chosen; one that cannot is shown for what it says. All can when absent. */
  choosable?: (item: T) => boolean;
}

/** The boxes a step may open; each shows the wizard's title, its place and the way back. */
export class StepUi {
  readonly #context: StepContext;

  constructor(context: StepContext) {
    this.#context = context;
  }

  /** What every word of people goes through before it is shown. */
  get masker(): Masker {
    return this.#context.masker;
  }

  /** Asks for a text. */
  async text({
    prompt,
    placeholder,
    value,
    password,
    personal,
    keep,
    validate,
    eager,
  }: TextQuestion): Promise<string> {
    const box = vscode.window.createInputBox();
    this.#dress(box);
    box.prompt = prompt;
    // Who types into an empty box has decided to be seen.
    box.password = password ?? Boolean(personal && value && this.masker.on);
    box.value = value ?? '';
    if (placeholder) box.placeholder = placeholder;
    return this.#ask(box, (resolve) => {
      box.onDidChangeValue(() => {
        box.validationMessage = eager ? validate?.(box.value) : undefined;
        keep?.(box.value);
      });
      box.onDidAccept(() => {
        const complaint = validate?.(box.value);
        if (complaint) box.validationMessage = complaint;
        else resolve(box.value);
      });
    });
  }

  /** Asks for one of several. */
  async pick<T extends vscode.QuickPickItem>(question: PickQuestion<T>): Promise<T> {
    const box = vscode.window.createQuickPick<T>();
    return this.#pick(box, question, (resolve) => {
      box.onDidAccept(() => {
        const chosen = box.activeItems[0] ?? box.selectedItems[0];
        if (chosen && question.choosable?.(chosen) !== false) resolve(chosen);
      });
    });
  }

  /** Asks for at least one of several. */
  async pickMany<T extends vscode.QuickPickItem>(question: PickQuestion<T>): Promise<readonly T[]> {
    const box = vscode.window.createQuickPick<T>();
    box.canSelectMany = true;
    return this.#pick(box, question, (resolve) => {
      box.onDidAccept(() => {
        if (box.selectedItems.length > 0) resolve(box.selectedItems);
      });
    });
  }

  async #pick<T extends vscode.QuickPickItem, R>(
    box: vscode.QuickPick<T>,
    { placeholder, items, active }: PickQuestion<T>,
    listen: (resolve: (value: R) => void) => void,
  ): Promise<R> {
    this.#dress(box);
    box.placeholder = placeholder;
    box.matchOnDescription = true;
    box.matchOnDetail = true;
    const fill = (loaded: readonly T[]) => {
      box.items = loaded;
      const chosen = active ? loaded.filter(active) : [];
      if (box.canSelectMany) box.selectedItems = chosen;
      // Whoever has begun to type has another one in mind, which the box finds by itself.
      else if (chosen.length > 0 && box.value === '') box.activeItems = chosen;
      box.busy = false;
    };
    let asked = true;
    const fillAsItGrows = async (lists: AsyncIterable<readonly T[]>) => {
      let first = true;
      for await (const loaded of lists) {
        if (!asked) return;
        // Whoever has gone down the list meanwhile stays where they are.
        const before = first ? undefined : box.activeItems[0];
        fill(loaded);
        if (before && loaded.includes(before)) box.activeItems = [before];
        box.busy = true;
        first = false;
      }
      if (asked) box.busy = false;
    };
    return this.#ask<R>(box, (resolve, reject) => {
      listen(resolve);
      if (items instanceof Promise) {
        box.busy = true;
        items.then(fill, reject);
      } else if (Symbol.asyncIterator in items) {
        box.busy = true;
        fillAsItGrows(items).catch(reject);
      } else {
        fill(items);
      }
    }).finally(() => {
      asked = false;
    });
  }

  #dress(box: vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>): void {
    box.title = this.#context.title;
    box.step = this.#context.step;
    box.totalSteps = this.#context.totalSteps;
    // Credentials and texts are often pasted from another window: looking there must not lose what was typed.
    box.ignoreFocusOut = true;
    if (this.#context.step > 1) box.buttons = [vscode.QuickInputButtons.Back];
  }

  #ask<R>(
    box: vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>,
    listen: (resolve: (value: R) => void, reject: (reason: unknown) => void) => void,
  ): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      listen(resolve, reject);
      box.onDidTriggerButton((button) => {
        if (button === vscode.QuickInputButtons.Back) reject(BACK);
      });
      box.onDidHide(() => reject(CLOSED));
      box.show();
    }).finally(() => box.dispose());
  }
}
