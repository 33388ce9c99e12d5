import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, Frame, Locator, Page } from 'playwright-core';
import { screenshotsDirectory } from './paths.ts';
import { QuickInput } from './quickInput.ts';
import { escapeRegExp } from './regexp.ts';
import { type Theme, themes } from './settings.ts';
import type { VsCodeServer } from './vsCodeServer.ts';

const TIMEOUT_MS = 20_000;
const POLL_MS = 50;
const PALETTE_TIMEOUT_MS = 4_000;
const PALETTE_ATTEMPTS = 5;
const MENU_DEAF_MS = 150;
const MENU_TIMEOUT_MS = 6_000;
const MENU_ATTEMPTS = 3;
const PRESSED_TIMEOUT_MS = 2_000;
const ASKING_TIMEOUT_MS = 8_000;
const FOCUS_RETURNS_MS = 300;

/** The size of the window in tests and screenshots. */
const VIEWPORT = { width: 1280, height: 800 };

/**
 * A window of VS Code, as a person sees it. What has no method here is in `page`.
 */
export class Workbench {
  readonly page: Page;
  readonly quickInput: QuickInput;
  readonly #server: VsCodeServer;

  private constructor(page: Page, server: VsCodeServer) {
    this.page = page;
    this.#server = server;
    this.quickInput = new QuickInput(page);
  }

  /**
   * Opens a window and waits until it can be used.
   *
   * @param context from {@link newWorkbenchContext}; windows of one context share their secrets
   * @param server what to open
   * @param folder the workspace folder; default the server's empty one
   */
  static async open(
    context: BrowserContext,
    server: VsCodeServer,
    folder: string = server.workspaceDirectory,
  ): Promise<Workbench> {
    const page = await context.newPage();
    page.setDefaultTimeout(TIMEOUT_MS);
    const workbench = new Workbench(page, server);
    await page.goto(`${server.url}?folder=${encodeURIComponent(folder)}`);
    await workbench.#ready();
    return workbench;
  }

  /** Reloads the window by VS Code's own command, which lets it put away its state first. Secrets survive. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await this.#ready();
  }

  /**
   * Runs a command that asks something, and waits until it asks. As the palette closes, VS Code gives the focus back
   * to what had it, to a webview a moment late: a box that opened in that moment is closed again, on a slow machine
   * most of all. The command is then run again, as a person would.
   *
   * @param question what the box says; see {@link QuickInput.asks}
   */
  async runCommandAsking(title: string, question: string | RegExp): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      await this.runCommand(title);
      const asked = await this.quickInput.asks(question, ASKING_TIMEOUT_MS).then(
        () => true,
        () => false,
      );
      if (asked) await this.page.waitForTimeout(FOCUS_RETURNS_MS);
      if (await this.quickInput.isAsking(question)) return;
      if (attempt === PALETTE_ATTEMPTS) throw new Error(`“${title}” does not ask ${question}`);
    }
  }

  /** Runs a command by the title the palette shows, such as `Twilio Conversations: Sign In…`. */
  async runCommand(title: string): Promise<void> {
    const row = this.quickInput.row(title);
    for (let attempt = 1; ; attempt++) {
      await this.page.keyboard.press('F1');
      // A palette that opens while the window still starts may not know the command yet, and one that opens while the
      // last one closes may be closed with it: it is asked again.
      const found = await this.quickInput.field
        .fill(`>${title}`, { timeout: PALETTE_TIMEOUT_MS })
        .then(() => row.waitFor({ timeout: PALETTE_TIMEOUT_MS }))
        .then(
          () => true,
          () => false,
        );
      // One that closes under the click has not run anything.
      const clicked =
        found &&
        (await row.click({ timeout: PALETTE_TIMEOUT_MS }).then(
          () => true,
          () => false,
        ));
      if (clicked) return;
      if (attempt === PALETTE_ATTEMPTS) throw new Error(`The palette does not offer “${title}”`);
      await this.page.keyboard.press('Escape');
      await this.quickInput.closed();
    }
  }

  /** The palette's answers to a search, without the shortcuts: to see which commands a person is offered. */
  async commandsFor(search: string): Promise<string[]> {
    await this.page.keyboard.press('F1');
    await this.quickInput.opened();
    await this.quickInput.type(`>${search}`);
    const labels = await this.quickInput.items();
    await this.quickInput.dismiss();
    return labels;
  }

  /** Opens a view container by its title, or focuses it when it is open. By command: a click would close it then. */
  async openViewContainer(title: string): Promise<void> {
    await this.activityBarItem(title).waitFor();
    await this.runCommand(`View: Show ${title}`);
    await this.page.locator('.part.sidebar .composite.title').getByText(title).first().waitFor();
  }

  /** An icon of the activity bar. */
  activityBarItem(title: string): Locator {
    return this.page.locator('.part.activitybar').getByRole('tab', { name: title });
  }

  /** The rows of a tree by their accessible name: label, description and whatever else it says. */
  treeItem(name: string | RegExp): Locator {
    return this.page.getByRole('treeitem', { name });
  }

  /** Waits for a tree's row and returns it. */
  async waitForTreeItem(name: string | RegExp): Promise<Locator> {
    const row = this.treeItem(name).first();
    await row.waitFor();
    return row;
  }

  /** Expands a tree's row by keyboard, which unlike a click also works when a click would open something. */
  async expandTreeItem(name: string | RegExp): Promise<void> {
    const row = await this.waitForTreeItem(name);
    if ((await row.getAttribute('aria-expanded')) === 'true') return;
    await row.locator('.monaco-tl-twistie').click();
    // Looked for anew each time: a row that is drawn again meanwhile is another element.
    await row.and(this.page.locator('[aria-expanded=true]')).waitFor();
  }

  /**
   * Runs an action from the context menu of a tree's row.
   *
   * @param submenu the menu in the menu that the action is in, by its label
   */
  async treeItemMenu(name: string | RegExp, action: string | RegExp, submenu?: string): Promise<void> {
    // An action that has keys names them behind its label.
    const label =
      typeof action === 'string' ? new RegExp(`^${escapeRegExp(action)}(?:\\s*\\S+\\+\\S+)?$`) : action;
    const item = this.page.getByRole('menuitem', { name: label });
    for (let attempt = 1; ; attempt++) {
      const row = await this.waitForTreeItem(name);
      await row.click({ button: 'right' });
      // VS Code closes a menu when something else takes the focus, as a window that still starts may do.
      const open = await this.#openMenu(item, submenu).then(
        () => true,
        () => false,
      );
      if (open) break;
      if (attempt === MENU_ATTEMPTS) throw new Error(`The menu of “${name}” does not offer “${action}”`);
      await this.page.keyboard.press('Escape');
    }
    await item.hover();
    // A menu ignores the mouse for its first 100 ms, lest the click that opened it also choose something.
    await this.page.waitForTimeout(MENU_DEAF_MS);
    await item.click();
    await item.waitFor({ state: 'hidden' });
  }

  async #openMenu(item: Locator, submenu: string | undefined): Promise<void> {
    const timeout = MENU_TIMEOUT_MS;
    if (submenu !== undefined) {
      await this.page.getByRole('menuitem', { name: submenu, exact: true }).hover({ timeout });
    }
    await item.waitFor({ timeout });
  }

  /**
   * Finds the frame of a webview by something in it.
   *
   * @param selector a selector that matches in that frame only
   * @throws Error when none shows up in time
   */
  async webviewFrame(selector: string, timeoutMs = TIMEOUT_MS): Promise<Frame> {
    const deadline = performance.now() + timeoutMs;
    do {
      for (const frame of this.page.frames()) {
        if (frame === this.page.mainFrame()) continue;
        // A frame may go away while it is asked.
        const found = await frame
          .locator(selector)
          .count()
          .catch(() => 0);
        if (found > 0) return frame;
      }
      await this.page.waitForTimeout(POLL_MS);
    } while (performance.now() < deadline);
    const frames = this.page.frames().map((frame) => frame.url());
    throw new Error(`No webview has ${selector} after ${timeoutMs} ms. Frames:\n${frames.join('\n')}`);
  }

  /** The texts of the notifications on screen, newest first. */
  async notifications(): Promise<string[]> {
    return this.#toasts().allInnerTexts();
  }

  /** Waits for a notification and returns its text. */
  async waitForNotification(text: string | RegExp): Promise<string> {
    const toast = this.#toasts().filter({ hasText: text }).first();
    await toast.waitFor();
    return (await toast.textContent()) ?? '';
  }

  /** Presses a button of the notification that has the text. */
  async pressNotificationButton(text: string | RegExp, name: string): Promise<void> {
    const button = this.page
      .locator('.notifications-toasts .notification-list-item')
      .filter({ hasText: text })
      .getByRole('button', { name, exact: true });
    // Where another one goes meanwhile this one moves, and the click meets what lies below: it is made again.
    for (let attempt = 1; attempt <= MENU_ATTEMPTS; attempt++) {
      // This very one: what was pressed may bring another with the same button.
      const pressed = await button.elementHandle();
      await button.click();
      const gone = await pressed?.waitForElementState('hidden', { timeout: PRESSED_TIMEOUT_MS }).then(
        () => true,
        () => false,
      );
      if (gone !== false) return;
    }
  }

  /** Closes every notification. */
  async clearNotifications(): Promise<void> {
    await this.runCommand('Notifications: Clear All Notifications');
  }

  /** Changes the colour theme and waits until the window wears it. */
  async setTheme(theme: Theme): Promise<void> {
    const { label, className } = themes[theme];
    await this.runCommand('Preferences: Color Theme');
    await this.quickInput.type(label);
    while (!(await this.quickInput.row(label).isVisible())) {
      // Right after the start the picker opens before the themes are known, and stays as it opened.
      await this.quickInput.dismiss();
      await this.page.waitForTimeout(200);
      await this.runCommand('Preferences: Color Theme');
      await this.quickInput.type(label);
      await this.page.waitForTimeout(200);
    }
    await this.quickInput.pick(label);
    await this.quickInput.closed();
    await this.page.locator(`.monaco-workbench.${className}`).waitFor();
  }

  /**
   * Changes user settings while the window is open, in the settings editor as a person does: the server's watcher
   * misses most changes that are made to the file behind its back.
   */
  async updateSettings(changes: Record<string, unknown>): Promise<void> {
    const settings = JSON.stringify({ ...(await this.#server.readSettings()), ...changes }, undefined, 2);
    await this.runCommand('Preferences: Open User Settings (JSON)');
    await this.page.getByRole('tab', { name: /settings\.json/ }).waitFor();
    await this.page.locator('.editor-instance .view-lines').first().click();
    // Pasted, since typed brackets would be closed once more by the editor.
    await this.page.evaluate((text) => navigator.clipboard.writeText(text), settings);
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.press('ControlOrMeta+v');
    await this.page.keyboard.press('ControlOrMeta+s');
    await this.page.locator('.tab.active:not(.dirty)').waitFor();
    await this.runCommand('View: Close Editor');
  }

  /**
   * Saves what the window shows to out/screenshots.
   *
   * @param name the file's name, without `.png`
   * @returns the file
   */
  async screenshot(name: string): Promise<string> {
    await mkdir(screenshotsDirectory, { recursive: true });
    const file = path.join(screenshotsDirectory, `${name.replaceAll(/[^\w.-]+/g, '-')}.png`);
    // Boxes and notifications fade in: shown as they are in the end.
    await this.page.screenshot({ path: file, animations: 'disabled' });
    return file;
  }

  #toasts(): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item-message');
  }

  async #ready(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
    // The status bar's remote indicator is there once the connection to the extension host is.
    await this.page.locator('#status\\.host').waitFor({ state: 'attached', timeout: 60_000 });
  }
}

/**
 * A browser's context in which SecretStorage outlives a reload: Microsoft's server has no answer to the request for
 * the key that the workbench encrypts secrets with, so the test gives one.
 */
export async function newWorkbenchContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: VIEWPORT,
    locale: 'en-GB',
    timezoneId: 'UTC',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await context.route('**/mint-key', (route) =>
    route.fulfill({ contentType: 'application/octet-stream', body: Buffer.alloc(32, 7) }),
  );
  return context;
}
