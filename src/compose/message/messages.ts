import type { Clock } from '../../api/clock.ts';
import type { CreateSendMessageAction } from '../../api/resources.ts';
import type { ComposeKey } from '../composeKey.ts';
import type { CommunicationSender } from '../sender.ts';
import type { ComposeServices } from '../services.ts';
import { type FollowedMessage, FollowedMessages } from './followed.ts';
import { MessageDrafts } from './messageDrafts.ts';
import { type MessageNextSteps, MessageOutcomes } from './messageOutcomes.ts';
import { type MessageOutcome, MessageSender } from './messageSender.ts';

/** Messages that Twilio sends, from the draft to their end: everything that the command and the timeline's box share. */
export class Messages {
  /** One draft for each conversation, apart from that of its next communication. */
  readonly drafts: MessageDrafts;
  readonly sender: MessageSender;
  readonly #outcomes: MessageOutcomes;

  /** @param clock tests have their own */
  constructor(services: ComposeServices, sender: CommunicationSender, clock?: Clock) {
    this.drafts = new MessageDrafts(services.workspaceState);
    this.sender = new MessageSender(sender, services.guard, clock);
    this.#outcomes = new MessageOutcomes(
      services,
      sender,
      this.sender,
      new FollowedMessages(services.workspaceState),
    );
  }

  /**
   * Has Twilio send a message, once; says how that went, and follows it to its end by itself.
   * @returns when Twilio has taken it or not: what becomes of it is told later
   * @throws SignedOutError
   */
  async send(
    key: ComposeKey,
    body: CreateSendMessageAction,
    next: MessageNextSteps,
  ): Promise<MessageOutcome> {
    const outcome = await this.sender.send(key, body);
    await this.#outcomes.tell(key, outcome, next);
    return outcome;
  }

  /** Says how a message ended that was sent in another place, where nobody looks any more. */
  tell(key: ComposeKey, outcome: MessageOutcome, next: MessageNextSteps): Promise<void> {
    return this.#outcomes.tell(key, outcome, next);
  }

  /** Goes on following a message that another place has followed so far. @param retry asks for it again */
  followOn(message: FollowedMessage, retry: () => Promise<void>): void {
    this.#outcomes.followOn(message, { retry });
  }

  /** Goes on following what was followed when the window was closed. @param retry asks for the message again */
  resume(retry: (key: ComposeKey) => Promise<void>): void {
    this.#outcomes.resume(retry);
  }

  dispose(): void {
    this.#outcomes.dispose();
    this.drafts.dispose();
  }
}
