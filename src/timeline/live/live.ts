import * as vscode from 'vscode';
import { PREFIX } from '../../platform/commands.ts';
import { Polling } from '../../platform/polling.ts';
import { setting } from '../../platform/settings.ts';
import type { PanelContext, PanelFeature } from '../panelContext.ts';
import type { Live as LiveMessage, LiveStatus } from '../protocol/live.ts';
import type { ToHost } from '../protocol/messages.ts';
import type { TimelineStore } from '../store.ts';
import { isAnswered, isEnded, isLasting } from './lasting.ts';

/** Where nothing happens, it is looked half as often, and no less: who reads a conversation waits for an answer. */
const LONGEST_CALM = 2;

/** Looks for news while the panel is before the person's eyes, and tells how that goes. */
export class Live implements PanelFeature {
  readonly #context: PanelContext;
  readonly #polling: Polling;
  readonly #listening: vscode.Disposable;
  #paused = false;
  /** What went wrong with the last look, if anything did. */
  #failure: unknown;
  #lookedAt: number | undefined;
  #nextAt: number | undefined;
  /** Deliveries that are known to have failed since the view was last told. */
  #failures = 0;
  #reading: TimelineStore['phase'] | undefined;
  #posted = '';

  constructor(context: PanelContext) {
    this.#context = context;
    this.#polling = new Polling({
      poll: (signal) => this.#look(signal),
      intervalMs,
      longestCalm: LONGEST_CALM,
      waits: (until) => {
        this.#nextAt = until;
        this.#post();
      },
    });
    this.#listening = vscode.Disposable.from(
      vscode.window.onDidChangeWindowState(() => this.#watch()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (!change.affectsConfiguration(`${PREFIX}.timeline.refreshSeconds`)) return;
        this.#polling.restart();
        this.#post();
      }),
    );
  }

  handle(message: ToHost): boolean {
    if (message.type !== 'setLive') return false;
    this.#paused = message.paused;
    // The view may be a new one, which knows nothing yet.
    this.#posted = '';
    this.#watch();
    return true;
  }

  changed(): void {
    const phase = this.#context.store?.phase;
    if (phase !== this.#reading && (phase === 'ready' || phase === 'error')) {
      // Everything was read just now, or could not be: either way the next look can wait.
      this.#failure = phase === 'error' ? this.#context.store?.error : undefined;
      if (phase === 'ready') this.#lookedAt = Date.now();
      this.#polling.restart();
    }
    this.#reading = phase;
    this.#watch();
  }

  dispose(): void {
    this.#polling.watch(false);
    this.#listening.dispose();
  }

  #watch(): void {
    const { visible, store } = this.#context;
    const read = store?.phase === 'ready' || store?.phase === 'error';
    this.#polling.watch(visible && vscode.window.state.focused && !this.#paused && read && !this.#stopped);
    this.#post();
  }

  /** Signed out, what was read stays and its client may not be used any more; a lasting failure waits for somebody. */
  get #stopped(): boolean {
    const { session, store } = this.#context;
    return store !== undefined && (!session || (store.phase === 'error' && isLasting(store.error)));
  }

  async #look(signal: AbortSignal): Promise<boolean | undefined> {
    const { store } = this.#context;
    if (!store) return undefined;
    try {
      const { different, failures } = await store.look(signal);
      this.#failure = undefined;
      this.#failures += failures;
      this.#lookedAt = Date.now();
      return different;
    } catch (error) {
      if (signal.aborted || isEnded(error)) return false;
      this.#failure = error;
      return undefined;
    }
  }

  get #status(): LiveStatus {
    if (intervalMs() === 0) return 'off';
    if (this.#paused) return 'paused';
    if (this.#stopped) return 'stopped';
    if (!vscode.window.state.focused) return 'waiting';
    if (this.#failure === undefined) return 'live';
    return isAnswered(this.#failure) ? 'failing' : 'reconnecting';
  }

  #post(): void {
    if (!this.#context.visible) return;
    const message: LiveMessage = {
      type: 'live',
      status: this.#status,
      failures: this.#failures,
      ...(this.#lookedAt === undefined ? {} : { lookedAt: this.#lookedAt }),
      ...(this.#nextAt === undefined ? {} : { nextAt: this.#nextAt }),
    };
    this.#failures = 0;
    const json = JSON.stringify(message);
    if (json === this.#posted) return;
    this.#posted = json;
    this.#context.post(message);
  }
}

function intervalMs(): number {
  return setting('timeline.refreshSeconds') * 1000;
}
