import * as vscode from 'vscode';
import { type Masker, openMasker } from './masking.ts';

/** Thrown by a step when the person goes back to the one before. */
const BACK = Symbol('back');
/** Thrown by a step when the person closes the box. */
const CLOSED = Symbol('closed');

/** Thrown by a step that leads to another one. */
class Redirection {
  readonly step: Step<never>;

  constructor(step: Step<never>) {
    this.step = step;
  }
}

/** Whether a step's question ended by going back: for a step that asks several, and goes back among them. */
export function wentBack(thrown: unknown): boolean {
  return thrown === BACK;
}

/** What each step gets to show its place in the whole. */
export interface StepContext {
  /** Asked for when a box opens: it may say what was answered so far. */
  title: () => string;
  step: number;
  totalSteps: number;
  /** What every word of people goes through before a box shows it. */
  masker: Masker;
  /** Whether the question is part of a step, which Back leads to. */
  within?: boolean;
}

/** One question. It keeps its answer in the draft, and shows what the draft already holds when it is asked again. */
export type Step<Draft> = (draft: Draft, ui: StepUi) => Promise<void>;

/**
 * Asks one question after the other, with a way back. Answers are kept when the person goes back and forth.
 * @param title a text, or what makes it of the answers so far
 * @param steps given the draft, the steps it needs: a later one may depend on an earlier answer
 * @param start `last` begins at the last question, the others being answered already; a step begins there
 * @param masker what every word of people goes through before a box shows it
 * @returns the draft, or `undefined` when the person closed the box
 */
export async function runWizard<Draft>(
  title: string | ((draft: Draft) => string),
  draft: Draft,
  steps: (draft: Draft) => readonly Step<Draft>[],
  start: 'first' | 'last' | Step<Draft> = 'first',
  masker: Masker = openMasker,
): Promise<Draft | undefined> {
  const entitled = () => (typeof title === 'string' ? title : title(draft));
  let index = beginning(start, steps(draft));
  for (;;) {
    const all = steps(draft);
    const step = all[index];
    if (!step) return draft;
    try {
      await step(draft, new StepUi({ title: entitled, step: index + 1, totalSteps: all.length, masker }));
      index++;
    } catch (thrown) {
      if (thrown === CLOSED) return undefined;
      if (thrown instanceof Redirection) {
        index = beginning(thrown.step, all);
        continue;
      }
      if (thrown !== BACK) throw thrown;
      index = Math.max(0, index - 1);
    }
  }
}

function beginning<Draft>(start: 'first' | 'last' | Step<Draft>, steps: readonly Step<Draft>[]): number {
  if (start === 'last') return steps.length - 1;
  return start === 'first' ? 0 : Math.max(0, steps.indexOf(start));
}

/** A button in the title of a box. */
export interface BoxButton {
  /** The name of a codicon. */
  icon: string;
  label: string;
}

export interface TextQuestion {
  /** A text, or what makes it when the box opens, and once more after `refreshed`. */
  prompt: string | (() => string);
  placeholder?: string;
  value?: string | undefined;
  password?: boolean;
  /** What stands there already is of people: it must not be read where others look. */
  personal?: boolean;
  /** Called with each change, so that going back or closing the box loses nothing. */
  keep?: (text: string) => void;
  /** What is wrong with the text, or `undefined` when it will do. Said as it is typed; of an empty box on Enter only. */
  validate?: (text: string) => string | undefined;
  /** What a text that will do is understood as, where that is worth saying. */
  understood?: (text: string) => string | undefined;
  /** What is wrong with what stands there already: said when the box opens, until it is changed. */
  complaint?: string | undefined;
  /** When title and prompt may say more than when the box opened. A rejection says nothing more. */
  refreshed?: Promise<unknown> | undefined;
  /** Ends the question in its favour when it rejects: with what it rejects with. */
  unless?: Promise<unknown> | undefined;
}

/** A text, or the button that was pressed in its place. */
export type TextAnswer = { text: string } | { button: BoxButton };

export interface PickQuestion<T extends vscode.QuickPickItem> {
  placeholder: string;
  items: readonly T[] | Promise<readonly T[]>;
  /** Which are chosen when the question opens. */
  active?: (item: T) => boolean;
  /** Told of the list when its items are there, for one that grows while it is open. */
  opened?: (list: vscode.QuickPick<T>) => void;
  /** Whether choosing an item ends the question: one may do something with the list in place of that. */
  ends?: (item: T) => boolean | Promise<boolean>;
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

  /** The boxes of a question within this step: Back leads to what the step asked before. */
  within(): StepUi {
    return new StepUi({ ...this.#context, within: true });
  }

  /** Leads the wizard to another of its steps: thrown by a step. */
  redirect<Draft>(step: Step<Draft>): never {
    throw new Redirection(step as Step<never>);
  }

  /** Asks for a text. */
  async text(question: TextQuestion): Promise<string> {
    const answer = await this.textOr(question, []);
    return 'text' in answer ? answer.text : '';
  }

  /** Asks for a text, and offers buttons in place of an answer. */
  async textOr(question: TextQuestion, buttons: readonly BoxButton[]): Promise<TextAnswer> {
    const { prompt, placeholder, value, password, personal, keep, validate, understood } = question;
    const box = vscode.window.createInputBox();
    const say = () => {
      box.title = this.#context.title();
      box.prompt = typeof prompt === 'string' ? prompt : prompt();
    };
    this.#dress(box);
    say();
    const offered = new Map(
      buttons.map((button) => [
        { iconPath: new vscode.ThemeIcon(button.icon), tooltip: button.label } as vscode.QuickInputButton,
        button,
      ]),
    );
    box.buttons = [...box.buttons, ...offered.keys()];
    // Who types into an empty box has decided to be seen.
    box.password = password ?? Boolean(personal && value && this.masker.on);
    box.value = value ?? '';
    if (placeholder) box.placeholder = placeholder;
    box.validationMessage = question.complaint ?? understanding(box.value, understood);
    return this.#ask<TextAnswer>(box, (resolve, reject) => {
      question.refreshed?.then(say, () => undefined);
      question.unless?.catch(reject);
      let before = box.value;
      box.onDidChangeValue(() => {
        // Told of what the box was opened with as well: nobody has typed then.
        if (box.value === before) return;
        before = box.value;
        keep?.(box.value);
        const complaint = box.value === '' ? undefined : validate?.(box.value);
        box.validationMessage = complaint
          ? { message: complaint, severity: vscode.InputBoxValidationSeverity.Warning }
          : understanding(box.value, understood);
      });
      box.onDidAccept(() => {
        const complaint = validate?.(box.value);
        if (complaint) box.validationMessage = complaint;
        else resolve({ text: box.value });
      });
      box.onDidTriggerButton((pressed) => {
        const button = offered.get(pressed);
        if (button) resolve({ button });
      });
    });
  }

  /** Asks for one of several. */
  async pick<T extends vscode.QuickPickItem>(question: PickQuestion<T>): Promise<T> {
    const box = vscode.window.createQuickPick<T>();
    return this.#pick(box, question, (resolve, reject) => {
      const accept = async () => {
        const chosen = box.activeItems[0] ?? box.selectedItems[0];
        if (!chosen || question.choosable?.(chosen) === false) return;
        if ((await question.ends?.(chosen)) ?? true) resolve(chosen);
      };
      box.onDidAccept(() => void accept().catch(reject));
    });
  }

  /**
   * Asks for at least one of several.
   * @param act tells an item that does something in place of being one of them: ticking it ends the question at once
   */
  async pickMany<T extends vscode.QuickPickItem>(
    question: PickQuestion<T>,
    act?: (item: T) => boolean,
  ): Promise<readonly T[]> {
    const box = vscode.window.createQuickPick<T>();
    box.canSelectMany = true;
    return this.#pick(box, question, (resolve) => {
      if (act)
        box.onDidChangeSelection((selected) => {
          if (selected.some(act)) resolve(selected);
        });
      box.onDidAccept(() => {
        const [active] = box.activeItems;
        if (box.selectedItems.length > 0) resolve(box.selectedItems);
        else if (active && act?.(active)) resolve([active]);
      });
    });
  }

  async #pick<T extends vscode.QuickPickItem, R>(
    box: vscode.QuickPick<T>,
    { placeholder, items, active, opened }: PickQuestion<T>,
    listen: (resolve: (value: R) => void, reject: (reason: unknown) => void) => void,
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
      opened?.(box);
    };
    let asked = true;
    return this.#ask<R>(box, (resolve, reject) => {
      listen(resolve, reject);
      if (items instanceof Promise) {
        box.busy = true;
        items.then((loaded) => asked && fill(loaded), reject);
      } else {
        fill(items);
      }
    }).finally(() => {
      asked = false;
    });
  }

  #dress(box: vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>): void {
    box.title = this.#context.title();
    box.step = this.#context.step;
    box.totalSteps = this.#context.totalSteps;
    // Credentials and texts are often pasted from another window: looking there must not lose what was typed.
    box.ignoreFocusOut = true;
    if (this.#context.step > 1 || this.#context.within) box.buttons = [vscode.QuickInputButtons.Back];
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

/** Said below the box, as no complaint. */
function understanding(
  text: string,
  understood: TextQuestion['understood'],
): vscode.InputBoxValidationMessage | undefined {
  const message = text === '' ? undefined : understood?.(text);
  return message ? { message, severity: vscode.InputBoxValidationSeverity.Info } : undefined;
}
