import { communications, counted, number, percent } from './numbers.ts';

/**
 * Every word that the view shows. One object, so that a translation can take its place as a whole; a count is
 * always an argument, since languages form plurals differently.
 */
export const strings = {
  // Header
  refresh: 'Refresh',
  createCommunication: 'Create Communication…',
  write: 'Write into this conversation…',
  copyConversationId: 'Copy Conversation ID',
  hidePersonalData: 'Hide Personal Data',
  showPersonalData: 'Show Personal Data',
  showDetails: 'Show Conversation Details',
  hideDetails: 'Hide Conversation Details',
  conversation: 'Conversation',
  conversationActions: 'Conversation actions',
  account: 'Account',
  sandbox: 'Sandbox',
  sandboxMeaning: (label: string) => `${label}: a local sandbox. Nothing here reaches people or costs money.`,
  live: 'Live',
  liveMeaning: (label: string) => `${label}: a live Twilio account. What is sent reaches people.`,
  channels: 'Channels',
  participants: 'Participants',
  noParticipants: 'No participants',
  configuration: 'Configuration',
  created: 'Created',
  lastActivity: 'Last activity',
  conversationId: 'Conversation ID',
  lastRead: 'Last refreshed',
  active: (when: string) => `Active ${when}`,
  communicationCount: communications,
  loadedSoFar: (count: number) => `${number.format(count)} loaded…`,
  loading: 'Loading…',
  refreshing: 'Refreshing…',

  findAndFilter: 'Find and filter',

  // Feed
  feed: 'Communications',
  jumpToLatest: 'Jump to Latest',
  newCount: (count: number) => `${number.format(count)} new`,
  newArrived: (count: number) => counted(count, 'new communication', 'new communications'),
  noText: '(no text)',
  showAll: (characters: number) => `Show all ${number.format(characters)} characters`,
  showMore: 'Show More',
  showLess: 'Show Less',
  copyText: 'Copy Text',
  copyId: 'Copy ID',
  communicationActions: 'Communication actions',
  today: 'Today',
  yesterday: 'Yesterday',
  noDate: 'Without a date',
  noTime: 'No time',
  unnamed: 'Unnamed',

  // Transcription
  transcription: 'Transcription',
  transcribedBy: (engine: string) => `Transcribed by ${engine}`,
  inboundLeg: 'inbound',
  outboundLeg: 'outbound',
  confidence: (share: number) => percent.format(share),
  confidenceMeaning: (share: number) => `Confidence ${percent.format(share)}`,
  lowConfidence: (share: number) => `${percent.format(share)}, low confidence`,

  // Delivery
  delivery: {
    INITIATED: 'To be sent',
    IN_PROGRESS: 'Sending',
    DELIVERED: 'Delivered',
    READ: 'Read',
    FAILED: 'Failed',
  } satisfies Record<string, string>,
  deliveryTo: (status: string, recipient: string) => `${status}: ${recipient}`,
  deliveryAll: (status: string, total: number) => `${status} · ${number.format(total)}`,
  deliverySome: (status: string, count: number, total: number) =>
    `${status} ${number.format(count)} of ${number.format(total)}`,
  deliverySomeFailed: (count: number, total: number) =>
    `${number.format(count)} of ${number.format(total)} failed`,
  deliveryUnknown: 'No status',
  recipients: 'Recipients',
  showRecipients: 'Show Recipients',
  hideRecipients: 'Hide Recipients',

  // Kinds
  partyType: {
    CUSTOMER: 'Customer',
    HUMAN_AGENT: 'Human agent',
    AI_AGENT: 'AI agent',
    AGENT: 'Agent',
    UNKNOWN: 'Unknown type',
  } satisfies Record<string, string>,
  channel: {
    VOICE: 'Voice',
    SMS: 'SMS',
    RCS: 'RCS',
    WHATSAPP: 'WhatsApp',
    CHAT: 'Chat',
    VIDEO: 'Video',
  } satisfies Record<string, string>,
  status: {
    ACTIVE: 'Active',
    INACTIVE: 'Inactive',
    CLOSED: 'Closed',
  } satisfies Record<string, string>,

  // States
  loadingCommunications: 'Loading communications…',
  loadFinished: (count: number) => `${communications(count)} loaded`,
  emptyTitle: 'No communications yet',
  emptyDetail:
    'When someone writes to this conversation or calls, it appears here. You can also create the first communication yourself.',
};
