/**
 * The operations that the sandbox offers, by the names that our own client gives them too. Conversations v2 first,
 * then what it offers of the classic API (v1).
 */
export const OPERATIONS = [
  'ListConfigurations',
  'CreateConfiguration',
  'FetchConfiguration',
  'UpdateConfiguration',
  'PatchConfiguration',
  'DeleteConfiguration',
  'ListConversations',
  'CreateConversation',
  'FetchConversation',
  'UpdateConversation',
  'PatchConversation',
  'DeleteConversation',
  'CreateAction',
  'FetchAction',
  'ListParticipants',
  'CreateParticipant',
  'FetchParticipant',
  'UpdateParticipant',
  'ListCommunications',
  'CreateCommunication',
  'FetchCommunication',
  'FetchOperation',

  'ListServices',
  'FetchService',
  'ListServiceConversations',
  'FetchServiceConversation',
  'CreateServiceConversation',
  'UpdateServiceConversation',
  'ListServiceMessages',
  'FetchServiceMessage',
  'CreateServiceMessage',
  'ListServiceParticipants',
  'FetchServiceParticipant',
  'CreateServiceParticipant',
  'ListServiceDeliveryReceipts',
  'FetchServiceDeliveryReceipt',
] as const;

export type OperationName = (typeof OPERATIONS)[number];

/** Whether an operation answers with a page of a list. The names are regular: that is what makes them worth using. */
export function isListOperation(operation: string): boolean {
  return operation.startsWith('List');
}

/** Whether an operation changes something. */
export function isWriteOperation(operation: string): boolean {
  return !isListOperation(operation) && !operation.startsWith('Fetch');
}
