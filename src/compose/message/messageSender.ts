import { type Clock, systemClock } from '../../api/clock.ts';
import { isApiError } from '../../api/errors.ts';
import type { LookOptions } from '../../api/lookout.ts';
import type {
  Action,
  ActionParty,
  Communication,
  CreateSendMessageAction,
  Party,
} from '../../api/resources.ts';
import type { LiveGuard } from '../../platform/liveGuard.ts';
import type { ComposeKey } from '../composeKey.ts';
import type { CommunicationSender } from '../sender.ts';
import { type MessageField, refusedMessageField } from './checkMessage.ts';

/** How asking Twilio to send ended. Nothing is ever sent again by itself. */
export type MessageOutcome =
  /** Twilio has taken it: it may still fail, which its action tells. */
  | { kind: 'accepted'; action: Action }
  /** The person thought better of writing on a live account. */
  | { kind: 'declined' }
  /** It was not taken. @property field which the API named as the reason */
  | { kind: 'refused'; error: unknown; field?: MessageField | undefined }
  /** The connection was lost after the request was sent: people may get it. @property since epoch milliseconds */
  | { kind: 'unknown'; error: Error; body: CreateSendMessageAction; since: number };

/** How long a message is followed in one go, in milliseconds. Twilio takes seconds as a rule. */
export const LONGEST_WAIT_MS = 2 * 60_000;

/** Twilio sends a message some seconds after it was asked to: for so long it is looked for. */
const SENDING_MS = 8_000;
const LOOK_EVERY_MS = 1_000;

/** Has Twilio send messages, follows them, and looks for one of which nobody knows whether it was sent. */
export class MessageSender {
  readonly #sender: CommunicationSender;
  readonly #guard: LiveGuard;
  readonly #clock: Clock;

  /** @param sender knows the accounts, and tells of the communications that messages become */
  constructor(sender: CommunicationSender, guard: LiveGuard, clock: Clock = systemClock) {
    this.#sender = sender;
    this.#guard = guard;
    this.#clock = clock;
  }

  /** Has Twilio send one message, once. @throws SignedOutError */
  async send(
    { accountId, conversationId }: ComposeKey,
    body: CreateSendMessageAction,
  ): Promise<MessageOutcome> {
    const { account } = await this.#sender.session(accountId);
    if (!(await this.#guard.confirm(account))) return { kind: 'declined' };
    const since = this.#clock.now();
    let asked = false;
    try {
      // The secret may be another one than when the questions began, or the account signed out of.
      const { client } = await this.#sender.session(accountId);
      asked = true;
      return { kind: 'accepted', action: await client.createAction(conversationId, body) };
    } catch (error) {
      if (asked && isApiError(error) && error.outcomeUnknown) return { kind: 'unknown', error, body, since };
      const field =
        isApiError(error) && error.status === 400 ? refusedMessageField(error.message) : undefined;
      return { kind: 'refused', error, field };
    }
  }

  /**
   * Follows a message that Twilio has taken. Of one that was sent, everybody is told the communication that it became.
   * @param action as it was created, or its id
   * @returns the action as it was last seen: see {@link ConversationsClient.waitForAction}
   * @throws ApiError SignedOutError
   */
  async follow(
    { accountId, conversationId }: ComposeKey,
    action: Pick<Action, 'id'> | string,
    options: Omit<LookOptions<Action>, 'longestWaitMs'>,
  ): Promise<Action> {
    const { client } = await this.#sender.session(accountId);
    const last = await client.waitForAction(conversationId, action, {
      ...options,
      longestWaitMs: LONGEST_WAIT_MS,
    });
    const communicationId = last.related?.['communicationId'];
    if (communicationId !== undefined) {
      // It was sent, whether or not it can be read: a timeline finds it at its next refresh too.
      const communication = await client
        .fetchCommunication(conversationId, communicationId, { signal: options.signal })
        .catch(() => undefined);
      if (communication) this.#sender.found(accountId, communication);
    }
    return last;
  }

  /**
   * Looks whether a message was sent of which that is unknown: a communication of the same sender, recipients and text,
   * created at about that time. Actions cannot be listed. The latest stands last. Until Twilio must have sent it, it is looked for
   * again and again.
   * @param since when it was sent: epoch milliseconds
   * @throws ApiError SignedOutError
   */
  async look(key: ComposeKey, body: CreateSendMessageAction, since: number): Promise<Communication[]> {
    for (;;) {
      const found = await this.#sender.search(key, since, (communication) => mayBecome(communication, body));
      if (found.length > 0 || this.#clock.now() >= since + SENDING_MS) return found;
      await this.#clock.sleep(LOOK_EVERY_MS);
    }
  }
}

function mayBecome(
  { author, recipients, content }: Communication,
  { payload }: CreateSendMessageAction,
): boolean {
  return (
    isEnd(author, payload.from) &&
    payload.to.every((end) => recipients.some((recipient) => isEnd(recipient, end))) &&
    saysThe(content.text ?? '', payload.content)
  );
}

/** What a template says is not known here; where there are media, the text may have them behind it. */
function saysThe(text: string, content: CreateSendMessageAction['payload']['content']): boolean {
  if (content.text === undefined) return true;
  return content.mediaUrls ? text.startsWith(content.text) : text === content.text;
}

function isEnd(found: Party, { participantId, address, channel }: ActionParty): boolean {
  return (
    // The API need not say whose address it is.
    (participantId === undefined || (found.participantId ?? participantId) === participantId) &&
    (address === undefined || found.address === address) &&
    (channel === undefined || found.channel === channel)
  );
}
