import type { Communication, Participant } from '../../../../src/api/resources.ts';
import { closedMasker, openMasker } from '../../../../src/platform/masking.ts';
import type { ConversationHead } from '../../../../src/timeline/export/exportedConversation.ts';
import type { ExportKind } from '../../../../src/timeline/export/exportKind.ts';
import { type ExportOptions, exportText } from '../../../../src/timeline/export/exportText.ts';
import { agent, communication, conversation, customer } from '../../../support/fixtures.ts';
import { l10n } from '../../l10n.ts';

/** Moments of a day, and of the one after. */
export const AT = (minutes: number) => new Date(Date.UTC(2026, 2, 9, 10, minutes)).toISOString();

export const head: ConversationHead = {
  conversation,
  participants: [customer, agent],
  configuration: {
    id: 'conf',
    displayName: 'Repairs',
    description: 'Of bicycles',
    conversationGroupingType: 'GROUP_BY_PROFILE',
    memoryStoreId: 'mem',
  },
  actions: [],
};

/** A text of the agent's to the customer. */
export function answer(id: string, at: string, rest: Partial<Communication> = {}): Communication {
  return communication(id, at, {
    author: { address: '+15550199', channel: 'SMS', participantId: 'p-agent' },
    recipients: [
      { address: '+15550100', channel: 'SMS', participantId: 'p-customer', deliveryStatus: 'DELIVERED' },
    ],
    ...rest,
  });
}

/** One of the customer's with this text. */
export const says = (text: string, id = 'c1') =>
  communication(id, AT(0), { content: { type: 'TEXT', text } });

/** What is hostile, each in its own way. */
export const HOSTILE = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '</p></article></main></body><style>*{display:none}</style><!--',
  '"\'><svg/onload=alert(1)>&amp;',
  '=HYPERLINK("http://evil.example","x")',
  '+SUM(1,2)',
  '-2+3',
  '@SUM(A1)',
  '\t=1+1',
  '\r\n=1+1',
  'a,b;"c"\nd\r\ne\rf',
  '# Heading\n\n---\n* item\n1. one\n> quote\n```\ncode\n```\n    indented | a | b |\n[link](javascript:alert(1)) ![i](x) <b>b</b> https://evil.example www.evil.example @user #1',
  'before\u0000\u001b[31mred\u0007\u0008\u007f\u0085after',
  '\u202Eevil\u202C \u2066isolate \u200Fmark',
  'half \uD83D and \uDE00 of a pair',
  'line\u2028paragraph\u2029next\u0085end',
  'مرحبا بالعالم',
  '👩‍👩‍👧‍👦 e\u0301',
  '',
  '   \n\n  ',
  '\uFEFFbom',
];

export interface Written {
  head?: ConversationHead;
  masked?: boolean;
  total?: number;
  options?: Partial<ExportOptions>;
}

/** A whole export, as text. */
export async function written(
  kind: ExportKind,
  communications: readonly Communication[],
  { head: given = head, masked = false, total, options = {} }: Written = {},
): Promise<string> {
  let text = '';
  const source = {
    head: async () => given,
    async *pieces() {
      for (let from = 0; from < communications.length; from += 7) yield communications.slice(from, from + 7);
    },
    ...(total === undefined ? {} : { total }),
  };
  const all = {
    masker: masked ? closedMasker : openMasker,
    l10n,
    locale: 'en-GB',
    timeZone: 'UTC',
    language: 'en',
    accountSid: 'AC1',
    exportedAt: Date.UTC(2026, 2, 10),
    ...options,
  };
  for await (const piece of exportText(kind, source, all)) text += piece;
  return text;
}

export const KINDS: readonly ExportKind[] = ['json', 'ndjson', 'csv', 'csvForExcel', 'markdown', 'html'];

/** Somebody whose every member is planted: no masked file may have any of it. */
export const PLANTED = 'planted-7c1f';
export const planted: Participant = {
  ...customer,
  id: 'p-customer',
  name: `Name ${PLANTED}`,
  profileId: `profile ${PLANTED}`,
  addresses: [{ channel: 'CHAT', address: `address-${PLANTED}-x`, channelId: `channel ${PLANTED}` }],
};
