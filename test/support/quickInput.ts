import type { Locator, Page } from 'playwright-core';
import { escapeRegExp } from './regexp.ts';

/** The box at the top of the window: palette, quick pick, input box. */
export class QuickInput {
  readonly #page: Page;
  readonly #widget: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#widget = page.locator('.quick-input-widget:visible');
  }

  /** Waits until it is open. */
  async opened(): Promise<void> {
    await this.#widget.waitFor();
  }

  /** Waits until it is closed. */
  async closed(): Promise<void> {
    await this.#widget.waitFor({ state: 'hidden' });
  }

  /** Waits until it asks this: by its placeholder, or by the prompt or complaint below the field. */
  async asks(question: string | RegExp, timeoutMs?: number): Promise<void> {
    await this.#asking(question).waitFor(timeoutMs === undefined ? {} : { timeout: timeoutMs });
  }

  /** Whether it asks this just now. */
  async isAsking(question: string | RegExp): Promise<boolean> {
    return this.#asking(question).isVisible();
  }

  #asking(question: string | RegExp): Locator {
    const asked = this.#page
      .getByPlaceholder(question)
      .or(this.#page.locator('.quick-input-message').filter({ hasText: question }));
    return this.#widget.filter({ has: asked });
  }

  /** The text field. */
  get field(): Locator {
    return this.#widget.locator('.quick-input-box input, .quick-input-box textarea').first();
  }

  /** Replaces what is in the field. */
  async type(text: string): Promise<void> {
    await this.opened();
    await this.field.fill(text);
  }

  /** Accepts, as Enter does. */
  async accept(): Promise<void> {
    await this.field.press('Enter');
  }

  /** Types and accepts. */
  async answer(text: string): Promise<void> {
    await this.type(text);
    await this.accept();
  }

  /** Chooses the row with this label, or with a label that matches. */
  async pick(label: string | RegExp): Promise<void> {
    await this.row(label).click();
  }

  /** Ticks the row's box where several can be chosen. */
  async tick(label: string | RegExp): Promise<void> {
    await this.row(label).locator('input[type=checkbox], .monaco-checkbox').first().click();
  }

  /** The row with this label. */
  row(label: string | RegExp): Locator {
    const exact = typeof label === 'string' ? new RegExp(`^\\s*${escapeRegExp(label)}\\s*$`) : label;
    return this.#widget
      .locator('.monaco-list-row')
      .filter({ has: this.#page.locator('.label-name').filter({ hasText: exact }) })
      .first();
  }

  /** The labels of the rows on screen. */
  async items(): Promise<string[]> {
    await this.#widget.locator('.monaco-list-row').first().waitFor();
    return this.#widget.locator('.monaco-list-row .quick-input-list-label .label-name').allInnerTexts();
  }

  /** The title above the field; empty when there is none. */
  async title(): Promise<string> {
    return ((await this.#widget.locator('.quick-input-title').textContent()) ?? '').trim();
  }

  /** What the field says while it is empty. */
  async placeholder(): Promise<string> {
    return (await this.field.getAttribute('placeholder')) ?? '';
  }

  /** The prompt or validation message below the field. */
  async message(): Promise<string> {
    return ((await this.#widget.locator('.quick-input-message').textContent()) ?? '').trim();
  }

  /** Whether the field hides what is typed. */
  async hidesText(): Promise<boolean> {
    return (await this.field.getAttribute('type')) === 'password';
  }

  /** Goes back a step by the arrow in the title. */
  async back(): Promise<void> {
    await this.#widget.getByRole('button', { name: 'Back' }).click();
  }

  /** Closes it without an answer. */
  async dismiss(): Promise<void> {
    await this.#page.keyboard.press('Escape');
    await this.closed();
  }
}
