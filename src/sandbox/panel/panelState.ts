import type { l10n as VscodeL10n } from 'vscode';
import { redactedUrl } from '../../platform/redactedUrl.ts';
import type { SandboxCallback, SandboxCaller, SandboxFaultPreset, SandboxStatus } from '../administration.ts';
import { BEHAVIORS } from '../server/behavior.ts';
import type { RunningState } from './protocol.ts';

type L10n = Pick<typeof VscodeL10n, 't'>;

/** All that is read of a sandbox at once. */
export interface Reading {
  readonly status: SandboxStatus;
  readonly presets: readonly SandboxFaultPreset[];
  readonly clients: readonly SandboxCaller[];
  /** The newest last. */
  readonly callbacks: readonly SandboxCallback[];
}

/** What a reading is told with. */
export interface Teller {
  readonly l10n: L10n;
  /** BCP 47. */
  readonly locale: string;
  /** Epoch milliseconds on the machine's clock. */
  readonly now: number;
  /** How a preset is called in the editor's language. */
  readonly presetWords: (preset: SandboxFaultPreset) => { label: string; detail: string };
  /** The beginning of this extension's own User-Agent. */
  readonly ownAgent: string;
}

/** What a panel shows of a sandbox that answers. */
export function runningState(origin: string, reading: Reading, teller: Teller): RunningState {
  const { status, presets, clients, callbacks } = reading;
  const inForce = new Set(
    presets.filter((preset) => isOn(preset, status)).flatMap(({ texts = [] }) => texts),
  );
  return {
    facts: factsOf(origin, status, teller),
    counts: countsOf(status, teller.l10n),
    clock: { now: Date.parse(status.clock.now), rate: status.clock.rate },
    presets: presets.map((preset) => presetState(preset, status, teller)),
    faults: status.faults
      .filter(({ text }) => !inForce.has(text))
      .map(({ id, text, struck }) => ({ id, text, struck: struckWords(struck, teller) })),
    anyFault: status.faults.length > 0,
    behavior: behaviorOf(status, teller.l10n),
    clients: clients.map((client) => clientState(client, teller)),
    callbacks: [...callbacks].reverse().map((attempt) => callbackState(attempt, teller)),
  };
}

/** A preset is on when all of its faults are in force. */
export function isOn({ texts }: SandboxFaultPreset, { faults }: Pick<SandboxStatus, 'faults'>): boolean {
  return texts?.every((text) => faults.some((fault) => fault.text === text)) === true;
}

/** The ids of the faults that a preset has in force: one for each of its faults, the latest. */
export function faultsOfPreset(
  { texts = [] }: SandboxFaultPreset,
  { faults }: Pick<SandboxStatus, 'faults'>,
): string[] {
  return texts.flatMap((text) => faults.findLast((fault) => fault.text === text)?.id ?? []);
}

/** How many conversations there are by status, of all accounts together; undefined when that is not known. */
function statusesOf({ accounts }: SandboxStatus): Record<string, number> | undefined {
  const sum: Record<string, number> = {};
  for (const { statuses } of accounts) {
    if (!statuses) return undefined;
    for (const [name, count] of Object.entries(statuses)) sum[name] = (sum[name] ?? 0) + count;
  }
  return sum;
}

/** What happened to the conversations while the clock was advanced, a line for each status. */
export function whatHappened(before: SandboxStatus, after: SandboxStatus, l10n: L10n): string[] {
  const [was, is] = [statusesOf(before), statusesOf(after)];
  if (!was || !is) return [];
  const changed = Object.keys(is).filter((name) => was[name] !== is[name]);
  if (changed.length === 0) return [l10n.t('No conversation changed its status.')];
  return changed.map((name) => l10n.t('{0}: {1} → {2}', name, was[name] ?? 0, is[name] ?? 0));
}

function factsOf(origin: string, status: SandboxStatus, teller: Teller): RunningState['facts'] {
  const { l10n, now } = teller;
  const { version, startedAt, data, seed } = status;
  return [
    { label: l10n.t('Version'), value: version },
    { label: l10n.t('Port'), value: new URL(origin).port || '80' },
    ...(startedAt === undefined
      ? []
      : [
          {
            label: l10n.t('Up for'),
            value: duration(now - Date.parse(startedAt), l10n),
            title: new Date(startedAt).toLocaleString(teller.locale),
          },
        ]),
    ...(data === undefined ? [] : [{ label: l10n.t('Began with'), value: data }]),
    ...(seed === undefined ? [] : [{ label: l10n.t('Seed'), value: String(seed) }]),
    {
      label: status.accounts.length === 1 ? l10n.t('Account') : l10n.t('Accounts'),
      value: status.accounts.map(({ accountSid }) => shortSid(accountSid)).join(', '),
      title: status.accounts.map(({ accountSid }) => accountSid).join('\n'),
    },
  ];
}

function countsOf(status: SandboxStatus, l10n: L10n): RunningState['counts'] {
  const sum = (of: 'conversations' | 'configurations') =>
    status.accounts.reduce((total, account) => total + account[of], 0);
  return [
    { label: l10n.t('Conversations'), value: sum('conversations') },
    ...Object.entries(statusesOf(status) ?? {}).map(([label, value]) => ({ label, value })),
    { label: l10n.t('Configurations'), value: sum('configurations') },
  ];
}

function presetState(
  preset: SandboxFaultPreset,
  status: SandboxStatus,
  teller: Teller,
): RunningState['presets'][number] {
  const { label, detail } = teller.presetWords(preset);
  const on = isOn(preset, status);
  const struck = status.faults
    .filter(({ text }) => preset.texts?.includes(text))
    .reduce((sum, each) => sum + each.struck, 0);
  return {
    name: preset.name,
    title: label,
    detail,
    on,
    ...(on ? { struck: struckWords(struck, teller) } : {}),
  };
}

function struckWords(struck: number, { l10n, locale }: Teller): string {
  if (struck === 0) return l10n.t('has not struck yet');
  return struck === 1 ? l10n.t('struck once') : l10n.t('struck {0} times', struck.toLocaleString(locale));
}

function behaviorOf({ behavior }: SandboxStatus, l10n: L10n): RunningState['behavior'] {
  return Object.entries(behavior).map(([name, value]) => {
    const values: readonly string[] = Object.hasOwn(BEHAVIORS, name)
      ? BEHAVIORS[name as keyof typeof BEHAVIORS]
      : [value];
    return {
      label: name,
      value,
      changed: value !== values[0],
      title: l10n.t('--behavior {0}={1}', name, values.join('|')),
    };
  });
}

function clientState(client: SandboxCaller, teller: Teller): RunningState['clients'][number] {
  const { l10n, locale, now, ownAgent } = teller;
  const { userAgent, accountSid, requests, failures, lastAt, lastStatus, lastOperation } = client;
  const ok = lastStatus !== undefined && lastStatus < 400;
  const count = requests.toLocaleString(locale);
  return {
    name: userAgent.startsWith(ownAgent) ? l10n.t('This extension') : clientName(userAgent, l10n),
    title: userAgent,
    account: accountSid === undefined ? l10n.t('wrong credentials') : shortSid(accountSid),
    requests:
      failures === 0
        ? l10n.t('requests: {0}', count)
        : l10n.t('requests: {0}, failed: {1}', count, failures.toLocaleString(locale)),
    last: l10n.t('{0} ago', duration(now - lastAt, l10n)),
    status: [lastOperation, lastStatus ?? l10n.t('no answer')]
      .filter((part) => part !== undefined)
      .join(' · '),
    tone: ok ? 'good' : 'bad',
  };
}

/** The product at the beginning of a User-Agent, which is what people know a client by. */
function clientName(userAgent: string, l10n: L10n): string {
  return /^\S+/.exec(userAgent)?.[0] ?? l10n.t('No User-Agent');
}

function callbackState(
  attempt: SandboxCallback,
  { l10n, locale }: Teller,
): RunningState['callbacks'][number] {
  const { at, eventType, method, url, status, failure, skipped, durationMs, willRetry } = attempt;
  const again = willRetry ? ` · ${l10n.t('will be tried again')}` : '';
  return {
    event: attempt.attempt > 1 ? l10n.t('{0} (attempt {1})', eventType, attempt.attempt) : eventType,
    target: `${method} ${redactedUrl(url)?.text ?? l10n.t('no URL')}`,
    time: new Date(at).toLocaleTimeString(locale),
    result:
      status === undefined
        ? `${failure ?? skipped ?? ''}${again}`
        : `${status} · ${l10n.t('{0} ms', durationMs)}${again}`,
    tone: skipped !== undefined ? 'warn' : status !== undefined && status < 300 ? 'good' : 'bad',
  };
}

/** `AC0000…0000`: enough to know an account by. */
function shortSid(sid: string): string {
  return sid.length > 12 ? `${sid.slice(0, 6)}…${sid.slice(-4)}` : sid;
}

/** A span in its largest unit, or its two largest. @param ms milliseconds */
export function duration(ms: number, l10n: L10n): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const [minutes, hours, days] = [60, 3600, 86_400].map((unit) => Math.floor(seconds / unit)) as [
    number,
    number,
    number,
  ];
  if (days > 0) return hours % 24 ? l10n.t('{0} d {1} h', days, hours % 24) : l10n.t('{0} d', days);
  if (hours > 0) return minutes % 60 ? l10n.t('{0} h {1} min', hours, minutes % 60) : l10n.t('{0} h', hours);
  if (minutes > 0) return l10n.t('{0} min', minutes);
  return l10n.t('{0} s', seconds);
}
