import check from '@vscode/codicons/src/icons/check.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import { html, nothing, type TemplateResult } from 'lit';
import { drawIcon } from '../../../platform/webview/drawIcon.ts';
import type { DeliveryFailure, Details, DetailsCallback, DetailsRecipient } from '../../protocol/details.ts';
import { shownName } from '../../protocol/shownName.ts';
import { deliveryOf } from '../delivery.ts';
import { exactDuration } from '../durations.ts';
import { icon } from '../icon.ts';
import { channelIcon, channelWord, partyIcon, partyWord } from '../kinds.ts';
import { locale } from '../numbers.ts';
import { LOW_CONFIDENCE } from '../rowText.ts';
import { strings as feedStrings } from '../strings.ts';
import type { Times } from '../times.ts';
import { detailsStrings as strings } from './detailsStrings.ts';
import { latenciesOf } from './latencies.ts';

/** To whom, and what became of it. */
export function deliveryTemplate(details: Details, times: Times): TemplateResult {
  const { recipients, failure } = details;
  return html`<section aria-labelledby="delivery">
    <h3 id="delivery">${strings.delivery}</h3>
    ${
      recipients.length === 0
        ? html`<p class="hint">${strings.noRecipients}</p>`
        : html`<ul class="recipients">${recipients.map((to) => recipientTemplate(to, times))}</ul>`
    }
    ${failure ? failureTemplate(failure) : nothing}
    ${recipients.some(({ history }) => history.length > 0) ? html`<p class="hint">${strings.historyNote}</p>` : nothing}
  </section>`;
}

function recipientTemplate(to: DetailsRecipient, times: Times): TemplateResult {
  const delivery = deliveryOf(to);
  return html`<li>
    <div class="to">
      <span class="name" dir="auto">${shownName(to.name || to.address || feedStrings.unnamed)}</span>
      <span class="state ${delivery.failed ? 'failed' : ''}">${icon(delivery.icon)}<span>${delivery.words}</span></span>
      <div class="line" data-channel=${to.channel}>
        <span>${partyWord(to.type)}</span>
        <span class="channel">${icon(channelIcon(to.channel))}${channelWord(to.channel)}</span>
        ${to.address && to.address !== to.name ? html`<span class="id" dir="auto">${shownName(to.address)}</span>` : nothing}
      </div>
    </div>
    ${
      to.history.length > 0
        ? html`<ol class="steps" aria-label=${strings.history}>
            ${to.history.map(({ status, seenAt }) => {
              const seen = deliveryOf(status === undefined ? {} : { deliveryStatus: status });
              const at = new Date(seenAt).toISOString();
              return html`<li class=${seen.failed ? 'failed' : ''}>
                <span>${seen.words}</span>
                <time class="soft" datetime=${at} title=${times.exact(at)}>${strings.seen(times.exact(at))}</time>
              </li>`;
            })}
          </ol>`
        : nothing
    }
  </li>`;
}

function failureTemplate({ state, reasons, probably, messageSid }: DeliveryFailure): TemplateResult {
  return html`<div class="failure" role="note">
    ${drawIcon(error)}
    <div>
      <strong>${strings.failedTitle}</strong>
      ${reasons.map(
        ({ code, meaning, url }) =>
          html`<p>
            ${strings.errorCode(code)}: ${meaning ?? strings.unknownCode}
            <a href=${url} title=${url}>${strings.errorPage(code)}</a>
          </p>`,
      )}
      ${probably && reasons.length > 0 ? html`<p class="soft">${strings.probably}</p>` : nothing}
      ${state === 'looking' ? html`<p>${strings.looking}</p>` : nothing}
      ${state === 'error' ? html`<p>${strings.couldNotLook}</p>` : nothing}
      ${
        state === 'untold'
          ? html`<p>${messageSid ? strings.untoldWithSid : strings.untold}</p>
              ${messageSid ? html`<p class="id">${messageSid}</p>` : nothing}`
          : nothing
      }
    </div>
  </div>`;
}

/** The status callbacks about it that this machine received; nothing where there are none. */
export function callbacksTemplate(
  { callbacks }: Details,
  times: Times,
  show: () => void,
): TemplateResult | typeof nothing {
  if (callbacks.length === 0) return nothing;
  return html`<section aria-labelledby="callbacks">
    <h3 id="callbacks">${strings.callbacks}</h3>
    <ol class="steps callbacks">
      ${callbacks.map(({ eventType, receivedAt, verdict, repeated }) => {
        const at = new Date(receivedAt).toISOString();
        return html`<li class=${verdict === 'unsigned' ? 'failed' : ''}>
          <span>${shownName(eventType)}${repeated ? ` (${strings.callbackRepeated})` : nothing}</span>
          <time class="soft" datetime=${at} title=${at}>${times.exact(at)}</time>
          <span class="verdict ${verdict}"
            >${verdict === 'unchecked' ? nothing : drawIcon(verdict === 'signed' ? check : error)}${VERDICT_WORDS[verdict]}</span
          >
        </li>`;
      })}
    </ol>
    <div class="more"><button class="link" @click=${show}>${strings.showCallbacks}</button></div>
  </section>`;
}

const VERDICT_WORDS: Record<DetailsCallback['verdict'], string> = {
  signed: strings.callbackSigned,
  unsigned: strings.callbackUnsigned,
  unchecked: strings.callbackUnchecked,
};

/** When it occurred and was recorded, how long that took, and how long after others it came. */
export function timesTemplate(details: Details, show: (key: string) => void): TemplateResult {
  const latencies = latenciesOf(details);
  const { firstSeenAt, sincePrevious, sinceSameAuthor } = details;
  const moment = (label: string, at: string | undefined) =>
    at ? html`<dt>${label}</dt><dd><time datetime=${at} title=${at}>${preciseTime(at)}</time></dd>` : nothing;
  const since = (label: string, meaning: string, before: Details['sincePrevious']) =>
    before
      ? html`<dt>${label}</dt>
          <dd>
            <button class="link" title=${meaning} @click=${() => show(before.key)}>${exactDuration(before.ms)}</button>
          </dd>`
      : nothing;
  const words = latencies.map(({ kind, ms }) => {
    if (kind === 'updated') return ms <= 0 ? strings.neverUpdated : strings.updatedAfter(exactDuration(ms));
    if (ms === 0) return strings.recordedAtOnce;
    return ms < 0 ? strings.recordedBefore(exactDuration(-ms)) : strings.recordedAfter(exactDuration(ms));
  });
  return html`<section aria-labelledby="times">
    <h3 id="times">${strings.times}</h3>
    ${
      latencies.length > 0
        ? html`<div class="life" role="img" aria-label="${strings.latencies}: ${words.join(', ')}">
              ${latencies.map(({ kind, share }) => html`<span class="stretch ${kind}" data-grow=${share}></span>`)}
            </div>
            <div class="legend" aria-hidden="true">
              ${latencies.map(({ kind }, index) => html`<span><i class="stretch ${kind}"></i>${words[index]}</span>`)}
            </div>`
        : nothing
    }
    <dl>
      ${moment(strings.occurred, details.occurredAt)} ${moment(strings.created, details.createdAt)}
      ${moment(strings.updated, details.updatedAt)}
      ${firstSeenAt === undefined ? nothing : moment(strings.firstSeen, new Date(firstSeenAt).toISOString())}
      ${since(strings.sincePrevious, strings.sincePreviousMeaning, sincePrevious)} ${since(strings.sinceSameAuthor, strings.sinceSameAuthorMeaning, sinceSameAuthor)}
    </dl>
  </section>`;
}

/** What the transcription says of itself. */
export function transcriptionTemplate({ transcription, author }: Details): TemplateResult | typeof nothing {
  if (!transcription) return nothing;
  const { channel, confidence, engine, wordCount, spokenMs } = transcription;
  const low = confidence !== undefined && confidence < LOW_CONFIDENCE;
  const leg = channel === 0 ? strings.inbound : channel === 1 ? strings.outbound : undefined;
  return html`<section aria-labelledby="transcription" data-channel=${author.channel}>
    <h3 id="transcription">${strings.transcription}</h3>
    <dl>
      ${engine ? html`<dt>${strings.engine}</dt><dd>${shownName(engine)}</dd>` : nothing}
      ${
        confidence === undefined
          ? nothing
          : html`<dt>${strings.confidence}</dt>
              <dd>
                ${low ? strings.lowConfidence(confidence) : strings.confidenceValue(confidence)}
                <span class="meter ${low ? 'low' : ''}" aria-hidden="true"><i data-share=${confidence}></i></span>
              </dd>`
      }
      ${leg ? html`<dt>${strings.leg}</dt><dd>${leg}</dd>` : nothing}
      <dt>${strings.words}</dt>
      <dd>
        ${
          wordCount === 0
            ? strings.noWords
            : strings.wordsValue(wordCount, spokenMs === undefined ? undefined : exactDuration(spokenMs))
        }
      </dd>
    </dl>
  </section>`;
}

/** Who said it, by which channel, and when. */
export function authorTemplate(details: Details, letters: string, times: Times, now: number): TemplateResult {
  const { author, side, occurredAt, createdAt } = details;
  const at = occurredAt ?? createdAt ?? '';
  return html`<div class="who">
    <span class="avatar ${side}" aria-hidden="true">${letters || icon(partyIcon(author.type))}</span>
    <div>
      <div class="name" dir="auto" title=${shownName(author.name)}>${shownName(author.name || author.address || feedStrings.unnamed)}</div>
      <div class="line">
        <span>${partyWord(author.type)}</span>
        <span class="channel">${icon(channelIcon(author.channel))}${channelWord(author.channel)}</span>
        ${author.address && author.address !== author.name ? html`<span class="id" dir="auto">${shownName(author.address)}</span>` : nothing}
      </div>
      <div class="line">
        ${
          at === ''
            ? feedStrings.noTime
            : html`<time datetime=${at} title=${at}>${times.exact(at)}</time><span>${times.relative(at, now)}</span>`
        }
      </div>
    </div>
  </div>`;
}

const exact = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

/** To the millisecond. A date that cannot be read comes back as it was. */
function preciseTime(at: string): string {
  const time = Date.parse(at);
  return Number.isNaN(time) ? at : exact.format(time);
}
