import error from '@vscode/codicons/src/icons/error.svg';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { drawIcon } from '../../../platform/webview/drawIcon.ts';
import type { Figures } from '../../protocol/figures.ts';
import { shownName } from '../../protocol/shownName.ts';
import { deliveryOf } from '../delivery.ts';
import { exactDuration } from '../durations.ts';
import { icon } from '../icon.ts';
import { channelIcon, channelWord, partyIcon, partyWord } from '../kinds.ts';
import { moment } from '../spans.ts';
import type { Times } from '../times.ts';
import { figuresStrings as strings } from './figuresStrings.ts';
import type { Weekdays } from './weekdays.ts';

const DAY_MS = 86_400_000;

/** What the plots need besides the figures. */
export interface FiguresLook {
  readonly times: Times;
  readonly weekdays: Weekdays;
  /** Shows a communication in the feed. */
  readonly show: (key: string) => void;
  /** Whether the conversation is narrowed to just this. */
  readonly isNarrowed: (member: Narrowing, value: string) => boolean;
  /** Narrows the conversation to it, or opens it again. */
  readonly narrow: (member: Narrowing, value: string) => void;
}

/** What a click on a bar narrows by. */
export type Narrowing = 'channels' | 'parties' | 'statuses';

/** The figures that matter most, large. */
export function tilesTemplate(figures: Figures): TemplateResult {
  const { responses, delivery, time, count } = figures;
  // What is under way has neither arrived nor failed.
  const ended = delivery.known - delivery.underWay;
  const share = ended === 0 ? undefined : delivery.reached / ended;
  const tile = (label: string, big: string, small: string, bad = false) =>
    html`<div class="tile ${bad ? 'bad' : ''}">
      <dt>${label}</dt>
      <dd class="big">${big}</dd>
      <dd class="small">${small}</dd>
    </div>`;
  return html`<dl class="tiles">
    ${tile(
      strings.firstResponse,
      responses ? exactDuration(responses.first.ms) : strings.nothing,
      responses ? strings.answers(responses.count) : strings.unanswered,
    )}
    ${tile(
      strings.medianResponse,
      responses ? exactDuration(responses.medianMs) : strings.nothing,
      responses ? strings.ninetyPercent(exactDuration(responses.p90Ms)) : strings.unanswered,
    )}
    ${tile(
      strings.delivered,
      share === undefined ? strings.nothing : strings.fineShare(share),
      delivery.known === 0 ? strings.noStatuses : strings.reached(delivery.reached, ended, delivery.underWay),
      delivery.failedCount > 0,
    )}
    ${tile(
      strings.duration,
      time ? exactDuration(time.last - time.first) : strings.nothing,
      time ? strings.aDay(count / Math.max(1, time.activeDays)) : strings.noDates,
    )}
  </dl>`;
}

/** How much came by which channel. */
export function channelsTemplate({ channels, count }: Figures, look: FiguresLook): TemplateResult {
  const most = channels[0]?.count ?? 0;
  return html`<section aria-labelledby="channels">
    <div class="head"><h3 id="channels">${strings.channels}</h3></div>
    <ul class="bars" data-roving>
      ${channels.map(({ name, count: own }) =>
        barTemplate(look, {
          member: 'channels',
          value: name,
          label: html`${icon(channelIcon(name))}<span>${channelWord(name)}</span>`,
          name: channelWord(name),
          channel: name,
          own,
          all: count,
          most,
        }),
      )}
    </ul>
  </section>`;
}

/** Who wrote how much: both sides, and each of them. */
export function partiesTemplate(figures: Figures, look: FiguresLook): TemplateResult {
  const { parties, otherParties, customerCount, agentCount, count } = figures;
  const most = parties[0]?.count ?? 0;
  const sides = `${strings.customers} ${strings.share(customerCount / count)}, ${strings.agents} ${strings.share(agentCount / count)}`;
  return html`<section aria-labelledby="participants">
    <div class="head"><h3 id="participants">${strings.participants}</h3></div>
    <div class="sides" role="img" aria-label=${sides}>
      <i data-share=${customerCount / count}></i><i data-share=${agentCount / count}></i>
    </div>
    <div class="ends" aria-hidden="true">
      <span>${strings.customers} ${strings.share(customerCount / count)}</span>
      <span>${strings.agents} ${strings.share(agentCount / count)}</span>
    </div>
    <ul class="bars" data-roving>
      ${parties.map(({ key, name, type, side, count: own }) =>
        barTemplate(look, {
          member: 'parties',
          value: key,
          label: html`${icon(partyIcon(type))}<span dir="auto">${shownName(name)}</span><span class="sr">, ${partyWord(type)}</span>`,
          name: shownName(name),
          side,
          own,
          all: count,
          most,
        }),
      )}
    </ul>
    ${
      otherParties.parties > 0
        ? html`<p class="more">${strings.otherParties(otherParties.parties, otherParties.count)}</p>`
        : nothing
    }
  </section>`;
}

interface Bar {
  member: Narrowing;
  value: string;
  label: TemplateResult;
  name: string;
  channel?: string;
  side?: string;
  own: number;
  all: number;
  most: number;
}

function barTemplate(look: FiguresLook, bar: Bar): TemplateResult {
  const { member, value, label, name, channel, side, own, all, most } = bar;
  const narrowed = look.isNarrowed(member, value);
  return html`<li>
    <button
      class="bar ${side ?? ''}"
      data-channel=${channel ?? nothing}
      aria-pressed=${narrowed}
      title=${narrowed ? strings.narrowed(name) : strings.narrowTo(name)}
      @click=${() => look.narrow(member, value)}
    >
      <span class="label">${label}</span>
      <span class="number">${strings.count(own)}</span>
      <span class="share">${strings.share(own / all)}</span>
      <span class="track" aria-hidden="true"><i data-share=${own / most}></i></span>
    </button>
  </li>`;
}

/** How long customers waited: a column for each step, those of the median and of nine tenths named. */
export function responsesTemplate(
  { responses }: Figures,
  { show }: FiguresLook,
): TemplateResult | typeof nothing {
  if (!responses) return nothing;
  const { bins, medianMs, p90Ms, longest } = responses;
  const most = Math.max(...bins.map(({ count }) => count));
  const within = (ms: number) =>
    bins.findIndex(({ fromMs, toMs }, index) => ms >= fromMs && (ms < toMs || index === bins.length - 1));
  const tags = new Map([
    [within(p90Ms), strings.ninety],
    [within(medianMs), strings.median],
  ]);
  const [first] = bins;
  const last = bins.at(-1);
  return html`<section aria-labelledby="responses">
    <div class="head">
      <h3 id="responses">${strings.responses}</h3>
      <button class="link" title=${strings.showWait(exactDuration(longest.ms))} @click=${() => show(longest.askedBy)}>
        ${strings.longestWait}: ${exactDuration(longest.ms)}
      </button>
    </div>
    <ul class="columns" data-roving aria-label=${strings.responsesTable}>
      ${bins.map(({ fromMs, toMs, count, example }, index) => {
        const words =
          fromMs === 0
            ? strings.binUpTo(exactDuration(toMs))
            : strings.binOf(exactDuration(fromMs), exactDuration(toMs));
        const tag = tags.get(index);
        const content = html`<span class="tag" aria-hidden="true">${tag ?? nothing}</span
          ><i data-height=${count / most} aria-hidden="true"></i>`;
        return html`<li>
          ${
            count === 0
              ? nothing
              : html`<button
                  class="column ${tag ? 'marked' : ''}"
                  title=${strings.showBin(words, count)}
                  aria-label=${[tag, strings.showBin(words, count)].filter(Boolean).join(', ')}
                  @click=${() => show(example)}
                >
                  ${content}
                </button>`
          }
        </li>`;
      })}
    </ul>
    <div class="axis" aria-hidden="true">
      <span>${exactDuration(first?.fromMs ?? 0)}</span><span>${exactDuration(last?.toMs ?? 0)}</span>
    </div>
  </section>`;
}

/** Did it arrive? */
export function deliveryFiguresTemplate(
  { delivery }: Figures,
  { times, show, isNarrowed, narrow }: FiguresLook,
): TemplateResult | typeof nothing {
  const { statuses, known, failed, failedCount } = delivery;
  if (known === 0) return nothing;
  const named = statuses.map(({ name, count }) => ({
    name,
    count,
    delivery: deliveryOf({ deliveryStatus: name }),
  }));
  const label = named.map(({ delivery: { words }, count }) => `${words} ${strings.count(count)}`).join(', ');
  return html`<section aria-labelledby="delivery">
    <div class="head"><h3 id="delivery">${strings.delivery}</h3></div>
    <div class="stack" role="img" aria-label=${label}>
      ${named.map(({ name, count }) => html`<span class="piece" data-status=${name} data-grow=${count / known}></span>`)}
    </div>
    <ul class="statuses" data-roving>
      ${named.map(({ name, count, delivery: { icon: drawing, words } }) => {
        const narrowed = isNarrowed('statuses', name);
        return html`<li>
          <button
            class="status"
            aria-pressed=${narrowed}
            title=${narrowed ? strings.narrowed(words) : strings.narrowTo(words)}
            @click=${() => narrow('statuses', name)}
          >
            <i class="piece" data-status=${name} aria-hidden="true"></i>${icon(drawing)}<span>${words}</span>
            <b>${strings.count(count)}</b>
          </button>
        </li>`;
      })}
    </ul>
    ${
      failedCount > 0
        ? html`<div class="failures">
            <h4>${drawIcon(error)}${strings.failedList(failedCount)}</h4>
            <ul data-roving>
              ${failed.map(({ key, name, at }) => {
                const iso = at > 0 ? new Date(at).toISOString() : '';
                return html`<li>
                  <button class="link" @click=${() => show(key)}>
                    <span class="name" dir="auto">${shownName(name)}</span
                    ><time datetime=${iso || nothing} title=${iso ? times.exact(iso) : nothing}>${iso ? moment(at, DAY_MS) : nothing}</time>
                  </button>
                </li>`;
              })}
            </ul>
            ${failedCount > failed.length ? html`<p class="more">${strings.failedMore(failedCount - failed.length)}</p>` : nothing}
          </div>`
        : nothing
    }
  </section>`;
}

const CELL = 12;
const GAP = 1.5;
const LABEL = 30;

/** When it is busy: the hours of the week, each a square that is as full as it is busy. */
export function weekTemplate(
  { time }: Figures,
  { weekdays, show }: FiguresLook,
): TemplateResult | typeof nothing {
  if (!time) return nothing;
  const { week, activeDays, first, last, longestSilence } = time;
  const most = Math.max(...week);
  const busiest = week.indexOf(most);
  const [day, hour] = [Math.floor(busiest / 24), busiest % 24];
  const busiestWords = `${weekdays.long(day)}, ${weekdays.hours(hour)}`;
  const span = Math.max(activeDays, Math.ceil((last - first) / DAY_MS) || 1);
  const width = LABEL + 24 * CELL;
  return html`<section aria-labelledby="week">
    <div class="head">
      <h3 id="week">${strings.week}</h3>
      <span class="soft">${strings.weekOf(busiestWords, most)}</span>
    </div>
    <svg
      class="week"
      viewBox="0 0 ${width} ${7 * CELL + 14}"
      role="img"
      aria-label="${strings.weekTable}. ${strings.weekOf(busiestWords, most)}"
    >
      ${weekdays.order.map((weekday, row) => {
        const y = row * CELL;
        return svg`<text x="0" y=${y + CELL - 3}>${weekdays.short(weekday)}</text>${Array.from(
          { length: 24 },
          (_, at) => {
            const index = weekday * 24 + at;
            const count = week[index] ?? 0;
            const x = LABEL + at * CELL;
            // By area: twice as many fill twice as much.
            const size = (CELL - GAP) * Math.max(count > 0 ? 0.25 : 0, Math.sqrt(count / most));
            const inset = (CELL - GAP - size) / 2;
            const title = strings.cell(`${weekdays.long(weekday)}, ${weekdays.hours(at)}`, count);
            return svg`<g><title>${title}</title><rect class="cell" x=${x} y=${y} width=${CELL - GAP} height=${CELL - GAP} rx="2"></rect>${
              count > 0
                ? svg`<rect class="dot" x=${x + inset} y=${y + inset} width=${size} height=${size} rx=${Math.min(2, size / 4)}></rect>`
                : nothing
            }${
              index === busiest
                ? svg`<rect class="busiest" x=${x - 0.2} y=${y - 0.2 + (row === 0 ? 0.6 : 0)} width=${CELL - GAP + 0.4} height=${CELL - GAP + 0.4 - (row === 0 ? 0.6 : 0)} rx="2"></rect>`
                : nothing
            }</g>`;
          },
        )}`;
      })}
      ${[0, 6, 12, 18].map((at) => svg`<text x=${LABEL + at * CELL} y=${7 * CELL + 10}>${weekdays.hour(at)}</text>`)}
    </svg>
    <div class="sr"><table>
      <caption>${strings.weekTable}</caption>
      <tbody>
        ${weekdays.order.map(
          (weekday) =>
            html`<tr>
              <th scope="row">${weekdays.long(weekday)}</th>
              ${Array.from({ length: 24 }, (_, at) => week[weekday * 24 + at] ?? 0).map((count) => html`<td>${count}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table></div>
    <dl class="facts">
      <dt>${strings.activeDays}</dt>
      <dd>${strings.activeDaysValue(activeDays, span)}</dd>
      ${
        longestSilence
          ? html`<dt>${strings.silence}</dt>
              <dd>
                <button class="link" title=${strings.showSilence} @click=${() => show(longestSilence.after)}>
                  ${exactDuration(longestSilence.ms)}
                </button>
              </dd>`
          : nothing
      }
    </dl>
  </section>`;
}

/** How sure the transcriptions are. */
export function transcriptionFiguresTemplate(
  { transcriptions }: Figures,
  { show }: FiguresLook,
): TemplateResult | typeof nothing {
  if (!transcriptions) return nothing;
  const { count, rated, meanConfidence, lowCount, lowest, tenths } = transcriptions;
  const most = Math.max(1, ...tenths);
  const label = tenths.flatMap((own, from) => (own > 0 ? [strings.tenth(from, own)] : [])).join('; ');
  return html`<section aria-labelledby="transcriptions" data-channel="VOICE">
    <div class="head"><h3 id="transcriptions">${strings.transcriptions}</h3></div>
    ${
      rated > 0
        ? html`<div class="columns" role="img" aria-label="${strings.confidences}: ${label}">
              ${tenths.map(
                (own, from) =>
                  html`<span class="column marked" title=${strings.tenth(from, own)}
                    >${own > 0 ? html`<span class="tag">${strings.count(own)}</span><i data-height=${own / most}></i>` : nothing}</span
                  >`,
              )}
            </div>
            <div class="axis" aria-hidden="true"><span>${strings.share(0)}</span><span>${strings.share(1)}</span></div>`
        : nothing
    }
    <dl class="facts">
      <dt>${strings.transcriptionCount}</dt>
      <dd>${strings.count(count)}</dd>
      ${meanConfidence === undefined ? nothing : html`<dt>${strings.meanConfidence}</dt><dd>${strings.share(meanConfidence)}</dd>`}
      ${rated > 0 ? html`<dt>${strings.lowConfidence}</dt><dd>${strings.lowConfidenceValue(lowCount, rated)}</dd>` : nothing}
    </dl>
    ${
      lowest
        ? html`<p class="more"><button class="link" @click=${() => show(lowest.key)}>${strings.showLowest(lowest.confidence)}</button></p>`
        : nothing
    }
  </section>`;
}
