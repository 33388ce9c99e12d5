import type * as vscode from 'vscode';
import type { TrafficRecorder } from './recorder.ts';
import type { TrafficAccount, TrafficServices } from './trafficServices.ts';

/** Between two looks at what a sandbox received, in milliseconds. */
const PACE_MS = 700;

/** Asks the active account's sandbox what it received, while the view is before somebody's eyes. */
export class ReceivedPoll implements vscode.Disposable {
  readonly #services: Pick<TrafficServices, 'accounts' | 'received' | 'sessions'>;
  readonly #recorder: TrafficRecorder;
  readonly #changed: () => void;
  readonly #isSeen: () => boolean;
  readonly #listening: vscode.Disposable;
  #watching = false;
  #timer: NodeJS.Timeout | undefined;
  #looking = false;
  /** The active account if it is a sandbox's; not known until it is asked for. */
  #account: Promise<TrafficAccount | undefined> | undefined;
  #origin: string | undefined;

  /**
   * @param changed called when a sandbox began or ceased to tell
   * @param isSeen whether the view is still there to be seen
   */
  constructor(
    services: Pick<TrafficServices, 'accounts' | 'received' | 'sessions'>,
    recorder: TrafficRecorder,
    changed: () => void,
    isSeen: () => boolean,
  ) {
    this.#services = services;
    this.#recorder = recorder;
    this.#changed = changed;
    this.#isSeen = isSeen;
    this.#listening = services.sessions.onDidChange(() => {
      this.#account = undefined;
    });
  }

  /** Where the sandbox listens that tells what it receives; undefined while none does. */
  get origin(): string | undefined {
    return this.#origin;
  }

  /** Looks from now on, or no longer. */
  watch(on: boolean): void {
    this.#watching = on;
    clearTimeout(this.#timer);
    if (on) void this.#look();
  }

  dispose(): void {
    this.#watching = false;
    clearTimeout(this.#timer);
    this.#listening.dispose();
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    let more = false;
    try {
      more = await this.#ask();
    } catch {
      this.#tell(undefined);
    } finally {
      this.#looking = false;
    }
    clearTimeout(this.#timer);
    if (this.#watching && this.#isSeen())
      this.#timer = setTimeout(() => void this.#look(), more ? 0 : PACE_MS);
  }

  /** @returns whether there is more at once */
  async #ask(): Promise<boolean> {
    this.#account ??= this.#services.accounts.active();
    const account = await this.#account.catch((error) => {
      this.#account = undefined;
      throw error;
    });
    const batch = account?.sandbox ? await this.#services.received(account) : undefined;
    this.#tell(batch?.origin);
    if (!account || !batch) return false;
    this.#recorder.addReceived(batch.exchanges, { accountId: account.id, origin: batch.origin });
    return batch.more;
  }

  #tell(origin: string | undefined): void {
    if (origin === this.#origin) return;
    this.#origin = origin;
    this.#changed();
  }
}
