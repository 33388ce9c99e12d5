import type { LogOutputChannel } from 'vscode';
import type { Exchange } from '../api/exchange.ts';

/** Writes one line for each attempt at a request; what went wrong or looks odd stands out by its level. */
export function logExchange(log: LogOutputChannel, exchange: Exchange): void {
  const { method, path, query, status, durationMs, requestId, attempt, failure, problems, willRetry } =
    exchange;
  const line = [
    method,
    query ? `${path}?${query}` : path,
    status ?? failure?.kind ?? '',
    `${Math.round(durationMs)} ms`,
    attempt > 1 ? `attempt ${attempt}` : '',
    willRetry ? 'will retry' : '',
    requestId ?? '',
    failure ? failure.message : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
  if (failure && failure.kind !== 'cancelled') log.warn(line);
  else log.info(line);
  for (const problem of problems) log.warn(`Unexpected answer: ${problem}`);
}
