/** What status callbacks tell of: the events that Twilio's Agent Connect SDKs handle. */
export type CallbackEventType =
  | 'CONVERSATION_CREATED'
  | 'CONVERSATION_UPDATED'
  | 'PARTICIPANT_ADDED'
  | 'PARTICIPANT_UPDATED'
  | 'PARTICIPANT_REMOVED'
  | 'COMMUNICATION_CREATED'
  | 'COMMUNICATION_UPDATED';

/** Who is to be told, as a configuration's `statusCallbacks` has it. */
export interface CallbackTarget {
  /** May have a user and password, and connection overrides after `#`, which the sandbox does not heed. */
  url: string;
  /** GET, or POST for everything else. */
  method?: string;
}

/** Something that happened in a conversation, and who is to be told. */
export interface StatusCallbackEvent {
  accountSid: string;
  /** The account's; it signs the requests. */
  authToken: string;
  /** The events of one conversation reach a target in the order in which they were sent. */
  conversationId: string;
  eventType: CallbackEventType;
  /** When it happened, in epoch milliseconds on the sandbox's clock. */
  timestamp: number;
  /** The resource as the API shows it: plain JSON. It is written down at once, so it may change afterwards. */
  data: object;
  targets: readonly CallbackTarget[];
}
