import * as vscode from 'vscode';
import type { Party } from '../../api/resources.ts';
import { entryOf } from '../entries.ts';
import type { PanelContext, PanelFeature } from '../panelContext.ts';
import { LANE_TEXT_LIMIT, type Lane, type LaneItem, TABLE_LIMIT } from '../protocol/lanes.ts';
import type { ToHost } from '../protocol/messages.ts';
import { shownName } from '../protocol/shownName.ts';
import { shortened } from '../shortened.ts';
import { shownParty } from '../shownParty.ts';
import { worstStatus } from '../worstStatus.ts';
import { LaneModel } from './laneModel.ts';
import type { PartyLane } from './laneRoll.ts';

/** One column stands for so many pixels. */
const PIXELS_PER_COLUMN = 3;

/** Less than the least that a bracket of the lanes takes, since the view may zoom in before it asks anew. */
const LEAST_GAP_PX = 4;

type Asked<T extends ToHost['type']> = Extract<ToHost, { type: T }>;

/** Serves the lanes: what stands in a stretch of time, what a mark says, and where a key leads. */
export class LanesFeature implements PanelFeature {
  readonly #context: PanelContext;
  #known: { model: LaneModel; store: unknown; revision: number } | undefined;

  constructor(context: PanelContext) {
    this.#context = context;
  }

  handle(message: ToHost): boolean {
    switch (message.type) {
      case 'getLanes':
        this.#postLanes(message);
        return true;
      case 'getLanePlace':
        this.#postPlace(message);
        return true;
      case 'getLaneMark':
        this.#postMark(message);
        return true;
      case 'getLaneTexts':
        this.#postTexts(message);
        return true;
      case 'getLaneTable':
        this.#postTable(message);
        return true;
      case 'showInFeed':
        this.#context.show(message.key);
        return true;
      default:
        return false;
    }
  }

  dispose(): void {
    this.#known = undefined;
  }

  /** Made anew when something has changed, and not before somebody asks. */
  get #model(): LaneModel | undefined {
    const { store } = this.#context;
    if (!store) return undefined;
    const { revision } = store;
    if (this.#known?.store !== store || this.#known.revision !== revision) {
      this.#known = {
        model: new LaneModel(store.shown, store.participants, store.parties),
        store,
        revision,
      };
    }
    return this.#known.model;
  }

  #postLanes({ from, to, pixels, compress }: Asked<'getLanes'>): void {
    const model = this.#model;
    if (!model || !this.#context.store) return;
    const marks = model.marks(from, to);
    const columns = Math.max(1, Math.round(pixels / PIXELS_PER_COLUMN));
    this.#context.post({
      type: 'lanes',
      revision: this.#context.store.revision,
      from,
      to,
      compress,
      start: model.start,
      end: model.end,
      count: model.count,
      lanes: model.lanes.map((lane) => this.#lane(lane)),
      silences: model.silences.map(([begin, end]) => [begin, end]),
      gaps: model.gaps(from, to, this.#leastGap(model, from, to, pixels, compress)),
      ...(marks ? { marks } : { columns: model.columns(from, to, columns, model.scale(compress)) }),
    });
  }

  /** A wait that is drawn narrower than some pixels is not drawn. The scale only ever makes it shorter. */
  #leastGap(model: LaneModel, from: number, to: number, pixels: number, compress: boolean): number {
    const scale = model.scale(compress);
    return ((scale.place(to) - scale.place(from)) / pixels) * LEAST_GAP_PX;
  }

  #postPlace({ key, count }: Asked<'getLanePlace'>): void {
    const model = this.#model;
    if (!model) return;
    if (model.count === 0) {
      // Nothing has a date: the view says so.
      this.#context.post({ type: 'lanePlace', from: 0, to: 0 });
      return;
    }
    const known = this.#indexOf(model, key);
    const index = known ?? model.count - 1;
    const first = Math.max(0, Math.min(index - Math.floor(count / 2), model.count - count));
    const last = Math.min(model.count - 1, first + count - 1);
    const item = known === undefined ? undefined : this.#item(model, known);
    this.#context.post({
      type: 'lanePlace',
      from: model.entry(first)?.time ?? model.start,
      to: model.entry(last)?.time ?? model.end,
      ...(item ? { item } : {}),
    });
  }

  #postMark({ step, key, at, lane }: Asked<'getLaneMark'>): void {
    const model = this.#model;
    const index = model?.step(step, this.#indexOf(model, key), at, lane);
    const item = model && index !== undefined ? this.#item(model, index) : undefined;
    if (item) this.#context.post({ type: 'laneMark', item });
  }

  #postTexts({ keys }: Asked<'getLaneTexts'>): void {
    const model = this.#model;
    if (!model || !this.#context.store) return;
    const items = keys.flatMap((key) => {
      const index = this.#indexOf(model, key);
      return (index === undefined ? undefined : this.#item(model, index)) ?? [];
    });
    this.#context.post({ type: 'laneTexts', revision: this.#context.store.revision, items });
  }

  #postTable({ from, to }: Asked<'getLaneTable'>): void {
    const model = this.#model;
    if (!model) return;
    const [first, last] = model.within(from, to);
    const items: LaneItem[] = [];
    for (let index = first; index < Math.min(last, first + TABLE_LIMIT); index++) {
      const item = this.#item(model, index);
      if (item) items.push(item);
    }
    this.#context.post({ type: 'laneTable', from, to, total: Math.max(0, last - first), items });
  }

  #indexOf(model: LaneModel, key: string | undefined): number | undefined {
    const communication = key === undefined ? undefined : this.#context.store?.communication(key);
    return communication && model.indexOf(communication.id, entryOf(communication).time);
  }

  #lane({ key, party, participant, channels, count }: PartyLane): Lane {
    const name = party ? this.#nameOf(party) : vscode.l10n.t('All others');
    const address = party ? shownName(this.#context.masker.address(party.address)) : '';
    return {
      key,
      name,
      type: participant?.type ?? 'UNKNOWN',
      channels: [...channels],
      count,
      ...(address && address !== name ? { address } : {}),
    };
  }

  #item(model: LaneModel, index: number): LaneItem | undefined {
    const entry = model.entry(index);
    if (!entry) return undefined;
    const { id, author, recipients, content, occurredAt, createdAt } = entry.communication;
    const { masker, store } = this.#context;
    const whole = content.text ?? '';
    const text = shortened(whole, LANE_TEXT_LIMIT);
    const status = worstStatus(recipients);
    return {
      key: id,
      at: occurredAt ?? createdAt ?? '',
      time: entry.time,
      lane: model.laneAt(index),
      author: this.#nameOf(author),
      type: store?.parties.participantOf(author)?.type ?? 'UNKNOWN',
      to: recipients.map((recipient) => this.#nameOf(recipient)),
      channel: author.channel,
      text: masker.text(text),
      shortened: text.length < whole.length,
      ...(status ? { status } : {}),
    };
  }

  #nameOf(party: Party): string {
    const { masker, store } = this.#context;
    return store ? shownParty(party, store.parties, masker).name : '';
  }
}
