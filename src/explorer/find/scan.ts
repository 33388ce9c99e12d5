import { isApiError } from '../../api/errors.ts';
import { CONVERSATION_STATUSES } from '../../api/resources.ts';
import type { Findings } from './findings.ts';
import { bridgedServices, PAGE_SIZE, told } from './lookups.ts';
import { isSettledBy, matchConversation } from './match.ts';
import type { Query } from './query.ts';
import type { SearchClient, Step } from './step.ts';

/** Reads all conversations, page by page, and compares what a list tells of each. */
export function scanConversations(query: Query, client: SearchClient, findings: Findings): Step {
  let pageToken: string | undefined;
  let bridged: Set<string> | undefined;
  let done = false;
  return {
    name: 'conversations',
    async *run(signal) {
      if (done || findings.settled) return;
      bridged ??= await configurationsOf(query, client, signal);
      let restarted = false;
      while (!done) {
        try {
          const from = pageToken === undefined ? {} : { pageToken };
          // All statuses: which of them a list holds by itself is not documented.
          const options = { status: CONVERSATION_STATUSES, pageSize: PAGE_SIZE, signal, ...from };
          for await (const { items, nextToken } of client.conversations(options)) {
            for (const conversation of items) {
              findings.see(conversation);
              const match = matchConversation(query, conversation, bridged);
              if (!match) continue;
              findings.settled ||= isSettledBy(query, match);
              yield* told(findings, { conversation, match });
            }
            pageToken = nextToken;
            yield { kind: 'progress', step: 'conversations', searched: findings.seen };
            if (findings.settled) break;
          }
          done = true;
        } catch (error) {
          // A token lives for some time only. What was seen stays seen: nothing is counted or told twice.
          if (restarted || pageToken === undefined || !isRefusedToken(error)) throw error;
          restarted = true;
          pageToken = undefined;
        }
      }
    },
  };
}

async function configurationsOf(
  { services }: Query,
  client: SearchClient,
  signal: AbortSignal,
): Promise<Set<string>> {
  if (services.length === 0) return new Set();
  const known = await bridgedServices(client, signal);
  return new Set(services.flatMap((sid) => [...(known.get(sid) ?? [])]));
}

function isRefusedToken(error: unknown): boolean {
  return isApiError(error) && error.kind === 'status' && error.status === 400;
}
