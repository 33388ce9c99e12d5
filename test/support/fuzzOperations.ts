/*
 * What the fuzz knows of the API: its lists, and its writes with a body that is as it should be. A new operation is one
 * entry here.
 */

/** Ids of things that are there. */
export interface Ids {
  configuration: string;
  conversation: string;
  participant: string;
  communication: string;
  /** A classic service, and a conversation, message and participant of it. */
  service: string;
  serviceConversation: string;
  message: string;
  serviceParticipant: string;
}

export interface WriteOperation {
  /** As the OpenAPI document calls it. */
  name: string;
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: (ids: Ids) => string;
  /** A JSON body, with every member that may be given. `n` differs from call to call, for what must be unique. */
  json?: (ids: Ids, n: number) => unknown;
  /** The fields of a form, for the classic API. */
  form?: (ids: Ids, n: number) => Record<string, string>;
  /** Takes an Idempotency-Key. */
  idempotent?: true;
}

const sms = (n: number) => ({ channel: 'SMS', address: `+1503${String(5_550_000 + (n % 10_000))}` });

const configuration = (n: number) => ({
  displayName: `Fuzz ${n}`,
  description: 'Made by the fuzz',
  conversationGroupingType: 'GROUP_BY_PROFILE',
  memoryStoreId: 'mem_store_01k1etk2y5f1y9fpe2epfdtvv2',
  channelSettings: {
    SMS: {
      statusTimeouts: { inactive: 60, closed: 600 },
      captureRules: [{ from: '*', to: '+15035550100', metadata: { team: 'a' } }],
    },
    VOICE: {},
  },
  // The discard port of this machine: callbacks go nowhere.
  statusCallbacks: [{ url: 'http://127.0.0.1:9/callback', method: 'POST' }],
  intelligenceConfigurationIds: ['a', 'b'],
  memoryExtractionEnabled: true,
  conversationsV1Bridge: { serviceId: `IS${String(n).padStart(32, '0')}` },
});

const participant = (n: number) => ({
  name: 'Ada',
  type: 'HUMAN_AGENT',
  profileId: 'mem_profile_1',
  addresses: [{ ...sms(n), channelId: 'SM1' }],
});

const communication = (content: unknown) => (ids: Ids, n: number) => ({
  author: { ...sms(n), participantId: ids.participant },
  content,
  recipients: [sms(n + 1), { ...sms(n + 2), participantId: ids.participant }],
  channelId: `SM${n}`,
  resourceId: `SM${n}`,
  occurredAt: '2026-04-15T12:00:00.000Z',
});

const configurations = () => '/v2/ControlPlane/Configurations';
const oneConfiguration = (ids: Ids) => `${configurations()}/${ids.configuration}`;
const oneConversation = (ids: Ids) => `/v2/Conversations/${ids.conversation}`;
const serviceConversations = (ids: Ids) => `/v1/Services/${ids.service}/Conversations`;
const oneServiceConversation = (ids: Ids) => `${serviceConversations(ids)}/${ids.serviceConversation}`;

export const WRITE_OPERATIONS: readonly WriteOperation[] = [
  {
    name: 'CreateConfiguration',
    method: 'POST',
    path: configurations,
    json: (_, n) => configuration(n),
    idempotent: true,
  },
  {
    name: 'UpdateConfiguration',
    method: 'PUT',
    path: oneConfiguration,
    json: (_, n) => configuration(n),
    idempotent: true,
  },
  {
    name: 'PatchConfiguration',
    method: 'PATCH',
    path: oneConfiguration,
    json: (_, n) => ({ ...configuration(n), channelSettings: { SMS: null, CHAT: {} }, memoryStoreId: null }),
    idempotent: true,
  },
  // Things that are not there: what the rest works on must stay.
  { name: 'DeleteConfiguration', method: 'DELETE', path: () => `${configurations()}/none`, idempotent: true },
  {
    name: 'DeleteConversationAsync',
    method: 'DELETE',
    path: () => '/v2/Conversations/none',
    idempotent: true,
  },
  {
    name: 'CreateConversationWithConfig',
    method: 'POST',
    path: () => '/v2/Conversations',
    json: (ids, n) => ({
      configurationId: ids.configuration,
      name: 'Fuzz',
      metadata: { ticket: '1', 'a.b-c_d': 'x' },
      configuration: {
        intelligenceConfigurationIds: ['a'],
        traitExtractionStrategyIds: ['b'],
        observationExtractionStrategyIds: ['c'],
        workflows: [{ flowId: 'FW1' }],
      },
      participants: [participant(n)],
    }),
  },
  {
    name: 'UpdateConversationById',
    method: 'PUT',
    path: oneConversation,
    json: () => ({ status: 'ACTIVE', name: 'Fuzz', metadata: { ticket: '1' } }),
  },
  {
    name: 'PatchConversationById',
    method: 'PATCH',
    path: oneConversation,
    json: () => ({
      status: 'ACTIVE',
      name: null,
      configuration: { statusCallbacks: [{ url: 'http://127.0.0.1:9/callback', method: 'GET' }] },
      metadata: { ticket: null, team: 'b' },
    }),
  },
  {
    name: 'CreateConversationAction',
    method: 'POST',
    path: (ids) => `${oneConversation(ids)}/Actions`,
    json: (_, n) => ({
      type: 'SEND_MESSAGE',
      payload: {
        from: sms(n),
        to: [sms(n + 1)],
        content: {
          text: 'Hello',
          contentId: 'HX1',
          variables: { 1: 'Ada' },
          mediaUrls: ['https://example.com/a.png'],
        },
        channelSettings: { anything: [1, { goes: null }] },
      },
    }),
  },
  {
    name: 'CreateParticipantInConversation',
    method: 'POST',
    path: (ids) => `${oneConversation(ids)}/Participants`,
    json: (_, n) => participant(n),
  },
  {
    name: 'UpdateParticipantInConversation',
    method: 'PUT',
    path: (ids) => `${oneConversation(ids)}/Participants/${ids.participant}`,
    json: (_, n) => participant(n),
  },
  {
    name: 'CreateCommunicationInConversation',
    method: 'POST',
    path: (ids) => `${oneConversation(ids)}/Communications`,
    json: communication({ type: 'TEXT', text: 'Hello' }),
  },
  {
    name: 'CreateCommunicationInConversation',
    method: 'POST',
    path: (ids) => `${oneConversation(ids)}/Communications`,
    json: communication({
      type: 'TRANSCRIPTION',
      text: 'Hello',
      transcription: { channel: 0, confidence: 0.5, engine: 'ear' },
    }),
  },
  {
    name: 'CreateServiceConversation',
    method: 'POST',
    path: serviceConversations,
    form: (_, n) => ({
      FriendlyName: 'Fuzz',
      UniqueName: `fuzz-${n}`,
      Attributes: '{"a":1}',
      State: 'active',
      DateCreated: '2026-04-15T12:00:00Z',
      'Timers.Inactive': 'PT1H',
      'Timers.Closed': 'PT2H',
    }),
  },
  {
    name: 'UpdateServiceConversation',
    method: 'POST',
    path: oneServiceConversation,
    form: () => ({ FriendlyName: 'Fuzz', Attributes: '{}', State: 'active', 'Timers.Closed': 'PT2H' }),
  },
  {
    name: 'CreateServiceConversationMessage',
    method: 'POST',
    path: (ids) => `${oneServiceConversation(ids)}/Messages`,
    form: () => ({ Author: 'ada', Body: 'Grüße 👋', Attributes: '{}', DateCreated: '2026-04-15T12:00:00Z' }),
  },
  {
    name: 'CreateServiceConversationParticipant',
    method: 'POST',
    path: (ids) => `${oneServiceConversation(ids)}/Participants`,
    form: (_, n) => ({ Identity: `ada-${n}`, Attributes: '{}', DateCreated: '2026-04-15T12:00:00Z' }),
  },
];

/** Writes that the sandbox does not offer: nothing but this list is to be changed when it does. */
export const NOT_OFFERED: readonly string[] = [];

/** Lists, each with the names of its filters. */
export const LISTS: readonly { path: (ids: Ids) => string; filters: readonly string[] }[] = [
  { path: configurations, filters: ['memoryStoreId'] },
  { path: () => '/v2/Conversations', filters: ['status', 'channelId'] },
  { path: (ids) => `${oneConversation(ids)}/Participants`, filters: [] },
  { path: (ids) => `${oneConversation(ids)}/Communications`, filters: ['channelId'] },
  { path: () => '/v1/Services', filters: [] },
  { path: serviceConversations, filters: ['State', 'StartDate', 'EndDate'] },
  { path: (ids) => `${oneServiceConversation(ids)}/Messages`, filters: ['Order'] },
  { path: (ids) => `${oneServiceConversation(ids)}/Messages/${ids.message}/Receipts`, filters: [] },
  { path: (ids) => `${oneServiceConversation(ids)}/Participants`, filters: [] },
];

/** Single things. */
export const READS: readonly ((ids: Ids) => string)[] = [
  oneConfiguration,
  oneConversation,
  (ids) => `${oneConversation(ids)}/Participants/${ids.participant}`,
  (ids) => `${oneConversation(ids)}/Communications/${ids.communication}`,
  (ids) => `${oneConversation(ids)}/Actions/conv_action_none`,
  () => '/v2/ControlPlane/Operations/proc_job_none',
  (ids) => `/v1/Services/${ids.service}`,
  oneServiceConversation,
  (ids) => `${oneServiceConversation(ids)}/Messages/${ids.message}`,
  (ids) => `${oneServiceConversation(ids)}/Participants/${ids.serviceParticipant}`,
];
