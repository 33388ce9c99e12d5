import { LANE_TEXTS_LIMIT, type LaneItem, type LanesAnswer } from '../../protocol/lanes.ts';
import type { ToView } from '../../protocol/messages.ts';
import { TimeScale } from '../../protocol/timeScale.ts';
import type { Stretch } from '../lookingAt.ts';
import type { ViewModel } from '../viewModel.ts';

/** So much more than is shown is asked for on either side, so that moving shows something at once. */
const BESIDE = 0.5;

/** Columns that are drawn wider than this times what they were made for are asked for anew. */
const COARSE = 1.6;

/** The least time between two requests. */
const ASK_EVERY_MS = 60;

/** While rows stream in, all is counted anew with each page: not more often than this. */
const LOADING_EVERY_MS = 400;

/** What the lanes know of what the host holds: the last answer, and texts that were asked for. */
export class LaneData {
  readonly #model: ViewModel;
  readonly #changed: () => void;
  readonly #texts = new Map<string, LaneItem>();
  readonly #asked = new Set<string>();
  #answer: LanesAnswer | undefined;
  #scale: { compress: boolean; answer: LanesAnswer; scale: TimeScale } | undefined;
  #waiting = false;
  #timer = 0;
  #lastAsked = 0;
  #revision = -1;

  constructor(model: ViewModel, changed: () => void) {
    this.#model = model;
    this.#changed = changed;
  }

  get answer(): LanesAnswer | undefined {
    return this.#answer;
  }

  receive(message: ToView): void {
    if (message.type === 'lanes') {
      this.#answer = message;
      this.#waiting = false;
      this.#changed();
    } else if (message.type === 'laneTexts') {
      for (const item of message.items) this.#texts.set(item.key, item);
      this.#changed();
    }
  }

  /** What time looks like. @param compress whether silences are shortened */
  scale(compress: boolean): TimeScale {
    const answer = this.#answer;
    if (!answer) return new TimeScale(0, 0, []);
    if (this.#scale?.answer !== answer || this.#scale.compress !== compress) {
      const scale = new TimeScale(answer.start, answer.end, compress ? answer.silences : []);
      this.#scale = { compress, answer, scale };
    }
    return this.#scale.scale;
  }

  /** What a communication says, as far as it was asked for. */
  text(key: string): LaneItem | undefined {
    return this.#texts.get(key);
  }

  /** Asks what communications say, each once. */
  needTexts(keys: Iterable<string>): void {
    const missing = [...keys].filter((key) => !this.#asked.has(key)).slice(0, LANE_TEXTS_LIMIT);
    if (missing.length === 0) return;
    for (const key of missing) this.#asked.add(key);
    this.#model.link.post({ type: 'getLaneTexts', keys: missing });
  }

  /** Asks for what is missing of a stretch that is shown. */
  need(stretch: Stretch, width: number, compress: boolean): void {
    const revision = this.#model.state?.revision ?? 0;
    if (revision !== this.#revision) {
      this.#revision = revision;
      // Masked or changed meanwhile: what was said is asked for again.
      this.#texts.clear();
      this.#asked.clear();
    }
    if (this.#waiting || this.#timer || !this.#misses(stretch, width, compress)) return;
    const phase = this.#model.state?.phase;
    const every = phase === 'loading' || phase === 'more' ? LOADING_EVERY_MS : ASK_EVERY_MS;
    const wait = Math.max(0, this.#lastAsked + every - performance.now());
    if (wait > 0 && this.#answer) {
      this.#timer = window.setTimeout(() => {
        this.#timer = 0;
        this.#changed();
      }, wait);
      return;
    }
    this.#waiting = true;
    this.#lastAsked = performance.now();
    const scale = this.scale(compress);
    const [from, to] = [scale.place(stretch.from), scale.place(stretch.to)];
    const beside = (to - from) * BESIDE;
    this.#model.link.post({
      type: 'getLanes',
      from: scale.time(from - beside),
      to: scale.time(to + beside),
      pixels: Math.max(1, Math.round(width * (1 + 2 * BESIDE))),
      compress,
    });
  }

  #misses(stretch: Stretch, width: number, compress: boolean): boolean {
    const answer = this.#answer;
    if (!answer || answer.revision !== this.#model.state?.revision) return true;
    const reaches = (at: number) => Math.min(answer.end, Math.max(answer.start, at));
    if (reaches(stretch.from) < answer.from || reaches(stretch.to) > answer.to) return true;
    // Which waits are long enough to be seen depends on it too.
    if (answer.compress !== compress) return true;
    if (answer.marks) return false;
    const scale = this.scale(compress);
    const columns = answer.columns?.[0]?.counts.length ?? 1;
    const made = (scale.place(answer.to) - scale.place(answer.from)) / columns;
    const wanted = ((scale.place(stretch.to) - scale.place(stretch.from)) / Math.max(1, width)) * 3;
    return made > wanted * COARSE;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#waiting = false;
  }
}
