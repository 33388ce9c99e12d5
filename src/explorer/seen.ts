import type * as vscode from 'vscode';
import type { Conversation } from '../api/resources.ts';
import { lastActivity } from '../platform/activity.ts';
import { PREFIX } from '../platform/commands.ts';
import { isRecordOf, isText, membersOf } from '../platform/kept.ts';

/** What one account's conversations were seen to be. */
interface SeenAccount {
  /** Whatever was active up to then counts as seen. ISO 8601. */
  until: string;
  /** By conversation: up to when it was looked at after that. */
  conversations: Record<string, string>;
}
type Kept = Record<string, SeenAccount>;

function isSeenAccount(value: unknown): value is SeenAccount {
  const { until, conversations } = membersOf(value);
  return isText(until) && isRecordOf(isText, conversations);
}

const KEY = `${PREFIX}.explorer.seen`;

/** The most conversations that are remembered one by one; the oldest are forgotten, and then count as new again. */
const MOST_REMEMBERED = 500;

/** Remembers for each account up to when somebody has looked, so that what is new can be told from what is not. */
export class Seen {
  readonly #memento: Pick<vscode.Memento, 'get' | 'update'>;
  #read: { value: unknown; kept: Kept } | undefined;

  constructor(memento: Pick<vscode.Memento, 'get' | 'update'>) {
    this.#memento = memento;
  }

  /** Begins to remember: what there is when an account is first looked at is not new. */
  begin(accountId: string, conversations: readonly Conversation[]): void {
    if (!this.#all()[accountId]) this.markAll(accountId, conversations);
  }

  /** Whether something happened in a conversation since it was last looked at. */
  isNew(accountId: string, conversation: Conversation): boolean {
    const seen = this.#all()[accountId];
    if (!seen) return false;
    const activity = lastActivity(conversation);
    return activity > (seen.conversations[conversation.id] ?? seen.until);
  }

  /** Somebody has looked at a conversation as it is now. */
  mark(accountId: string, conversation: Conversation): void {
    const all = this.#all();
    const seen = all[accountId];
    const activity = lastActivity(conversation);
    if (!seen || activity <= (seen.conversations[conversation.id] ?? seen.until)) return;
    const remembered = Object.entries({ ...seen.conversations, [conversation.id]: activity })
      .sort(([, a], [, b]) => (a < b ? 1 : -1))
      .slice(0, MOST_REMEMBERED);
    this.#write({ ...all, [accountId]: { ...seen, conversations: Object.fromEntries(remembered) } });
  }

  /** Somebody has seen all there is. */
  markAll(accountId: string, conversations: readonly Conversation[]): void {
    // By the server's clock where it is ahead of ours: the sandbox's may be.
    const latest = conversations.map(lastActivity).reduce((a, b) => (a > b ? a : b), '');
    const now = new Date().toISOString();
    const until = latest > now ? latest : now;
    this.#write({ ...this.#all(), [accountId]: { until, conversations: {} } });
  }

  /** Checked once for each value: it is asked for with every row. */
  #all(): Kept {
    const value = this.#memento.get(KEY);
    if (!this.#read || this.#read.value !== value) {
      this.#read = { value, kept: isRecordOf(isSeenAccount, value) ? value : {} };
    }
    return this.#read.kept;
  }

  #write(all: Kept): void {
    void this.#memento.update(KEY, all);
  }
}
