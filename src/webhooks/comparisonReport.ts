import type { l10n as VscodeL10n } from 'vscode';
import type { Comparison, Disagreement, Resource, ToldEvent } from './compare.ts';
import { durationWords } from './words.ts';

type L10n = Pick<typeof VscodeL10n, 't'>;

/** What stands above the disagreements. */
export interface ReportHead {
  /** What the conversation is called; of nobody's name. */
  readonly title: string;
  readonly conversationId: string;
  readonly account: string;
  /** Since and until when callbacks could be received, and when the API was read: epoch milliseconds. */
  readonly since: number;
  readonly until?: number | undefined;
  readonly readAt: number;
}

const KINDS = [
  'missing',
  'stale',
  'late',
  'outOfOrder',
  'duplicated',
  'toldTwice',
  'unknownResource',
] as const satisfies readonly Disagreement['kind'][];

/** A comparison as Markdown: what does not agree, with the evidence, and what could not be judged. */
export function comparisonMarkdown(comparison: Comparison, head: ReportHead, l10n: L10n): string {
  const { disagreements, callbacks, expected, unheard, fresh, aheadMs } = comparison;
  const sections = KINDS.flatMap((kind) => {
    const found = disagreements.filter((each) => each.kind === kind);
    if (found.length === 0) return [];
    const { title, text } = kindWords(kind, l10n);
    return [
      `## ${title} (${found.length})`,
      '',
      text,
      '',
      ...found.map((each) => `- ${line(each, l10n)}`),
      '',
    ];
  });
  return [
    `# ${l10n.t('Callbacks and API: {0}', escaped(head.title))}`,
    '',
    `- ${l10n.t('Conversation: {0}', code(head.conversationId))}`,
    `- ${l10n.t('Account: {0}', escaped(head.account))}`,
    `- ${l10n.t('Callbacks since: {0}', moment(head.since))}`,
    ...(head.until === undefined ? [] : [`- ${l10n.t('Callbacks until: {0}', moment(head.until))}`]),
    `- ${l10n.t('API read: {0}', moment(head.readAt))}`,
    '',
    disagreements.length === 0
      ? `**${l10n.t('Nothing disagrees.')}** ${l10n.t('{0} callbacks; {1} resources should have been told of.', callbacks, expected)}`
      : `**${l10n.t('{0} disagreements', disagreements.length)}** ${l10n.t('in {0} callbacks and {1} resources that should have been told of.', callbacks, expected)}`,
    '',
    ...sections,
    `## ${l10n.t('What this cannot tell')}`,
    '',
    `- ${l10n.t('{0} resources were made while no callbacks were received, or their callbacks were forgotten since: those are not missed.', unheard)}`,
    ...(fresh > 0
      ? [`- ${l10n.t('{0} are so new that their callbacks may still be on their way.', fresh)}`]
      : []),
    ...(aheadMs > 0
      ? [
          `- ${l10n.t('The sender’s clock is {0} ahead of this machine’s, at least: times were compared accordingly.', durationWords(aheadMs, l10n))}`,
        ]
      : []),
    `- ${l10n.t('Of a change between two readings the API shows the last state only: callbacks in between that never came cannot be noticed.')}`,
    `- ${l10n.t('Twilio documents no order and no schedule of retries for these callbacks. Be ready for any order: take the newest updatedAt, and the idempotency token for what was seen.')}`,
    '',
  ].join('\n');
}

function kindWords(kind: Disagreement['kind'], l10n: L10n): { title: string; text: string } {
  switch (kind) {
    case 'missing':
      return {
        title: l10n.t('Missing'),
        text: l10n.t(
          'The API has it, and no callback told of it. Is the receiver’s URL among the conversation’s status callbacks? A conversation keeps those that it was made with.',
        ),
      };
    case 'stale':
      return {
        title: l10n.t('Not told of the latest'),
        text: l10n.t('The last callback says something else than the API does now.'),
      };
    case 'late':
      return {
        title: l10n.t('Late'),
        text: l10n.t(
          'Callbacks of one conversation wait for one another: a slow answer holds up those behind it.',
        ),
      };
    case 'outOfOrder':
      return {
        title: l10n.t('Out of Order'),
        text: l10n.t('It happened before something that arrived before it.'),
      };
    case 'duplicated':
      return {
        title: l10n.t('Repeated'),
        text: l10n.t('The same idempotency token came more than once: an app has to act on it once only.'),
      };
    case 'toldTwice':
      return {
        title: l10n.t('Told Twice'),
        text: l10n.t(
          'The same event came under different idempotency tokens: two status callbacks lead here, such as one with and one without a query.',
        ),
      };
    case 'unknownResource':
      return {
        title: l10n.t('Not in the API'),
        text: l10n.t('A callback told of it, and the conversation has no such resource.'),
      };
  }
}

function line(each: Disagreement, l10n: L10n): string {
  switch (each.kind) {
    case 'missing':
      return l10n.t(
        '{0} of {1}, which happened {2}',
        code(each.eventType),
        named(each.resource),
        moment(Date.parse(each.happenedAt)),
      );
    case 'stale':
      return l10n.t(
        '{0}: the API says {1}, the last callback said {2}',
        named(each.resource),
        code(each.now),
        code(each.told),
      );
    case 'late':
      return l10n.t('{0}: {1} after it happened', told(each.event), durationWords(each.lateMs, l10n));
    case 'outOfOrder':
      return l10n.t(
        '{0}, which happened {1}, arrived after {2}, which happened {3}',
        told(each.event),
        moment(Date.parse(each.event.timestamp ?? '')),
        told(each.overtakenBy),
        moment(Date.parse(each.overtakenBy.timestamp ?? '')),
      );
    case 'duplicated': {
      const [first, ...others] = each.events;
      if (!first) return '';
      const words = l10n.t('{0}: {1} times', told(first), each.events.length);
      const answers = [first, ...others].map(({ answered }) => answered ?? '–').join(', ');
      return each.asked
        ? `${words}; ${l10n.t('answered {0}: retries, as those answers ask for', answers)}`
        : `${words}; ${l10n.t('answered {0}: nothing had asked for another', answers)}`;
    }
    case 'toldTwice': {
      const [first] = each.events;
      return first ? l10n.t('{0}: {1} times', told(first), each.events.length) : '';
    }
    case 'unknownResource':
      return l10n.t('{0}: {1}', told(each.event), named(each.resource));
  }
}

function told({ eventType, receivedAt, resource }: ToldEvent): string {
  return `${code(eventType)} ${resource ? named(resource) : ''} (${moment(receivedAt)})`;
}

function named({ kind, id }: Resource): string {
  return `${kind} ${code(id)}`;
}

function moment(at: number): string {
  return Number.isFinite(at) ? new Date(at).toISOString() : '–';
}

/** What others wrote is never markup. */
function escaped(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_{}[\]()#+.!|<>~-]/g, '\\$&');
}

function code(text: string): string {
  const plain = text.replaceAll(/\s+/g, ' ');
  const fence = '`'.repeat(Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return fence.length > 1 ? `${fence} ${plain} ${fence}` : `\`${plain}\``;
}
