import * as vscode from 'vscode';
import type { Conversation } from '../api/resources.ts';
import { conversationTitle, shortId } from '../platform/display.ts';
import { BoundedLog, type Searchable } from '../platform/logView/boundedLog.ts';
import type { LogSource } from '../platform/logView/logView.ts';
import type { LogAct, LogCell, LogDetails, LogEmpty, LogRow } from '../platform/logView/protocol.ts';
import type { Masker } from '../platform/masking.ts';
import { callbackDetails, isFailed } from './callbackDetails.ts';
import { standingOf } from './callbackNotes.ts';
import type { ForwardResult, ReceivedCallback } from './receiver/receivedCallback.ts';
import { durationWords, eventWords, forwardFailure, shortCause } from './words.ts';

/** What is kept of callbacks: 20 seconds of the load that a receiver is made for. */
const BOUNDS = { records: 10_000, bytes: 64 * 1024 * 1024 };

/** What the view needs to know beyond the callbacks. */
export interface SourceContext {
  masker(): Masker;
  loaded(accountId: string): readonly Conversation[];
  forwardTo(accountId: string): string | undefined;
  /** Where it listens; undefined while it does not. */
  origin(): string | undefined;
  /** The callback with the cause of its signature's not matching, which was not sought when it came. */
  judgedAgain(callback: ReceivedCallback): ReceivedCallback;
  /** More than one account may be called back for. */
  severalAccounts(): boolean;
  /** Status callbacks are to be put back. */
  changed(): number;
  act(act: string, callback: ReceivedCallback | undefined): unknown;
}

const MOST_REPLAYS = 20;

const NOT_FORWARDED = '–';

/** How long a name that was not found is not looked for again. */
const UNNAMED_MS = 5_000;

/** The callbacks as a log of the panel shows them. */
export class CallbackSource implements LogSource<ReceivedCallback> {
  readonly log = new BoundedLog<ReceivedCallback>(BOUNDS, searchable);
  readonly #context: SourceContext;
  readonly #titles = new Map<string, { title: string | undefined; at: number }>();
  /** What came of replaying, by record, in order. */
  readonly #replays = new Map<string, ForwardResult[]>();
  readonly #clock = new Intl.DateTimeFormat(undefined, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  });

  readonly name = vscode.l10n.t('Twilio Webhooks');
  /** Beside the details there is room for what happened and whether it is signed; for more where it is wider. */
  readonly columns = [
    { id: 'time', title: vscode.l10n.t('Time'), width: 13, mono: true },
    { id: 'event', title: vscode.l10n.t('Event'), width: 21 },
    { id: 'conversation', title: vscode.l10n.t('Conversation'), width: 18, grows: true, from: 680 },
    { id: 'resource', title: vscode.l10n.t('Resource'), width: 15, mono: true, from: 980 },
    { id: 'signature', title: vscode.l10n.t('Signature'), width: 16, grows: true },
    { id: 'app', title: vscode.l10n.t('Your App'), width: 12, from: 450 },
    { id: 'attempt', title: vscode.l10n.t('Attempt'), width: 8, align: 'end' as const, from: 840 },
  ];
  readonly quickFilters = [
    { label: vscode.l10n.t('Bad Signature'), query: 'signed:no' },
    { label: vscode.l10n.t('Failed at My App'), query: 'app:failed' },
    { label: vscode.l10n.t('Duplicates'), query: 'duplicate:yes' },
  ];
  readonly fields = new Set([
    'type',
    'signed',
    'cause',
    'conversation',
    'resource',
    'account',
    'status',
    'app',
    'duplicate',
    'attempt',
  ]);
  readonly filterHelp = vscode.l10n.t(
    'Words, or fields: type:created signed:no cause:port conversation:conv_… status:5xx app:failed duplicate:yes; - before what is not wanted',
  );

  constructor(context: SourceContext) {
    this.#context = context;
  }

  /** Keeps what came of replaying a callback: the last few times. */
  noteReplay(id: string, result: ForwardResult): void {
    const before = this.#replays.get(id) ?? [];
    this.#replays.set(id, [...before, result].slice(-MOST_REPLAYS));
    for (const known of this.#replays.keys()) if (!this.log.get(known)) this.#replays.delete(known);
  }

  row(callback: ReceivedCallback): LogRow {
    const { event, receivedAt, attempt, duplicateOf } = callback;
    const conversation = this.#conversationOf(callback) ?? '';
    const signature = signatureCell(callback);
    const app = this.#appCell(callback);
    const eventText = event?.eventType ?? vscode.l10n.t('Unreadable');
    const time = this.#clock.format(receivedAt);
    const resource = event?.resource && event.resource.kind !== 'conversation' ? event.resource : undefined;
    return {
      id: callback.id,
      cells: [
        { text: time, title: new Date(receivedAt).toISOString() },
        {
          text: sentence(eventWords(eventText)),
          title: eventText,
          ...(event ? {} : { tone: 'warning' as const }),
        },
        {
          text: conversation,
          ...(event?.conversationId === undefined ? {} : { title: event.conversationId }),
        },
        { text: resource ? shortId(resource.id) : '', ...(resource ? { title: resource.id } : {}) },
        signature,
        app,
        attempt > 1
          ? { text: String(attempt), tone: 'warning', title: vscode.l10n.t('It came before already') }
          : { text: '' },
      ],
      ...(signature.tone === 'bad' || app.tone === 'bad' ? { tone: 'bad' as const } : {}),
      pinned: this.log.isPinned(callback.id),
      // A retry stands under what it repeats only where that is just above: order of arrival comes first.
      ...(duplicateOf === undefined ? {} : { depth: 1 as const }),
      spoken: [
        eventWords(eventText),
        conversation,
        vscode.l10n.t('signature: {0}', signature.text),
        app.text !== NOT_FORWARDED && vscode.l10n.t('your app: {0}', app.text),
        attempt > 1 && vscode.l10n.t('attempt {0}', attempt),
        time,
      ]
        .filter(Boolean)
        .join(', '),
    };
  }

  details(received: ReceivedCallback): LogDetails {
    // When hundreds come in a second, causes are sought only of those that somebody looks at.
    const callback = received.causeNotSought ? this.#context.judgedAgain(received) : received;
    if (callback !== received) this.log.put(callback);
    const { idempotencyToken, account } = callback;
    const deliveries =
      idempotencyToken === undefined
        ? [callback]
        : this.log.records.filter(
            (other) => other.idempotencyToken === idempotencyToken && other.account.id === account.id,
          );
    return callbackDetails(callback, {
      masker: this.#context.masker(),
      conversation: this.#conversationOf(callback),
      deliveries,
      replays: this.#replays.get(callback.id) ?? [],
      forwardTo: this.#context.forwardTo(account.id),
    });
  }

  acts(): readonly LogAct[] {
    const running = this.#context.origin() !== undefined;
    return [
      running
        ? { id: 'stop', icon: 'debug-stop', label: vscode.l10n.t('Stop') }
        : { id: 'start', icon: 'play', label: vscode.l10n.t('Start Receiver'), primary: true },
      ...(running
        ? [
            {
              id: 'setCallback',
              icon: 'link',
              label: vscode.l10n.t('Set as Status Callback…'),
              primary: true,
            },
          ]
        : []),
      {
        id: 'more',
        icon: 'ellipsis',
        label: vscode.l10n.t('More'),
        menu: [
          ...(running ? [{ id: 'copyUrl', label: vscode.l10n.t('Copy URL') }] : []),
          { id: 'forward', label: vscode.l10n.t('Forward to My App…') },
          ...(this.log.total > 0 ? [{ id: 'replayShown', label: vscode.l10n.t('Replay All Shown…') }] : []),
          ...(this.#context.changed() > 0
            ? [{ id: 'restore', label: vscode.l10n.t('Put Status Callbacks Back') }]
            : []),
          { id: 'token', label: vscode.l10n.t('Signing Auth Token…') },
          { id: 'reach', label: vscode.l10n.t('How Is It Reached from Outside?') },
        ],
      },
    ];
  }

  status(): { text: string; tone?: 'good' | 'muted' } {
    const origin = this.#context.origin();
    if (origin === undefined) return { text: vscode.l10n.t('Off'), tone: 'muted' };
    // The URL in full is in the status bar and in the menu: here there is little room.
    return { text: vscode.l10n.t('Port {0}', new URL(origin).port), tone: 'good' };
  }

  empty(): LogEmpty {
    if (this.#context.origin() === undefined) {
      return {
        title: vscode.l10n.t('No webhooks yet'),
        text: vscode.l10n.t(
          'Start the receiver to see each status callback as it arrives: whether its signature is right, and if not, why; and what your own app answers to it.',
        ),
        acts: [{ id: 'start', icon: 'play', label: vscode.l10n.t('Start Receiver'), primary: true }],
      };
    }
    return {
      title: vscode.l10n.t('Waiting for callbacks'),
      text: vscode.l10n.t(
        'It listens. Have it called: set it as status callback of a configuration, which conversations that are made from then on take over, or of one conversation.',
      ),
      acts: [
        { id: 'setCallback', icon: 'link', label: vscode.l10n.t('Set as Status Callback…'), primary: true },
        { id: 'copyUrl', icon: 'copy', label: vscode.l10n.t('Copy URL') },
        { id: 'reach', icon: 'question', label: vscode.l10n.t('How Is It Reached from Outside?') },
      ],
    };
  }

  act(act: string, callback: ReceivedCallback | undefined): unknown {
    return this.#context.act(act, callback);
  }

  /** What a conversation is called, or its shortened id, with what is hidden hidden. */
  #conversationOf({ event, account }: ReceivedCallback): string | undefined {
    const id = event?.conversationId;
    if (id === undefined) return undefined;
    const told = titleIn(event?.data, id) ?? this.#loadedTitle(account.id, id);
    const title = told === undefined ? shortId(id) : this.#context.masker().title(told, id);
    return this.#context.severalAccounts() ? vscode.l10n.t('{0} · {1}', title, account.label) : title;
  }

  /** The list may have thousands, and rows are drawn often. */
  #loadedTitle(accountId: string, id: string): string | undefined {
    const key = `${accountId} ${id}`;
    const known = this.#titles.get(key);
    const now = Date.now();
    if (known && now - known.at < UNNAMED_MS) return known.title;
    const conversation = this.#context.loaded(accountId).find((each) => each.id === id);
    const title = conversation && conversationTitle(conversation);
    if (this.#titles.size > 1_000) this.#titles.clear();
    this.#titles.set(key, { title, at: now });
    return title;
  }

  #appCell(callback: ReceivedCallback): LogCell {
    const { forwarding } = callback;
    const replay = this.#replays.get(callback.id)?.at(-1);
    const forwarded = replay ?? callback.forwarded;
    if (forwarding && !replay) return { text: vscode.l10n.t('asked…'), tone: 'info', title: undefined };
    if (!forwarded) return { text: NOT_FORWARDED, tone: 'muted', title: vscode.l10n.t('Not forwarded') };
    const { status, failure, durationMs } = forwarded;
    const took = durationWords(durationMs, vscode.l10n);
    if (failure) {
      const { short, text } = forwardFailure(failure, vscode.l10n);
      return { text: replay ? `↻ ${short}` : short, tone: 'bad', title: text };
    }
    const answered = vscode.l10n.t('Your app answered {0} after {1}', status ?? 0, took);
    return {
      text: `${replay ? '↻ ' : ''}${status} · ${took}`,
      tone: (status ?? 0) >= 400 ? 'bad' : 'good',
      title: replay ? vscode.l10n.t('Replayed. {0}', answered) : answered,
    };
  }
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function signatureCell(callback: ReceivedCallback): LogCell {
  switch (standingOf(callback)) {
    case 'signed':
      return { text: vscode.l10n.t('signed'), tone: 'good', title: undefined };
    case 'unchecked':
      return {
        text: vscode.l10n.t('not checked'),
        tone: 'warning',
        title: vscode.l10n.t('The account’s auth token is not known here'),
      };
    case 'unsigned':
      return { text: shortCause(callback.verdict?.cause, vscode.l10n), tone: 'bad', title: undefined };
  }
}

/** A conversation's event brings its name along. */
function titleIn(data: unknown, id: string): string | undefined {
  if (typeof data !== 'object' || data === null || !('name' in data) || !('id' in data)) return undefined;
  return data.id === id && typeof data.name === 'string' && data.name.trim() !== '' ? data.name : undefined;
}

const SIGNED = { signed: 'yes', unsigned: 'no', unchecked: 'unchecked' } as const;

function searchable(callback: ReceivedCallback): Searchable {
  const { event, account, forwarded, duplicateOf, attempt, verdict, idempotencyToken, requestId } = callback;
  const type = event?.eventType ?? 'unreadable';
  return {
    fields: {
      type,
      signed: SIGNED[standingOf(callback)],
      cause: verdict?.cause,
      conversation: event?.conversationId,
      resource: event?.resource?.id,
      account: `${account.label} ${account.accountSid}`,
      status: forwarded?.status === undefined ? undefined : String(forwarded.status),
      app: forwarded && (isFailed(callback) ? 'failed' : 'ok'),
      duplicate: duplicateOf === undefined ? 'no' : 'yes',
      attempt: String(attempt),
    },
    text: [
      type,
      event?.conversationId,
      event?.resource?.id,
      idempotencyToken,
      requestId,
      saidIn(event?.data),
    ].join(' '),
  };
}

/** The beginning of what a communication says, to be found by. */
function saidIn(data: unknown): string {
  if (typeof data !== 'object' || data === null || !('content' in data)) return '';
  const { content } = data;
  if (typeof content !== 'object' || content === null || !('text' in content)) return '';
  return typeof content.text === 'string' ? content.text.slice(0, 500) : '';
}
