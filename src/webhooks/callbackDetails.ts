import * as vscode from 'vscode';
import type { LogDetails, LogSection, Tone } from '../platform/logView/protocol.ts';
import type { Masker } from '../platform/masking.ts';
import { redactedUrl } from '../platform/redactedUrl.ts';
import { standingOf } from './callbackNotes.ts';
import type { ForwardResult, ReceivedCallback } from './receiver/receivedCallback.ts';
import {
  SHOWN_TEXT,
  type ShownBody,
  shownAnswer,
  shownCallbackBody,
  shownHeaders,
  shownTarget,
} from './shownCallback.ts';
import { verdictSections } from './verdictSections.ts';
import { durationWords, forwardFailure, unreadableWords } from './words.ts';

/** What the details are told with. */
export interface DetailsContext {
  readonly masker: Masker;
  /** What the conversation is called, with what is hidden hidden. */
  readonly conversation: string | undefined;
  /** Other deliveries of the same event, in order of arrival. */
  readonly deliveries: readonly ReceivedCallback[];
  /** What came of replaying it, in order. */
  readonly replays: readonly ForwardResult[];
  /** Where callbacks of its account are forwarded to at present. */
  readonly forwardTo: string | undefined;
}

/** All about a callback: how its signature stands and why, what it says, and what the person's app made of it. */
export function callbackDetails(callback: ReceivedCallback, context: DetailsContext): LogDetails {
  const { masker, conversation } = context;
  const { event, unreadable, request, forwarded } = callback;
  const standing = standingOf(callback);
  const verdict = verdictParts(callback, masker);
  // What was mended and replayed is what counts.
  const last = context.replays.at(-1);
  const failed = last ? isRefused(last) : isFailed(callback);
  const title = event?.eventType ?? vscode.l10n.t('Unreadable');
  return {
    title,
    subtitle: [conversation, new Date(callback.receivedAt).toISOString()].filter(Boolean).join(' · '),
    tone: standing === 'unsigned' || failed ? 'bad' : standing === 'signed' ? 'good' : 'warning',
    sections: [
      ...verdict.first,
      ...replaySections(context),
      ...(unreadable
        ? [
            {
              kind: 'notice' as const,
              tone: 'warning' as const,
              title: vscode.l10n.t('It could not be read'),
              text: unreadableWords(unreadable, vscode.l10n),
            },
          ]
        : []),
      eventFacts(callback, context),
      ...(forwarded || callback.forwarding ? forwardSections(callback, context) : []),
      bodySection(
        vscode.l10n.t('Body'),
        shownCallbackBody(request.body, masker),
        callback.bodySize,
        'openBody',
      ),
      {
        kind: 'text',
        title: vscode.l10n.t('Headers'),
        language: 'http',
        text: `${request.method} ${shownTarget(request.target, masker)}\n${shownHeaders(request.headers, masker)}`,
      },
      ...(context.deliveries.length > 1 ? [deliveriesTable(callback, context.deliveries)] : []),
      ...verdict.last,
    ],
    acts: actsOn(callback),
  };
}

/** How the signature stands, why, and what to do; the computation comes last, for who wants to redo it. */
function verdictParts(
  callback: ReceivedCallback,
  masker: Masker,
): { first: LogSection[]; last: LogSection[] } {
  const standing = standingOf(callback);
  if (!callback.verdict || standing === 'unchecked') {
    const notice: LogSection = {
      kind: 'notice',
      tone: 'warning',
      title: vscode.l10n.t('The signature was not checked'),
      text: vscode.l10n.t(
        'Twilio signs with the account’s primary auth token, and the one of {0} is not known here: an API key or OAuth cannot check it.',
        callback.account.label,
      ),
      links: [{ label: vscode.l10n.t('Enter Auth Token…'), act: 'enterToken' }],
    };
    return { first: [notice], last: [] };
  }
  const links =
    standing === 'signed' ? [] : [{ label: vscode.l10n.t('Open in Signature Tool'), act: 'checkSignature' }];
  const sections = verdictSections(callback.verdict, { l10n: vscode.l10n, masker, links });
  return {
    first: sections.filter(({ kind }) => kind === 'notice'),
    last: sections.filter(({ kind }) => kind !== 'notice'),
  };
}

function eventFacts(callback: ReceivedCallback, { conversation, masker }: DetailsContext): LogSection {
  const { event, account, request, idempotencyToken, requestId, attempt, answered } = callback;
  const fact = (name: string, value: string | undefined, more: { mono?: boolean; copy?: boolean } = {}) =>
    value === undefined || value === '' ? [] : [{ name, value, ...more }];
  const id = { mono: true, copy: true };
  const happened = Date.parse(event?.timestamp ?? '');
  const took = callback.receivedAt - happened;
  return {
    kind: 'facts',
    title: vscode.l10n.t('Event'),
    facts: [
      ...fact(vscode.l10n.t('Type'), event?.eventType),
      ...fact(vscode.l10n.t('Happened'), event?.timestamp),
      ...fact(
        vscode.l10n.t('Arrived after'),
        Number.isFinite(took) && took >= 0 ? durationWords(took, vscode.l10n) : undefined,
      ),
      ...fact(vscode.l10n.t('Conversation'), conversation),
      ...fact(vscode.l10n.t('Conversation ID'), event?.conversationId, id),
      ...(event?.resource && event.resource.kind !== 'conversation'
        ? fact(
            event.resource.kind === 'participant'
              ? vscode.l10n.t('Participant ID')
              : vscode.l10n.t('Communication ID'),
            event.resource.id,
            id,
          )
        : []),
      ...fact(vscode.l10n.t('Account'), `${account.label} (${account.accountSid})`),
      ...fact(vscode.l10n.t('Attempt'), attempt > 1 ? String(attempt) : undefined),
      ...fact(vscode.l10n.t('Idempotency token'), idempotencyToken, id),
      ...fact(vscode.l10n.t('Request ID'), requestId, id),
      ...fact(
        vscode.l10n.t('Called'),
        `${request.method} ${request.headers.host ?? ''}${shownTarget(request.target, masker)}`,
        { mono: true },
      ),
      ...fact(vscode.l10n.t('Answered'), answered === undefined ? undefined : String(answered)),
    ],
  };
}

function forwardSections(callback: ReceivedCallback, { masker }: DetailsContext): LogSection[] {
  const { forwarded } = callback;
  if (!forwarded) {
    return [
      { kind: 'notice', tone: 'info', title: vscode.l10n.t('Your app has it, and has not answered yet') },
    ];
  }
  return resultSections(forwarded, masker);
}

/** What an app made of a request: its answer, or why there was none. */
export function resultSections(result: ForwardResult, masker: Masker): LogSection[] {
  const { status, failure, durationMs } = result;
  const words = failure && forwardFailure(failure, vscode.l10n);
  const tone: Tone = failure || (status ?? 0) >= 400 ? 'bad' : 'good';
  return [
    {
      kind: 'notice',
      tone,
      title: failure
        ? vscode.l10n.t('Your app did not answer: {0}', words?.short ?? '')
        : vscode.l10n.t(
            'Your app answered {0} after {1}',
            status ?? 0,
            durationWords(durationMs, vscode.l10n),
          ),
      text: [
        words?.text,
        status !== undefined && (status === 403 || status === 401)
          ? vscode.l10n.t(
              'It refuses the request: if it checks the signature, see for which URL and with which auth token.',
            )
          : undefined,
      ]
        .filter(Boolean)
        .join(' '),
    },
    {
      kind: 'facts',
      title: vscode.l10n.t('Forwarded'),
      facts: [
        { name: vscode.l10n.t('To'), value: `${result.method} ${redactedText(result.url)}`, mono: true },
        { name: vscode.l10n.t('Signature'), value: signatureWords(result.signature) },
        { name: vscode.l10n.t('Took'), value: durationWords(durationMs, vscode.l10n) },
      ],
    },
    ...(status === undefined
      ? []
      : [
          bodySection(
            vscode.l10n.t('Your App’s Answer'),
            shownAnswer(result.body, masker),
            result.bodySize,
            'openAnswer',
          ),
          {
            kind: 'text' as const,
            title: vscode.l10n.t('Headers of the Answer'),
            language: 'http' as const,
            text: shownHeaders(result.headers, masker),
          },
        ]),
    {
      kind: 'text',
      title: vscode.l10n.t('Headers Sent to Your App'),
      language: 'http',
      text: shownHeaders(result.requestHeaders, masker),
    },
  ];
}

function redactedText(url: string): string {
  return redactedUrl(url)?.text ?? vscode.l10n.t('(no URL)');
}

function signatureWords(signature: ForwardResult['signature']): string {
  switch (signature) {
    case 'fresh':
      return vscode.l10n.t('made anew for your app’s URL');
    case 'original':
      return vscode.l10n.t('as it came, over the URL that the sender called');
    case 'none':
      return vscode.l10n.t('none');
  }
}

function bodySection(title: string, { language, text }: ShownBody, bytes: number, open: string): LogSection {
  if (bytes === 0) return { kind: 'text', title, language: 'plaintext', text: vscode.l10n.t('(empty)') };
  if (text.length <= SHOWN_TEXT) return { kind: 'text', title, language, text, open };
  return { kind: 'text', title, language, text: text.slice(0, SHOWN_TEXT), ofBytes: bytes, open };
}

/** The last replay in full, and all of them in a line each. */
function replaySections({ replays, masker }: DetailsContext): LogSection[] {
  const last = replays.at(-1);
  if (!last) return [];
  const [notice] = resultSections(last, masker);
  return [
    ...(notice?.kind === 'notice'
      ? [{ ...notice, title: vscode.l10n.t('Replayed: {0}', notice.title) }]
      : []),
    {
      kind: 'table',
      title: vscode.l10n.t('Replays'),
      columns: [vscode.l10n.t('Sent'), vscode.l10n.t('To'), vscode.l10n.t('Answer'), vscode.l10n.t('Took')],
      rows: replays.map(({ sentAt, url, status, failure, durationMs }) => [
        { text: new Date(sentAt).toISOString() },
        { text: redactedText(url) },
        {
          text: failure ? forwardFailure(failure, vscode.l10n).short : String(status ?? ''),
          tone: failure || (status ?? 0) >= 400 ? ('bad' as const) : ('good' as const),
        },
        { text: durationWords(durationMs, vscode.l10n) },
      ]),
    },
  ];
}

function deliveriesTable(callback: ReceivedCallback, deliveries: readonly ReceivedCallback[]): LogSection {
  return {
    kind: 'table',
    title: vscode.l10n.t('Deliveries of This Event'),
    columns: [vscode.l10n.t('Attempt'), vscode.l10n.t('Received'), vscode.l10n.t('Answered')],
    rows: deliveries.map((delivery) => [
      {
        text:
          delivery.id === callback.id
            ? vscode.l10n.t('{0} (this one)', delivery.attempt)
            : String(delivery.attempt),
      },
      { text: new Date(delivery.receivedAt).toISOString() },
      { text: delivery.answered === undefined ? '…' : String(delivery.answered) },
    ]),
  };
}

function actsOn(callback: ReceivedCallback): LogDetails['acts'] {
  const act = (id: string, icon: string, label: string, primary = false) => ({ id, icon, label, primary });
  const whole = callback.bodySize === callback.request.body.length;
  return [
    ...(callback.event?.conversationId === undefined
      ? []
      : [act('openTimeline', 'comment-discussion', vscode.l10n.t('Open Timeline'), true)]),
    ...(whole ? [act('replay', 'debug-rerun', vscode.l10n.t('Replay'))] : []),
    // A GET has nothing that could be edited.
    ...(whole && callback.bodySize > 0
      ? [act('editAndReplay', 'edit', vscode.l10n.t('Edit and Replay…'))]
      : []),
    act('copyCurl', 'terminal', vscode.l10n.t('Copy as cURL')),
    act('checkSignature', 'verified', vscode.l10n.t('Open in Signature Tool')),
    ...(callback.event?.conversationId === undefined
      ? []
      : [act('compare', 'diff', vscode.l10n.t('Compare with API'))]),
  ];
}

/** Whether the person's app did not take it. */
export function isFailed({ forwarded }: ReceivedCallback): boolean {
  return forwarded !== undefined && isRefused(forwarded);
}

function isRefused({ failure, status }: ForwardResult): boolean {
  return failure !== undefined || (status ?? 0) >= 400;
}
