import * as vscode from 'vscode';
import type { Action, Communication, Conversation, Participant } from '../../api/resources.ts';
import { lastActivity } from '../../platform/activity.ts';
import { PREFIX } from '../../platform/commands.ts';
import {
  channelName,
  channelsOf,
  fullTime,
  participantTypeName,
  relativeTime,
  statusIconName,
  statusName,
} from '../../platform/display.ts';
import { hideAddresses, type Masker } from '../../platform/masking.ts';
import type { Account } from '../../platform/session.ts';
import { shownParticipant, shownTitle } from '../../platform/shown.ts';
import type { FollowedId } from './followedId.ts';
import type { Finding } from './idLookup.ts';
import type { FoundId, IdKind } from './ids.ts';
import { plainMarkdown } from './plainMarkdown.ts';

/** The one command that links in hovers run. package.json names it too. */
export const FOLLOW_COMMAND = `${PREFIX}.followId`;

/** A text of a communication in a hover ends here. */
const LONGEST_TEXT = 280;
/** So many people are named; more are counted. */
const MOST_PEOPLE = 6;

/** What a card is about. */
export interface CardSubject {
  found: Pick<FoundId, 'id' | 'kind'>;
  account: Account;
  /** The other accounts that are signed in to. */
  others: readonly Account[];
  /** Conversations that stand beside the id. */
  near: readonly string[];
}

type Fact = readonly [name: string, value: string | undefined];

/** Says what was found about an id. Everything of people goes through the masker, and everything found is text. */
export function findingCard(finding: Finding, subject: CardSubject, masker: Masker): vscode.MarkdownString {
  const card = new Card(subject, true);
  const { t } = vscode.l10n;
  switch (finding.kind) {
    case 'conversation':
      return conversationCard(card, finding, masker);
    case 'configuration': {
      const { configuration } = finding;
      card.title('settings-gear', configuration.displayName ?? subject.found.id, t('Configuration'));
      card.facts([
        [t('Description'), configuration.description],
        [t('Grouping'), configuration.conversationGroupingType],
        [
          t('Channels'),
          Object.keys(configuration.channelSettings ?? {})
            .map(channelName)
            .join(', '),
        ],
        [t('Status callbacks'), String(configuration.statusCallbacks?.length ?? 0)],
      ]);
      return card.end(['json']);
    }
    case 'operation': {
      const { status, createdAt, error } = finding.operation;
      card.title('sync', status, t('Operation'));
      card.facts([
        [t('Started'), relativeTime(createdAt)],
        [
          t('Failure'),
          error ? hideAddresses([error.title, error.detail].filter(Boolean).join(': '), masker) : undefined,
        ],
      ]);
      return card.end(['json']);
    }
    case 'service':
      card.title('server', finding.service.friendly_name ?? subject.found.id, t('Classic (v1) service'));
      return card.end(['json']);
    case 'absent':
      return absentCard(card, finding, subject);
  }
}

/** Says what an id is that leads nowhere, or that is not asked for. */
export function plainCard(
  subject: Omit<CardSubject, 'account'> & { account?: Account },
): vscode.MarkdownString {
  const card = new Card(subject);
  const { kind, id } = subject.found;
  const known = [subject.account, ...subject.others].find((account) => account?.accountSid === id);
  const what = known ? vscode.l10n.t('{0}, account {1}', kindName(kind), known.label) : kindName(kind);
  card.title(kind === 'request' ? 'pulse' : 'key', what);
  card.line(plainWords(kind));
  return card.end(kind === 'request' ? ['traffic'] : kind === 'profile' ? ['find'] : []);
}

/** Says why nothing is known. @param sentence shown as text */
export function reasonCard(
  subject: Omit<CardSubject, 'account'> & { account?: Account },
  sentence: string,
  act?: 'signIn' | 'startSandbox' | 'open',
): vscode.MarkdownString {
  const card = new Card(subject);
  card.title('info', kindName(subject.found.kind));
  card.line(sentence);
  return card.end(act ? [act] : []);
}

function conversationCard(
  card: Card,
  finding: Extract<Finding, { kind: 'conversation' }>,
  masker: Masker,
): vscode.MarkdownString {
  const { t } = vscode.l10n;
  const { conversation, participants, communication, participant, action, others } = finding;
  card.title(
    statusIconName(conversation.status),
    shownTitle(conversation, masker),
    statusName(conversation.status),
  );
  if (communication) card.facts(communicationFacts(communication, participants, masker));
  if (participant) card.facts(participantFacts(participant, masker));
  if (action) card.facts(actionFacts(action, masker));
  if (communication || participant || action) card.rule();
  card.facts(conversationFacts(conversation, participants, masker));
  if (others) {
    card.line(t('{0} more conversations hold traffic of it.', others));
    return card.end(['open', 'find', 'json', 'copy']);
  }
  return card.end(['open', 'json', 'copy']);
}

function conversationFacts(
  conversation: Conversation,
  participants: readonly Participant[],
  masker: Masker,
): Fact[] {
  const { t } = vscode.l10n;
  const people = participants.slice(0, MOST_PEOPLE).map((participant) => {
    const name = shownParticipant(participant, masker);
    return t('{0} ({1})', name, participantTypeName(participant.type));
  });
  const more = participants.length - people.length;
  const activity = lastActivity(conversation);
  return [
    [t('Participants'), [...people, ...(more > 0 ? [t('{0} more', more)] : [])].join(', ')],
    [
      t('Channels'),
      channelsOf([...participants])
        .map(channelName)
        .join(', '),
    ],
    [t('Last activity'), activity ? t('{0}, {1}', relativeTime(activity), fullTime(activity)) : undefined],
    [t('Configuration'), conversation.configuration?.displayName ?? conversation.configurationId],
  ];
}

function communicationFacts(
  { author, content, recipients, occurredAt, createdAt }: Communication,
  participants: readonly Participant[],
  masker: Masker,
): Fact[] {
  const { t } = vscode.l10n;
  const nameOf = ({ participantId, address }: { participantId?: string | null; address: string }) => {
    const participant = participants.find(({ id }) => id === participantId);
    return participant ? shownParticipant(participant, masker) : masker.address(address);
  };
  const text = masker.text(content.text ?? '').replaceAll(/\s+/g, ' ');
  const moment = occurredAt ?? createdAt;
  return [
    [t('Text'), text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT).trimEnd()}…` : text],
    [t('From'), t('{0}, {1}', nameOf(author), channelName(author.channel))],
    [
      t('To'),
      recipients
        .map((recipient) =>
          recipient.deliveryStatus
            ? t('{0}: {1}', nameOf(recipient), recipient.deliveryStatus)
            : nameOf(recipient),
        )
        .join(', '),
    ],
    [t('When'), moment ? t('{0}, {1}', relativeTime(moment), fullTime(moment)) : undefined],
  ];
}

function participantFacts(participant: Participant, masker: Masker): Fact[] {
  const { t } = vscode.l10n;
  return [
    [t('Participant'), shownParticipant(participant, masker)],
    [t('Type'), participantTypeName(participant.type)],
    [
      t('Addresses'),
      (participant.addresses ?? [])
        .map(({ channel, address }) => t('{0} {1}', channelName(channel), masker.address(address)))
        .join(', '),
    ],
  ];
}

function actionFacts({ type, status, failureReason }: Action, masker: Masker): Fact[] {
  const { t } = vscode.l10n;
  return [
    [t('Action'), t('{0}: {1}', type, status)],
    [t('Failure'), failureReason ? hideAddresses(String(failureReason), masker) : undefined],
  ];
}

function absentCard(
  card: Card,
  { asked }: Extract<Finding, { kind: 'absent' }>,
  { found, account, others }: CardSubject,
): vscode.MarkdownString {
  const { t } = vscode.l10n;
  card.title('circle-slash', kindName(found.kind));
  card.line(
    asked === undefined
      ? t('Not found in {0}.', account.label)
      : asked === 0
        ? t('The API has no way from it to its conversation, and no conversation stands nearby or is loaded.')
        : t(
            'The API has no way from it to its conversation. It is in none of the {0} of {1} that stand nearby or are loaded.',
            asked,
            account.label,
          ),
  );
  const canFind = asked !== undefined || found.kind === 'chat' || found.kind === 'chatMessage';
  return card.end(canFind ? ['find', 'copy'] : ['copy'], others);
}

/** A hover's text: trusted for one command, without markup of anybody else's. */
class Card {
  readonly #text = new vscode.MarkdownString('', true);
  readonly #wasAsked: boolean;
  readonly #subject: Omit<CardSubject, 'account'> & { account?: Account };

  /** @param wasAsked whether the account was asked about the id: then the card says so */
  constructor(subject: Omit<CardSubject, 'account'> & { account?: Account }, wasAsked = false) {
    this.#subject = subject;
    this.#wasAsked = wasAsked;
    this.#text.isTrusted = { enabledCommands: [FOLLOW_COMMAND] };
  }

  title(icon: string, title: string, state?: string): void {
    this.#text.appendMarkdown(`$(${icon}) **`).appendMarkdown(plainMarkdown(title)).appendMarkdown('**');
    if (state) this.#text.appendMarkdown(' · ').appendMarkdown(plainMarkdown(state));
    this.#text.appendMarkdown('\n\n');
  }

  facts(facts: readonly Fact[]): void {
    for (const [name, value] of facts) {
      if (!value) continue;
      this.#text
        .appendMarkdown(plainMarkdown(`${name}: `))
        .appendMarkdown(plainMarkdown(value))
        .appendMarkdown('  \n');
    }
    this.#text.appendMarkdown('\n');
  }

  line(sentence: string): void {
    this.#text.appendMarkdown(plainMarkdown(sentence)).appendMarkdown('\n\n');
  }

  rule(): void {
    this.#text.appendMarkdown('\n---\n\n');
  }

  /** The links, and who was asked. */
  end(acts: readonly FollowedId['act'][], others: readonly Account[] = []): vscode.MarkdownString {
    const { found, account, near } = this.#subject;
    const target = { id: found.id, kind: found.kind, near, ...(account ? { accountId: account.id } : {}) };
    const links = [
      ...acts.map((act) => link(actName(act, found.kind), { ...target, act })),
      ...others.map(({ id, label }) =>
        link(vscode.l10n.t('Look in {0}', label), { ...target, act: 'open', accountId: id }),
      ),
    ];
    const text = this.#text;
    if (links.length > 0) text.appendMarkdown(`\n${links.join(' · ')}\n\n`);
    if (account && this.#wasAsked) {
      const asked = account.sandbox
        ? vscode.l10n.t('Looked up in {0}, a sandbox', account.label)
        : vscode.l10n.t('Looked up in {0}', account.label);
      text.appendMarkdown(`\n---\n\n$(account) ${plainMarkdown(asked)}`);
    }
    return text;
  }
}

function link(label: string, target: FollowedId): string {
  return `[${plainMarkdown(label)}](command:${FOLLOW_COMMAND}?${encodeURIComponent(JSON.stringify([target]))})`;
}

function actName(act: FollowedId['act'], kind: IdKind): string {
  switch (act) {
    case 'open':
      return kind === 'communication' ? vscode.l10n.t('Show on Timeline') : vscode.l10n.t('Open Timeline');
    case 'json':
      return vscode.l10n.t('Open JSON');
    case 'copy':
      return vscode.l10n.t('Copy ID');
    case 'find':
      return vscode.l10n.t('Find Conversation…');
    case 'traffic':
      return vscode.l10n.t('Show in Traffic');
    case 'signIn':
      return vscode.l10n.t('Sign In…');
    case 'startSandbox':
      return vscode.l10n.t('Start Sandbox');
  }
}

/** What an id names, in words. */
export function kindName(kind: IdKind): string {
  const { t } = vscode.l10n;
  switch (kind) {
    case 'conversation':
      return t('Conversation');
    case 'communication':
      return t('Communication');
    case 'participant':
      return t('Participant');
    case 'configuration':
      return t('Configuration');
    case 'action':
      return t('Action');
    case 'operation':
      return t('Operation');
    case 'profile':
      return t('Profile of a customer');
    case 'memoryStore':
      return t('Memory store');
    case 'chat':
      return t('Classic (v1) conversation');
    case 'service':
      return t('Classic (v1) service');
    case 'message':
      return t('Message');
    case 'chatMessage':
      return t('Classic (v1) message');
    case 'call':
      return t('Call');
    case 'request':
      return t('Request of the API');
    case 'account':
      return t('Account SID');
    case 'apiKey':
      return t('API key SID');
  }
}

function plainWords(kind: IdKind): string {
  const { t } = vscode.l10n;
  switch (kind) {
    case 'request':
      return t('Twilio’s support asks for it. The traffic log knows the requests of this window.');
    case 'account':
      return t('It names an account, and is no secret.');
    case 'apiKey':
      return t('It names an API key, and is no secret; the key’s secret is.');
    case 'profile':
      return t('A customer’s profile in a memory store: conversations name it at the participant.');
    default:
      return t('Twilio Memory keeps customers’ profiles there; configurations name it.');
  }
}
