import { ApiError } from './errors.ts';
import type {
  Communication,
  Conversation,
  ConversationStatus,
  CreateCommunication,
  CreateConversation,
  CreateParticipant,
  PageMeta,
  Participant,
  ServiceConversation,
} from './resources.ts';
import { list, record, type Shape } from './shape.ts';
import {
  communicationShape,
  conversationShape,
  participantShape,
  serviceConversationShape,
} from './shapes.ts';
import { type ApiRequest, Transport, type TransportOptions } from './transport.ts';

/** One page of a list, as the API cut it. */
export interface Page<T> {
  items: T[];
  /** For the page after this one; absent on the last page. */
  nextToken?: string;
  previousToken?: string;
}

/** Any call may be ended early. */
export interface CallOptions {
  signal?: AbortSignal | undefined;
}

export interface PageOptions extends CallOptions {
  /** 1 to 1000; the API's own default is 50. */
  pageSize?: number | undefined;
  /** Where to begin: a token of an earlier page of the same list and filters. */
  pageToken?: string | undefined;
}

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
 * Twilio Conversations v2, and the classic (v1) conversation that it bridges to.
 *
 * Every method rejects with an {@link ApiError} and nothing else. Reads are repeated after passing failures;
 * writes are not, save after a 429. Source of paths and bodies: the OpenAPI documents in `@twilio/cli-core@9.0.0`.
 */
export class ConversationsClient {
  readonly #transport: Transport;

  constructor(options: TransportOptions) {
    this.#transport = new Transport(options);
  }

  /** One page of the account's conversations; their order is not documented. */
  conversationPage(options: ConversationFilter & PageOptions = {}): Promise<Page<Conversation>> {
    const query = pageQuery(options);
    for (const status of options.status ?? []) query.append('status', status);
    if (options.channelId) query.set('channelId', options.channelId);
    return this.#page(
      'ListConversations',
      '/v2/Conversations',
      query,
      'conversations',
      conversationShape,
      options,
    );
  }

  /** All conversations, page by page. */
  conversations(
    options: ConversationFilter & PageOptions = {},
  ): AsyncGenerator<Page<Conversation>, void, void> {
    return pages((pageToken) => this.conversationPage({ ...options, pageToken }), options.pageToken);
  }

  fetchConversation(conversationId: string, options: CallOptions = {}): Promise<Conversation> {
    return this.#get('FetchConversation', conversationPath(conversationId), conversationShape, options);
  }

  /** Not repeatable: a second call makes a second conversation, or answers 409 where grouping forbids it. */
  createConversation(body: CreateConversation, options: CallOptions = {}): Promise<Conversation> {
    return this.#post('CreateConversation', '/v2/Conversations', body, conversationShape, options);
  }

  participantPage(conversationId: string, options: PageOptions = {}): Promise<Page<Participant>> {
    const path = `${conversationPath(conversationId)}/Participants`;
    return this.#page(
      'ListParticipants',
      path,
      pageQuery(options),
      'participants',
      participantShape,
      options,
    );
  }

  /** All participants of a conversation, page by page. */
  participants(
    conversationId: string,
    options: PageOptions = {},
  ): AsyncGenerator<Page<Participant>, void, void> {
    return pages(
      (pageToken) => this.participantPage(conversationId, { ...options, pageToken }),
      options.pageToken,
    );
  }

  fetchParticipant(
    conversationId: string,
    participantId: string,
    options: CallOptions = {},
  ): Promise<Participant> {
    const path = `${conversationPath(conversationId)}/Participants/${segment(participantId)}`;
    return this.#get('FetchParticipant', path, participantShape, options);
  }

  addParticipant(
    conversationId: string,
    body: CreateParticipant,
    options: CallOptions = {},
  ): Promise<Participant> {
    const path = `${conversationPath(conversationId)}/Participants`;
    return this.#post('CreateParticipant', path, body, participantShape, options);
  }

  /** One page of a conversation's communications; their order is not documented. */
  communicationPage(
    conversationId: string,
    options: CommunicationFilter & PageOptions = {},
  ): Promise<Page<Communication>> {
    const query = pageQuery(options);
    if (options.channelId) query.set('channelId', options.channelId);
    const path = `${conversationPath(conversationId)}/Communications`;
    return this.#page('ListCommunications', path, query, 'communications', communicationShape, options);
  }

  /** All communications of a conversation, page by page. */
  communications(
    conversationId: string,
    options: CommunicationFilter & PageOptions = {},
  ): AsyncGenerator<Page<Communication>, void, void> {
    return pages(
      (pageToken) => this.communicationPage(conversationId, { ...options, pageToken }),
      options.pageToken,
    );
  }

  fetchCommunication(
    conversationId: string,
    communicationId: string,
    options: CallOptions = {},
  ): Promise<Communication> {
    const path = `${conversationPath(conversationId)}/Communications/${segment(communicationId)}`;
    return this.#get('FetchCommunication', path, communicationShape, options);
  }

  /** Records an event in the conversation; it does not have Twilio deliver anything. */
  createCommunication(
    conversationId: string,
    body: CreateCommunication,
    options: CallOptions = {},
  ): Promise<Communication> {
    const path = `${conversationPath(conversationId)}/Communications`;
    return this.#post('CreateCommunication', path, body, communicationShape, options);
  }

  /**
   * The classic (v1) conversation of a service.
   * @param chatServiceSid `IS…`
   * @param sid `CH…`, or the conversation's unique name
   */
  fetchServiceConversation(
    chatServiceSid: string,
    sid: string,
    options: CallOptions = {},
  ): Promise<ServiceConversation> {
    const path = `/v1/Services/${segment(chatServiceSid)}/Conversations/${segment(sid)}`;
    return this.#get('FetchServiceConversation', path, serviceConversationShape, options, 'sid');
  }

  #get<T>(
    operation: string,
    path: string,
    shape: Shape<T>,
    { signal }: CallOptions,
    essential = 'id',
  ): Promise<T> {
    return this.#transport.send({ operation, method: 'GET', path, shape, essential, signal });
  }

  #post<T>(
    operation: string,
    path: string,
    body: unknown,
    shape: Shape<T>,
    { signal }: CallOptions,
  ): Promise<T> {
    return this.#transport.send({ operation, method: 'POST', path, body, shape, essential: 'id', signal });
  }

  async #page<T>(
    operation: string,
    path: string,
    query: URLSearchParams,
    key: string,
    item: Shape<T>,
    { signal }: CallOptions,
  ): Promise<Page<T>> {
    const request: ApiRequest<Record<string, unknown>> = {
      operation,
      method: 'GET',
      path,
      query,
      shape: record<Record<string, unknown>>({ [key]: list(item), meta: record({}) }),
      essential: key,
      signal,
    };
    const answer = await this.#transport.send(request);
    const { nextToken, previousToken } = answer['meta'] as PageMeta;
    if (nextToken && nextToken === query.get('pageToken')) {
      throw new ApiError({
        kind: 'malformed',
        message: 'The answer names its own page as the next one',
        method: 'GET',
        path,
      });
    }
    return {
      items: answer[key] as T[],
      ...(nextToken ? { nextToken } : {}),
      ...(previousToken ? { previousToken } : {}),
    };
  }
}

async function* pages<T>(
  fetchPage: (pageToken: string | undefined) => Promise<Page<T>>,
  first: string | undefined,
): AsyncGenerator<Page<T>, void, void> {
  let token = first;
  do {
    const page = await fetchPage(token);
    yield page;
    token = page.nextToken;
  } while (token);
}

function pageQuery({ pageSize, pageToken }: PageOptions): URLSearchParams {
  const query = new URLSearchParams();
  if (pageSize !== undefined) query.set('pageSize', String(pageSize));
  if (pageToken !== undefined) query.set('pageToken', pageToken);
  return query;
}

function conversationPath(conversationId: string): string {
  return `/v2/Conversations/${segment(conversationId)}`;
}

/** An id as a path segment. @throws RangeError for one that would name another path: empty, `.` or `..` */
function segment(id: string): string {
  if (/^\.{0,2}$/.test(id)) throw new RangeError(`Not an id: “${id}”`);
  return encodeURIComponent(id);
}
