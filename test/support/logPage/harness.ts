import type * as vscode from 'vscode';
import { BoundedLog, type LogRecord } from '../../../src/platform/logView/boundedLog.ts';
import { type LogSource, LogView } from '../../../src/platform/logView/logView.ts';
import { copied, EventEmitter } from './vscodeStandIn.ts';

/** What the log of the page holds. */
export interface SampleRecord extends LogRecord {
  readonly index: number;
  readonly status: number;
  readonly attempt: number;
  /** Told in its details, so that a newer state differs. */
  readonly note: string;
}

const METHODS = ['GET', 'GET', 'POST', 'GET', 'PATCH'] as const;
const PATHS = ['Conversations', 'Conversations/conv_01k9/Communications', 'Configurations', 'Operations'];

/** A sample of many kinds, by its number. */
export function sample(index: number, change: Partial<SampleRecord> = {}): SampleRecord {
  const status = index % 11 === 7 ? 404 : index % 17 === 5 ? 429 : 200;
  return {
    id: `r${index}`,
    bytes: 1_000,
    index,
    status,
    attempt: index % 17 === 6 ? 2 : 1,
    note: '',
    ...change,
  };
}

const log = new BoundedLog<SampleRecord>({ records: 2_000, bytes: 24 * 1_048_576 }, (record) => ({
  fields: { status: String(record.status), method: METHODS[record.index % 5], path: path(record) },
  text: `${METHODS[record.index % 5]} ${path(record)} ${record.status} ${record.id}`,
}));
const said: unknown[] = [];
let told = 0;
const acted: [act: string, id: string | undefined][] = [];
const received = new EventEmitter<unknown>();
const visibility = new EventEmitter<void>();
const disposed = new EventEmitter<void>();
let status: ReturnType<LogSource<SampleRecord>['status']>;

const source: LogSource<SampleRecord> = {
  log,
  name: 'API traffic',
  columns: [
    { id: 'time', title: 'Time', width: 12, mono: true },
    { id: 'method', title: 'Method', width: 7, mono: true },
    { id: 'path', title: 'Path', width: 30, grows: true, mono: true },
    { id: 'status', title: 'Status', width: 6, align: 'end' },
    { id: 'duration', title: 'Duration', width: 9, align: 'end' },
    { id: 'account', title: 'Account', width: 14, from: 640 },
    { id: 'request', title: 'Request ID', width: 34, mono: true, from: 900 },
  ],
  quickFilters: [
    { label: 'Failed', query: '-status:2xx' },
    { label: 'Writes', query: '-method:get' },
    { label: 'Slow', query: 'slow' },
  ],
  fields: new Set(['status', 'method', 'path']),
  filterHelp: 'Filter, such as status:4xx method:post -path:/Operations',
  row: (record) => ({
    id: record.id,
    cells: [
      { text: new Date(Date.UTC(2026, 10, 21, 9) + record.index * 137).toISOString().slice(11, 23) },
      { text: METHODS[record.index % 5] ?? '' },
      { text: path(record) },
      { text: String(record.status), ...(record.status >= 400 ? { tone: 'bad' as const } : {}) },
      { text: `${20 + ((record.index * 37) % 400)} ms` },
      { text: 'Sandbox', tone: 'muted' },
      { text: `RQ${String(record.index).padStart(32, '0')}` },
    ],
    ...(record.status === 404
      ? { tone: 'bad' as const }
      : record.status === 429
        ? { tone: 'warning' as const }
        : {}),
    depth: record.attempt > 1 ? 1 : 0,
    spoken: `${METHODS[record.index % 5]} ${path(record)}, status ${record.status}`,
  }),
  details: (record) => ({
    title: `${METHODS[record.index % 5]} ${path(record)}`,
    subtitle: `${record.id} ${record.note}`.trim(),
    ...(record.status === 404 ? { tone: 'bad' as const } : {}),
    acts: [
      { id: 'repeat', label: 'Repeat', icon: 'debug-rerun' },
      {
        id: 'copyAs',
        label: 'Copy as',
        icon: 'copy',
        menu: [
          { id: 'copyAs.curl', label: 'cURL', detail: 'bash' },
          { id: 'copyAs.node', label: 'Node (twilio)' },
        ],
      },
    ],
    sections: [
      ...(record.status === 404
        ? [
            {
              kind: 'notice' as const,
              tone: 'bad' as const,
              title: '20404: The resource was not found',
              text: 'It was deleted, belongs to another account, or its id is mistyped.',
              links: [
                { label: 'About 20404', href: 'https://www.twilio.com/docs/api/errors/20404' },
                { label: 'Show the conversation', act: 'open' },
              ],
            },
          ]
        : []),
      {
        kind: 'facts',
        title: 'Request',
        facts: [
          { name: 'Status', value: String(record.status), tone: record.status === 200 ? 'good' : 'bad' },
          { name: 'Twilio-Request-Id', value: `RQ${record.index}`, mono: true, copy: true },
          { name: 'Account', value: 'Sandbox' },
        ],
      },
      {
        kind: 'timing',
        title: 'Timing',
        totalMs: 240.4,
        parts: [
          { name: 'Waiting in line', startMs: 0, durationMs: 12.2, tone: 'muted' },
          { name: 'Connecting', startMs: 12.2, durationMs: 31 },
          { name: 'Waiting for the answer', startMs: 43.2, durationMs: 180 },
          { name: 'Reading', startMs: 223.2, durationMs: 17.2, tone: 'good' },
        ],
      },
      {
        kind: 'text',
        title: 'Response body',
        language: 'json',
        text: JSON.stringify(
          { id: record.id, status: 'ACTIVE', count: 3, open: true, nested: { a: null } },
          null,
          2,
        ),
        ofBytes: 1_258_291,
        open: 'openBody',
      },
      {
        kind: 'steps',
        title: 'Computation',
        steps: [
          { title: 'Take the URL', code: 'https://example.com/hook?a=1', tone: 'good' },
          { title: 'Append the body’s hash', text: 'By its hexadecimal SHA-256.' },
          { title: 'Compare', tone: 'bad', code: 'XQ2hq0= is not 9TdM3f=' },
        ],
      },
      {
        kind: 'table',
        title: 'Response headers',
        columns: ['Name', 'Value'],
        closed: true,
        rows: [
          [{ text: 'content-type' }, { text: 'application/json' }],
          [{ text: 'twilio-request-id' }, { text: `RQ${record.index}` }],
        ],
      },
    ],
  }),
  acts: () => [
    { id: 'export', label: 'Export as HAR…', icon: 'export' },
    { id: 'start', label: 'Start Receiver', icon: 'play', primary: true },
  ],
  status: () => status,
  empty: () => ({
    title: 'No requests yet',
    text: 'What the extension asks of Twilio, and what the sandbox is asked by your own code, appears here.',
    acts: [{ id: 'start', label: 'Browse Conversations', primary: true }],
  }),
  act: (act, record) => void acted.push([act, record?.id]),
};

function path({ index }: SampleRecord): string {
  return `/v2/${PATHS[index % 4]}?PageSize=50&Page=${index}`;
}

const webview = {
  options: {},
  html: '',
  cspSource: '',
  asWebviewUri: (uri: unknown) => uri,
  onDidReceiveMessage: received.event,
  // As between processes: a copy, and later.
  postMessage: async (message: unknown) => {
    told++;
    window.postMessage(structuredClone(message), '*');
  },
};
const view = {
  webview,
  visible: true,
  onDidChangeVisibility: visibility.event,
  onDidDispose: disposed.event,
};

const failures: unknown[] = [];
const logView = new LogView<SampleRecord>({} as vscode.Uri, source, (error) => failures.push(error));
let state: unknown = JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined;

const harness = {
  log,
  logView,
  said,
  acted,
  copied,
  failures,
  sample,
  put: (from: number, count: number) => {
    for (let index = from; index < from + count; index++) log.put(sample(index));
  },
  setStatus: (words: typeof status) => {
    status = words;
    logView.refresh();
  },
  saved: () => state,
  /** Whatever the view might say. */
  receive: (message: unknown) => received.fire(message),
  /** As when the panel is closed: the page is thrown away, but not here. */
  setVisible: (visible: boolean) => {
    view.visible = visible;
    visibility.fire();
  },
  /** How many messages the view was sent. */
  told: () => told,
};
export type Harness = typeof harness;

Object.assign(globalThis, {
  harness,
  Buffer: { from: () => ({ toString: () => 'nonce' }) },
  acquireVsCodeApi: () => ({
    postMessage: (message: unknown) => {
      const copy: unknown = structuredClone(message);
      queueMicrotask(() => {
        said.push(copy);
        received.fire(copy);
      });
    },
    getState: () => state,
    setState: (next: unknown) => {
      state = next;
      sessionStorage.setItem('state', JSON.stringify(next));
    },
  }),
});
// As after the panel was closed and opened: the records are still there when the page begins anew.
harness.put(0, Number(sessionStorage.getItem('records') ?? 0));
logView.resolveWebviewView(view as unknown as vscode.WebviewView);
