import * as vscode from 'vscode';
import type { Session } from '../../platform/session.ts';
import { SignedOutError } from '../../platform/signedOut.ts';
import { runWizard } from '../../platform/wizard.ts';
import type { ComposeParts } from '../compose.ts';
import type { ComposeKey } from '../composeKey.ts';
import { checkMessage } from './checkMessage.ts';
import { askConversation } from './messageConversation.ts';
import { type MessageAnswers, MessageQuestions } from './messageQuestions.ts';

/** Asks for conversation, sender, recipients and content, and has Twilio send the message. */
export class SendMessageCommand {
  readonly #parts: ComposeParts;

  constructor(parts: ComposeParts) {
    this.#parts = parts;
  }

  /** Asks and sends. What was typed stays until Twilio has taken it, whatever happens in between. */
  async run(target?: ComposeKey): Promise<void> {
    const { services, messages } = this.#parts;
    const session = await (target ? services.sessions.of(target.accountId) : services.sessions.active());
    if (!session) throw new SignedOutError();
    const draft = target && messages.drafts.get(target);
    const answers: MessageAnswers = {
      text: '',
      ...draft,
      ...(target ? { conversationId: target.conversationId } : {}),
    };
    await this.#ask(session, answers, target === undefined, 'first');
  }

  async #ask(
    session: Session,
    answers: MessageAnswers,
    asksConversation: boolean,
    start: 'first' | 'last',
  ): Promise<void> {
    const { services, messages, lastUsed } = this.#parts;
    const accountId = session.account.id;
    const questions = new MessageQuestions(
      session,
      asksConversation
        ? askConversation(session, services, messages.drafts, lastUsed.of(accountId)?.conversationId)
        : undefined,
    );
    const title = vscode.l10n.t('Send Message Through Twilio');
    const answered = await runWizard(title, answers, () => questions.steps, start, services.privacy.masker);
    const { conversationId, said: _, ...draft } = answers;
    if (conversationId === undefined) return;
    const key = { accountId, conversationId };
    messages.drafts.keep(key, draft);
    if (!answered) return;
    const { body } = checkMessage(draft, await questions.participants(conversationId), vscode.l10n);
    if (!body) return;
    const again = async (said?: MessageAnswers['said']) =>
      this.#ask(
        await this.#parts.sender.session(accountId),
        { ...draft, conversationId, said },
        false,
        'last',
      );
    const outcome = await messages.send(key, body, {
      retry: () => again(),
      correct: (field, message) => again({ field, message }),
    });
    // What was typed in the conversation's panel meanwhile stays.
    const isSame = messages.drafts.get(key)?.text === draft.text;
    if (outcome.kind === 'accepted' && isSame) messages.drafts.forget(key);
  }
}
