import { badRequest, notFound } from '../failure.ts';
import type { ActiveFault } from '../faults/faults.ts';
import { formatFault } from '../faults/formatFault.ts';
import { FAULT_PRESETS, type FaultPreset } from '../faults/presets.ts';
import { readFaultRule } from '../faults/rules.ts';
import { parseFaults } from '../faults/spec.ts';
import type { Call, Route } from '../http/call.ts';
import { readJsonBody, readJsonValue } from '../http/jsonBody.ts';
import { json, type SandboxAnswer } from '../http/request.ts';
import type { ConversationStatus } from '../model.ts';
import { clockBody, resetBody } from '../schemas/administration.ts';
import type { AccountData } from '../store/accountData.ts';
import { SANDBOX_VERSION } from '../version.ts';

/** Enough for a conversation of some 100,000 communications. */
const MAX_DOCUMENT_BYTES = 512 * 1024 * 1024;

function clockAnswer({ state }: Call): SandboxAnswer {
  const { now, rate } = state.clock;
  return json({ now: new Date(now).toISOString(), rate });
}

/** A fault in force, with its rule in the command line's form beside. */
function describeFault(fault: ActiveFault) {
  return { ...fault, text: formatFault(fault.rule) };
}

/** A preset, with its rules in the command line's form beside: by those it is found among the faults in force. */
function describePreset(preset: FaultPreset) {
  return { ...preset, texts: preset.rules.map((rule) => formatFault(readFaultRule(rule))) };
}

/** In larger data conversations are made only when they are asked for: to count them would make them all. */
const MOST_COUNTED = 2_000;

function countByStatus({ conversations }: AccountData): { statuses?: Record<ConversationStatus, number> } {
  if (conversations.size > MOST_COUNTED) return {};
  const statuses = { ACTIVE: 0, INACTIVE: 0, CLOSED: 0 };
  for (const { status } of conversations) statuses[status]++;
  return { statuses };
}

function faultsAnswer({ state }: Call, status = 200): SandboxAnswer {
  return json({ faults: state.faults.list().map(describeFault) }, status);
}

/**
 * What Twilio does not have: the sandbox's own switches. They take the credentials of any of its accounts, and no fault
 * strikes them.
 */
export const administrationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/sandbox/status',
    handle({ state }) {
      const { now, rate } = state.clock;
      return json({
        version: SANDBOX_VERSION,
        startedAt: new Date(state.startedAt).toISOString(),
        seed: state.seed,
        data: state.began,
        clock: { now: new Date(now).toISOString(), rate },
        behavior: state.behavior,
        faults: state.faults.list().map(describeFault),
        accounts: state.accounts.map(({ accountSid }) => ({
          accountSid,
          configurations: state.dataOf(accountSid).configurations.size,
          conversations: state.dataOf(accountSid).conversations.size,
          ...countByStatus(state.dataOf(accountSid)),
        })),
      });
    },
  },
  { method: 'GET', path: '/sandbox/clock', handle: clockAnswer },
  {
    method: 'PATCH',
    path: '/sandbox/clock',
    handle(call) {
      const change = readJsonBody(call, clockBody);
      try {
        call.state.changeClock(change);
      } catch (error) {
        throw error instanceof RangeError ? badRequest(error.message) : error;
      }
      return clockAnswer(call);
    },
  },
  { method: 'GET', path: '/sandbox/faults', handle: (call) => faultsAnswer(call) },
  {
    method: 'GET',
    path: '/sandbox/faults/presets',
    handle: () => json({ presets: FAULT_PRESETS.map(describePreset) }),
  },
  {
    method: 'POST',
    path: '/sandbox/faults',
    handle(call) {
      // One, or several at once: then all of them or none. A text is read as the command line reads it.
      const body = readJsonValue(call);
      const rules = (Array.isArray(body) ? body : [body]).flatMap((rule) =>
        typeof rule === 'string' ? parseFaults(rule) : [rule],
      );
      call.state.faults.addAll(rules);
      return faultsAnswer(call, 201);
    },
  },
  {
    method: 'DELETE',
    path: '/sandbox/faults',
    handle(call) {
      call.state.faults.clear();
      return faultsAnswer(call);
    },
  },
  {
    method: 'DELETE',
    path: '/sandbox/faults/:id',
    handle(call) {
      if (!call.state.faults.remove(call.parameter('id'))) throw notFound(call.request.path);
      return faultsAnswer(call);
    },
  },
  {
    method: 'GET',
    path: '/sandbox/callbacks',
    handle(call) {
      const { log } = call.state.callbacks;
      const last = call.one('last') ?? String(log.length);
      if (!/^\d+$/.test(last)) throw badRequest('last must be a number of attempts');
      return json({ attempts: log.slice(Math.max(0, log.length - Number(last))) });
    },
  },
  {
    method: 'GET',
    path: '/sandbox/exchanges',
    handle(call) {
      const { exchanges } = call.state;
      const after = call.one('after') ?? '0';
      if (!/^\d{1,15}$/.test(after)) throw badRequest('after must be the number of an exchange');
      const { latest, run } = exchanges;
      return json({ run, latest, exchanges: exchanges.after(Number(after), call.one('brief') ?? undefined) });
    },
  },
  { method: 'GET', path: '/sandbox/clients', handle: ({ state }) => json({ clients: state.clients.list }) },
  {
    method: 'POST',
    path: '/sandbox/reset',
    handle(call) {
      call.state.reset(readJsonBody(call, resetBody).data);
      return clockAnswer(call);
    },
  },
  {
    method: 'GET',
    path: '/sandbox/state',
    handle: ({ state }) => json(state.exportDocument()),
  },
  {
    method: 'PUT',
    path: '/sandbox/state',
    maxBodyBytes: MAX_DOCUMENT_BYTES,
    handle(call) {
      call.state.importDocument(readJsonValue(call), 'replace');
      return clockAnswer(call);
    },
  },
  {
    method: 'PATCH',
    path: '/sandbox/state',
    maxBodyBytes: MAX_DOCUMENT_BYTES,
    handle(call) {
      call.state.importDocument(readJsonValue(call), 'merge');
      return clockAnswer(call);
    },
  },
];
