import { badRequest, notFound } from '../failure.ts';
import type { ActiveFault } from '../faults/faults.ts';
import { formatFault } from '../faults/formatFault.ts';
import { FAULT_PRESETS } from '../faults/presets.ts';
import { parseFaults } from '../faults/spec.ts';
import type { Call, Route } from '../http/call.ts';
import { readJsonBody, readJsonValue } from '../http/jsonBody.ts';
import { json, type SandboxAnswer } from '../http/request.ts';
import { clockBody, resetBody } from '../schemas/administration.ts';
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
        clock: { now: new Date(now).toISOString(), rate },
        behavior: state.behavior,
        faults: state.faults.list().map(describeFault),
        accounts: state.accounts.map(({ accountSid }) => ({
          accountSid,
          configurations: state.dataOf(accountSid).configurations.size,
          conversations: state.dataOf(accountSid).conversations.size,
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
  { method: 'GET', path: '/sandbox/faults/presets', handle: () => json({ presets: FAULT_PRESETS }) },
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
    handle: ({ state }) => json({ attempts: state.callbacks.log }),
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
