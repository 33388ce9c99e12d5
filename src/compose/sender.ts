import * as vscode from 'vscode';
import { isApiError } from '../api/errors.ts';
import { allItems } from '../api/pages.ts';
import type { Communication, CreateCommunication } from '../api/resources.ts';
import type { LiveGuard } from '../platform/liveGuard.ts';
import type { Session, SessionSource } from '../platform/session.ts';
import { SignedOutError } from '../platform/signedOut.ts';
import { type DraftField, refusedField } from './check.ts';
import type { ComposeKey, CreatedCommunication } from './composeKey.ts';
import { sameParty } from './draft.ts';

/** How sending ended. Nothing is ever sent again by itself. */
export type SendOutcome =
  | { kind: 'created'; communication: Communication }
  /** The person thought better of writing on a live account. */
  | { kind: 'declined' }
  /** It was not created. @property field which the API named as the reason */
  | { kind: 'refused'; error: unknown; field?: DraftField | undefined }
  /** The connection was lost after the request was sent: it may be there. @property since epoch milliseconds */
  | { kind: 'unknown'; error: Error; body: CreateCommunication; since: number };

/** The clocks of two machines may differ by so much: it matters only for telling one of now from an old one. */
const CLOCKS_APART_MS = 5 * 60_000;

/** Creates communications, and looks for one of which nobody knows whether it was created. */
export class CommunicationSender implements vscode.Disposable {
  readonly #sessions: SessionSource;
  readonly #guard: LiveGuard;
  readonly #created = new vscode.EventEmitter<CreatedCommunication>();

  /** A communication was created here, or found where it was unknown whether it arrived. */
  readonly onDidCreate = this.#created.event;

  constructor(sessions: SessionSource, guard: LiveGuard) {
    this.#sessions = sessions;
    this.#guard = guard;
  }

  /**
   * Creates one communication, once.
   * @param body made with the client that sends it, where something has to be read first
   * @throws SignedOutError
   */
  async send(
    { accountId, conversationId }: ComposeKey,
    body: CreateCommunication | ((client: Session['client']) => Promise<CreateCommunication>),
  ): Promise<SendOutcome> {
    const { account } = await this.session(accountId);
    if (!(await this.#guard.confirm(account))) return { kind: 'declined' };
    return vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Creating the communication…') },
      async () => {
        const since = Date.now();
        let request: CreateCommunication | undefined;
        try {
          // The secret may be another one than when the questions began, or the account signed out of.
          const { client } = await this.session(accountId);
          request = typeof body === 'function' ? await body(client) : body;
          const communication = await client.createCommunication(conversationId, request);
          this.#created.fire({ accountId, communication });
          return { kind: 'created', communication };
        } catch (error) {
          if (request && isApiError(error) && error.outcomeUnknown)
            return { kind: 'unknown', error, body: request, since };
          const field = isApiError(error) && error.status === 400 ? refusedField(error.message) : undefined;
          return { kind: 'refused', error, field };
        }
      },
    );
  }

  /**
   * Looks whether a communication is there of which that is unknown: the same author, recipients, content and resourceId,
   * created at about that time. The latest stands last.
   * @param since when it was sent: epoch milliseconds
   * @throws ApiError SignedOutError
   */
  look(key: ComposeKey, body: CreateCommunication, since: number): Promise<Communication[]> {
    return this.search(key, since, (communication) => isCreationOf(communication, body));
  }

  /**
   * The communications of a conversation that were created at about a time or later and fit, the latest last.
   * @param since epoch milliseconds
   * @throws ApiError SignedOutError
   */
  async search(
    { accountId, conversationId }: ComposeKey,
    since: number,
    fits: (communication: Communication) => boolean,
  ): Promise<Communication[]> {
    const { client } = await this.session(accountId);
    const all = await allItems(client.communications(conversationId));
    return all
      .filter((communication) => fits(communication) && isOfThen(communication, since))
      .sort((a, b) => (a.createdAt ?? '').localeCompare(b.createdAt ?? ''));
  }

  /** Tells of a communication that was looked for and found, as of one that was created. */
  found(accountId: string, communication: Communication): void {
    this.#created.fire({ accountId, communication });
  }

  /** The session of an account as it is now. @throws SignedOutError */
  async session(accountId: string): Promise<Session> {
    const session = await this.#sessions.of(accountId);
    if (!session) throw new SignedOutError();
    return session;
  }

  dispose(): void {
    this.#created.dispose();
  }
}

function isCreationOf(communication: Communication, body: CreateCommunication): boolean {
  if (body.resourceId !== undefined) return communication.resourceId === body.resourceId;
  const { author, recipients, content } = communication;
  return (
    isSameEnd(author, body.author) &&
    recipients.length === body.recipients.length &&
    body.recipients.every((wanted) => recipients.some((recipient) => isSameEnd(recipient, wanted))) &&
    content.type === body.content.type &&
    content.text === body.content.text
  );
}

/** The API may know of a participant that the request did not name. */
function isSameEnd(found: CreateCommunication['author'], wanted: CreateCommunication['author']): boolean {
  return wanted.participantId
    ? sameParty(found, wanted)
    : found.address === wanted.address && found.channel === wanted.channel;
}

/** Whether a communication was created at about that time or later. @param since epoch milliseconds */
function isOfThen({ createdAt }: Communication, since: number): boolean {
  const at = Date.parse(createdAt ?? '');
  return Number.isNaN(at) || at >= since - CLOCKS_APART_MS;
}
