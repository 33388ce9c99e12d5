import { isApiError, isCancelled } from '../../api/errors.ts';
import type { Conversation } from '../../api/resources.ts';
import { byActivity } from '../../platform/activity.ts';
import { Findings } from './findings.ts';
import { lookUp, lookUpClassic } from './lookups.ts';
import { type Hit, isSettledBy, type Match, matchConversation } from './match.ts';
import { probeActions, probeCommunications, probeMessages, probeParticipants } from './probes.ts';
import type { Query } from './query.ts';
import { scanConversations } from './scan.ts';
import { folding, mayFit } from './searchedText.ts';
import type { SearchClient, SearchEvent, Step } from './step.ts';

/**
 * One search through an account's conversations: first what is loaded, then what the API can be asked for, then all of
 * them, then what each must be asked for.
 */
export class ConversationSearch {
  readonly #query: Query;
  readonly #findings = new Findings();
  #steps: readonly Step[];

  constructor(query: Query, client: SearchClient) {
    this.#query = query;
    const makers = [
      lookUp,
      lookUpClassic,
      scanConversations,
      probeParticipants,
      probeCommunications,
      probeActions,
      probeMessages,
    ];
    this.#steps = makers.map((make) => make(query, client, this.#findings));
  }

  /** How many conversations the scan has looked at. */
  get searched(): number {
    return this.#findings.seen;
  }

  /** It was asked for by an id and found: the other conversations were not all looked at. */
  get settled(): boolean {
    return this.#findings.settled;
  }

  /** Those of the conversations that fit, without a request. {@link run} does not tell of them again. */
  among(loaded: readonly Conversation[]): Hit[] {
    const fitting = new Map<Conversation, Match>();
    for (const conversation of loaded) {
      const match =
        mayFit(this.#query, conversation) &&
        matchConversation(this.#query, conversation, undefined, folding(conversation));
      if (match) fitting.set(conversation, match);
    }
    const hits: Hit[] = [];
    for (const conversation of byActivity([...fitting.keys()])) {
      const match = fitting.get(conversation);
      if (!match) continue;
      this.#findings.settled ||= isSettledBy(this.#query, match);
      const news = this.#findings.take({ conversation, match });
      if (news) hits.push(news);
    }
    return hits;
  }

  /**
   * Searches, and tells of each thing when it happens. It ends without a word when the signal ends it. A step that
   * fails is told of and left, the others go on; where the failure is the account's or the connection's, it ends there.
   * Run again, it takes up what is not done, and does nothing that is.
   */
  async *run(signal: AbortSignal): AsyncGenerator<SearchEvent, void, void> {
    const left: Step[] = [];
    for (const [index, step] of this.#steps.entries()) {
      try {
        for await (const event of step.run(signal)) {
          if (signal.aborted) return;
          yield event;
        }
        if (signal.aborted) return;
      } catch (error) {
        if (signal.aborted || isCancelled(error)) return;
        left.push(step);
        yield { kind: 'failed', step: step.name, error };
        // What looks into each conversation has to know them all first.
        if (concernsAll(error) || step.name === 'conversations') {
          this.#steps = [...left, ...this.#steps.slice(index + 1)];
          return;
        }
      }
    }
    this.#steps = left;
  }

  /** Whether there is nothing left to do. */
  get done(): boolean {
    return this.#steps.length === 0;
  }
}

/** Credentials that are refused, or no connection: whatever is asked next fails likewise. */
function concernsAll(error: unknown): boolean {
  if (!isApiError(error)) return false;
  return error.kind === 'network' || error.kind === 'timeout' || error.status === 401 || error.status === 429;
}
