import { awaitAction } from './actions.ts';
import type { ListCall, OperationOptions, PlainRequest } from './calls.ts';
import { ControlPlane } from './controlPlane.ts';
import type { ApiError } from './errors.ts';
import type { LookOptions } from './lookout.ts';
import type { AcceptedOperation } from './operations.ts';
import type { CallOptions, Page, PageOptions, WriteOptions } from './pages.ts';
import { path } from './path.ts';
import { type Changes, conversationReplacement, participantReplacement } from './replacements.ts';
import type {
  Action,
  Communication,
  Conversation,
  ConversationStatus,
  CreateCommunication,
  CreateConversation,
  CreateParticipant,
  CreateSendMessageAction,
  Participant,
  PatchConversation,
  UpdateConversation,
  UpdateParticipant,
} from './resources.ts';
import { actionShape, communicationShape, conversationShape, participantShape } from './shapes.ts';

export interface ConversationFilter {
  /** Any of these; all when absent. */
  status?: readonly ConversationStatus[] | undefined;
  /** A call's, message's or chat's SID that a communication of the conversation came from. */
  channelId?: string | undefined;
}

export interface CommunicationFilter {
  channelId?: string | undefined;
}

/**
 * Twilio Conversations v2, and reads of the classic (v1) Conversations that it bridges to.
 *
 * Every method rejects with an {@link ApiError} and nothing else; an id or key that cannot be one is a RangeError. Reads
 * are repeated after passing failures, and so are the writes that carry an idempotency key: those that answer with an
 * operation. Other writes are repeated only after a 429, which says that they were not processed.
 *
 * Lists can be had page by page (`…Page`), or as an iterator that has the next page on its way while one is dealt with.
 * Source of paths and bodies: the OpenAPI documents in `@twilio/cli-core@9.0.0`.
 */
export class ConversationsClient extends ControlPlane {
  /**
   * Sends a request again as it was seen: in the account's queue and with its authorization, once. Only what an outdated
   * access token got refused is sent again, with a new one. The answer is what the exchange shows.
   * @throws RangeError at once for what is no path; ApiError for an answer that is not 2xx, or none
   */
  sendPlain(request: PlainRequest): Promise<void> {
    return this.calls.once(request);
  }

  /** One page of the account's conversations; their order is not documented. */
  conversationPage(options: ConversationFilter & PageOptions = {}): Promise<Page<Conversation>> {
    return this.calls.page(conversationList(options), options);
  }

  /** All conversations, page by page. */
  conversations(
    options: ConversationFilter & PageOptions = {},
  ): AsyncGenerator<Page<Conversation>, void, void> {
    return this.calls.pages(conversationList(options), options);
  }

  fetchConversation(conversationId: string, options: CallOptions = {}): Promise<Conversation> {
    return this.calls.fetch(
      'FetchConversation',
      conversationPath(conversationId),
      conversationShape,
      options,
    );
  }

  /** Not repeatable: a second call makes a second conversation, or answers 409 where grouping forbids it. */
  createConversation(body: CreateConversation, options: CallOptions = {}): Promise<Conversation> {
    return this.calls.write('CreateConversation', 'POST', CONVERSATIONS, body, conversationShape, options);
  }

  /**
   * Replaces a conversation's name, status and metadata, without losing what is not changed.
   * @param fetched as {@link fetchConversation} has just given it: what others changed since is undone
   * @param changes a value replaces, null takes away, what is left out stays
   * @throws RangeError at once when neither says the status
   */
  replaceConversation(
    fetched: Conversation,
    changes: Changes<UpdateConversation>,
    options: CallOptions = {},
  ): Promise<Conversation> {
    const at = conversationPath(fetched.id);
    const body = conversationReplacement(fetched, changes);
    return this.calls.write('UpdateConversation', 'PUT', at, body, conversationShape, options);
  }

  /** Changes the members that it is given, and no other. */
  patchConversation(
    conversationId: string,
    body: PatchConversation,
    options: CallOptions = {},
  ): Promise<Conversation> {
    const at = conversationPath(conversationId);
    return this.calls.write('PatchConversation', 'PATCH', at, body, conversationShape, options);
  }

  /** @returns an operation, with the conversation as its `related.conversationId` */
  deleteConversation(conversationId: string, options: OperationOptions = {}): Promise<AcceptedOperation> {
    const at = conversationPath(conversationId);
    return this.calls.operate('DeleteConversation', 'DELETE', at, undefined, options);
  }

  participantPage(conversationId: string, options: PageOptions = {}): Promise<Page<Participant>> {
    return this.calls.page(participantList(conversationId), options);
  }

  /** All participants of a conversation, page by page. */
  participants(
    conversationId: string,
    options: PageOptions = {},
  ): AsyncGenerator<Page<Participant>, void, void> {
    return this.calls.pages(participantList(conversationId), options);
  }

  fetchParticipant(
    conversationId: string,
    participantId: string,
    options: CallOptions = {},
  ): Promise<Participant> {
    const at = participantPath(conversationId, participantId);
    return this.calls.fetch('FetchParticipant', at, participantShape, options);
  }

  addParticipant(
    conversationId: string,
    body: CreateParticipant,
    options: CallOptions = {},
  ): Promise<Participant> {
    const at = participantsPath(conversationId);
    return this.calls.write('CreateParticipant', 'POST', at, body, participantShape, options);
  }

  /**
   * Replaces a participant whole, without losing what is not changed.
   * @param fetched as {@link fetchParticipant} has just given it: what others changed since is undone
   * @param changes a value replaces, null takes away, what is left out stays
   */
  replaceParticipant(
    fetched: Participant,
    changes: Changes<UpdateParticipant>,
    options: CallOptions = {},
  ): Promise<Participant> {
    const at = participantPath(fetched.conversationId, fetched.id);
    const body = participantReplacement(fetched, changes);
    return this.calls.write('UpdateParticipant', 'PUT', at, body, participantShape, options);
  }

  /** One page of a conversation's communications; their order is not documented. */
  communicationPage(
    conversationId: string,
    options: CommunicationFilter & PageOptions = {},
  ): Promise<Page<Communication>> {
    return this.calls.page(communicationList(conversationId, options), options);
  }

  /** All communications of a conversation, page by page. */
  communications(
    conversationId: string,
    options: CommunicationFilter & PageOptions = {},
  ): AsyncGenerator<Page<Communication>, void, void> {
    return this.calls.pages(communicationList(conversationId, options), options);
  }

  fetchCommunication(
    conversationId: string,
    communicationId: string,
    options: CallOptions = {},
  ): Promise<Communication> {
    const at = `${communicationsPath(conversationId)}${path`/${communicationId}`}`;
    return this.calls.fetch('FetchCommunication', at, communicationShape, options);
  }

  /** Records an event in the conversation; it does not have Twilio deliver anything. */
  createCommunication(
    conversationId: string,
    body: CreateCommunication,
    options: WriteOptions = {},
  ): Promise<Communication> {
    const at = communicationsPath(conversationId);
    return this.calls.write('CreateCommunication', 'POST', at, body, communicationShape, options);
  }

  /** Has Twilio send a message. Not repeatable: a second call sends a second one. @returns the action, PENDING at first */
  createAction(
    conversationId: string,
    body: CreateSendMessageAction,
    options: CallOptions = {},
  ): Promise<Action> {
    const at = actionsPath(conversationId);
    return this.calls.write('CreateAction', 'POST', at, body, actionShape, options);
  }

  fetchAction(conversationId: string, actionId: string, options: CallOptions = {}): Promise<Action> {
    return this.calls.fetch(FETCH_ACTION, actionPath(conversationId, actionId), actionShape, options);
  }

  /**
   * Follows an action until it has ended, at the pace the server asks for.
   * @param action as {@link createAction} gave it, or its id: then the first look is at once
   * @returns the action as it was last seen: COMPLETED; FAILED, with its `failureReason`; or still under way when it goes
   *   on for longer than is waited for. None of these is thrown: see `actions.ts`
   */
  async waitForAction(
    conversationId: string,
    action: Pick<Action, 'id'> | string,
    options: LookOptions<Action> = {},
  ): Promise<Action> {
    const known = typeof action === 'string';
    const at = actionPath(conversationId, known ? action : action.id);
    const lookout = this.calls.lookout(FETCH_ACTION, at, actionShape);
    return awaitAction(lookout, known ? 0 : lookout.patience.pollMs, options);
  }
}

const FETCH_ACTION = 'FetchAction';
const CONVERSATIONS = '/v2/Conversations';

function conversationList({ status = [], channelId }: ConversationFilter): ListCall<Conversation> {
  const filters = new URLSearchParams(status.map((value) => ['status', value]));
  if (channelId) filters.set('channelId', channelId);
  return {
    operation: 'ListConversations',
    path: CONVERSATIONS,
    filters,
    key: 'conversations',
    item: conversationShape,
  };
}

function participantList(conversationId: string): ListCall<Participant> {
  return {
    operation: 'ListParticipants',
    path: participantsPath(conversationId),
    key: 'participants',
    item: participantShape,
  };
}

function communicationList(
  conversationId: string,
  { channelId }: CommunicationFilter,
): ListCall<Communication> {
  return {
    operation: 'ListCommunications',
    path: communicationsPath(conversationId),
    filters: new URLSearchParams(channelId ? { channelId } : {}),
    key: 'communications',
    item: communicationShape,
  };
}

function conversationPath(conversationId: string): string {
  return `${CONVERSATIONS}${path`/${conversationId}`}`;
}

function participantsPath(conversationId: string): string {
  return `${conversationPath(conversationId)}/Participants`;
}

function participantPath(conversationId: string, participantId: string): string {
  return `${participantsPath(conversationId)}${path`/${participantId}`}`;
}

function communicationsPath(conversationId: string): string {
  return `${conversationPath(conversationId)}/Communications`;
}

function actionsPath(conversationId: string): string {
  return `${conversationPath(conversationId)}/Actions`;
}

function actionPath(conversationId: string, actionId: string): string {
  return `${actionsPath(conversationId)}${path`/${actionId}`}`;
}
