import type { l10n as VscodeL10n } from 'vscode';
import type { Conversation, Participant } from '../../api/resources.ts';
import { addressComplaint, normalizedAddress } from '../../platform/addresses.ts';
import type { Masker } from '../../platform/masking.ts';
import { type MomentContext, readMoment } from '../../platform/moment.ts';
import type { Account } from '../../platform/session.ts';
import { candidatesOf } from '../draft.ts';
import { type End, findEnds, referenceTo } from './ends.ts';
import type { PartyReference } from './fileShape.ts';
import type { JsonFile, JsonPath, Place } from './jsonFile.ts';
import { written } from './jsonWriting.ts';
import { type Known, type Meaning, meaningOf } from './known.ts';
import { similar } from './names.ts';

type L10n = Pick<typeof VscodeL10n, 't'>;

/** Something in a file that will not do, or may not be what was meant. */
export interface FileProblem {
  place: Place;
  message: string;
  /** `error` keeps it from being sent, as far as that is known; `hint` is good to know. */
  severity: 'error' | 'warning' | 'hint';
  fixes: readonly FileFix[];
}

/** What a person may have done about it. */
export interface FileFix {
  title: string;
  /** Replaces what stands at the problem's place: JSON. */
  text: string;
}

/** How words of people are shown. The editor's own functions, handed in so that this file runs without an editor. */
export interface Shown {
  title(conversation: Conversation, masker: Masker): string;
  participant(participant: Participant, masker: Masker): string;
  /** Status and last activity. */
  facts(conversation: Conversation): string;
}

/** Not more are offered: a longer list is what completion is for. */
const MOST_FIXES = 5;

/** Finds what the JSON schema cannot know: whether there are such an account, conversation, people, address and moment. */
export function problemsOf(
  json: JsonFile,
  known: Known,
  moment: MomentContext,
  shown: Shown,
  l10n: L10n,
): FileProblem[] {
  const meaning = meaningOf(json, known);
  return [
    ...accountProblems(json, meaning, known, l10n),
    ...conversationProblems(json, meaning, known.masker, shown, l10n),
    ...endProblems(json, meaning, known.masker, shown, l10n),
    ...momentProblems(json, moment, l10n),
  ];
}

function accountProblems(json: JsonFile, meaning: Meaning, known: Known, l10n: L10n): FileProblem[] {
  const { accountWord, accounts } = meaning;
  if (!accountWord || accounts.length === 1) return [];
  const place = json.placeOf(['account']);
  if (accounts.length > 1) {
    return [
      {
        place,
        message: l10n.t('{0} accounts are called so: name the one by its account SID.', accounts.length),
        severity: 'error',
        fixes: accounts.map(({ accountSid }) => replacement(accountSid, l10n)),
      },
    ];
  }
  const near = similar(accountWord, known.accounts, ({ label }) => label, MOST_FIXES);
  const others = known.accounts.filter((account) => !near.includes(account));
  return [
    {
      place,
      message:
        known.accounts.length === 0
          ? l10n.t('You are not signed in to an account.')
          : l10n.t('You are not signed in to an account that is called so.'),
      severity: 'error',
      fixes: [...near, ...others]
        .slice(0, MOST_FIXES)
        .map((account) => replacement(wordFor(account, known.accounts), l10n)),
    },
  ];
}

/** What names an account: its label, or where others share that, its SID. */
export function wordFor({ label, accountSid }: Account, all: readonly Account[]): string {
  return all.filter((account) => account.label === label).length === 1 ? label : accountSid;
}

function conversationProblems(
  json: JsonFile,
  { conversationWord, conversations, conversation, loaded }: Meaning,
  masker: Masker,
  shown: Shown,
  l10n: L10n,
): FileProblem[] {
  if (!conversationWord || loaded.length === 0) return [];
  const place = json.placeOf(['conversation']);
  const byId = (one: Conversation): FileFix => ({
    title: l10n.t('Name it by its ID: {0} ({1})', shown.title(one, masker), shown.facts(one)),
    text: JSON.stringify(one.id),
  });
  if (conversations.length > 1) {
    return [
      {
        place,
        message: l10n.t(
          '{0} conversations are called so: you are asked for the one when it is sent.',
          conversations.length,
        ),
        severity: 'warning',
        fixes: conversations.slice(0, MOST_FIXES).map(byId),
      },
    ];
  }
  if (conversation?.status === 'CLOSED') {
    const message = l10n.t('The conversation is closed: it takes no more communications.');
    return [{ place, message, severity: 'warning', fixes: [] }];
  }
  if (conversation) return [];
  const near = similar(conversationWord, loaded, ({ name }) => name ?? '', MOST_FIXES);
  return [
    {
      place,
      message: l10n.t(
        'None of the {0} conversations that are loaded is called so. The others are looked through when it is sent.',
        loaded.length,
      ),
      severity: near.length > 0 ? 'warning' : 'hint',
      fixes: near.map((one) => ({
        title: l10n.t('Replace by “{0}”', shown.title(one, masker)),
        text: JSON.stringify(conversationWordFor(one, loaded, masker)),
      })),
    },
  ];
}

/** What names a conversation: its name, or where others share that or it is not to be seen, its id. */
export function conversationWordFor(
  { id, name }: Conversation,
  all: readonly Conversation[],
  masker: Masker,
): string {
  const word = name?.trim() ?? '';
  const isClear = word !== '' && !masker.on && all.filter((one) => one.name?.trim() === word).length <= 1;
  return isClear ? word : id;
}

function endProblems(
  json: JsonFile,
  meaning: Meaning,
  masker: Masker,
  shown: Shown,
  l10n: L10n,
): FileProblem[] {
  const ends = endsIn(json);
  const recipients = ends.filter(({ path }) => path[0] === 'recipients').map(({ reference }) => reference);
  return ends.flatMap(({ path, reference }): FileProblem[] => {
    if (typeof reference === 'object' && 'address' in reference) {
      return reference.participantId ? [] : addressProblems(json, path, reference, l10n);
    }
    const { participants } = meaning;
    if (!participants) return [];
    // As one end of many: which address it is taken at hangs together with the others.
    const end = findEnds(reference, recipients, participants).author;
    const place = json.placeOf(typeof reference === 'string' ? path : [...path, 'name']);
    const candidates = candidatesOf(participants);
    if (end.kind === 'found') return [];
    if (end.kind === 'unreachable') {
      const on = typeof reference === 'object' && reference.channel ? [...path, 'channel'] : path;
      return [
        {
          place: json.placeOf(on),
          message: endComplaint(end, l10n),
          severity: 'error',
          fixes:
            on === path
              ? []
              : [...new Set(end.participant.addresses?.map(({ channel }) => channel))].map((channel) =>
                  replacement(channel, l10n),
                ),
        },
      ];
    }
    const offered =
      end.kind === 'ambiguous' ? end.participants : nearestOf(end.wanted, participants).slice(0, MOST_FIXES);
    const typed = end.kind === 'unknown' && typeof reference === 'string' ? asAddress(reference, l10n) : [];
    return [
      {
        place,
        message: endComplaint(end, l10n),
        severity: 'error',
        fixes: [
          ...typed,
          ...offered.map((participant) => {
            const own = candidates.find((candidate) => candidate.participant === participant);
            const clear = own && referenceTo(own, participants, masker.on);
            const word =
              typeof clear === 'string' ? clear : clear && 'name' in clear ? clear.name : participant.id;
            return {
              title: l10n.t('Replace by “{0}”', shown.participant(participant, masker)),
              text: JSON.stringify(word),
            };
          }),
        ],
      },
    ];
  });
}

/** Why a participant cannot be an end of it, in a sentence. */
export function endComplaint(end: Exclude<End, { kind: 'found' }>, l10n: L10n): string {
  switch (end.kind) {
    case 'unknown':
      return l10n.t('Nobody in the conversation has this name, id or address.');
    case 'ambiguous':
      return l10n.t('{0} participants are called so: name the one by id.', end.participants.length);
    case 'unreachable':
      return end.channel
        ? l10n.t('The participant has no address on {0}.', end.channel)
        : l10n.t('The participant has no address.');
  }
}

/** What stands for author and recipients, as far as it can be read. */
export function endsIn(json: JsonFile): { path: JsonPath; reference: PartyReference }[] {
  const recipients = json.at(['recipients']);
  const paths: JsonPath[] = [
    ['author'],
    ...(Array.isArray(recipients) ? recipients.map((_, index) => ['recipients', index]) : []),
  ];
  return paths.flatMap((path) => {
    const reference = readReference(json, path);
    return reference === undefined ? [] : [{ path, reference }];
  });
}

function readReference(json: JsonFile, path: JsonPath): PartyReference | undefined {
  const value = json.textAt(path);
  if (value !== undefined) return value.trim() === '' ? undefined : value;
  const [name, channel, address, participantId] = ['name', 'channel', 'address', 'participantId'].map(
    (member) => json.textAt([...path, member]),
  );
  if (name?.trim()) return channel === undefined ? { name } : { name, channel };
  if (channel === undefined || address === undefined) return undefined;
  return { channel, address, ...(participantId ? { participantId } : {}) };
}

function nearestOf(wanted: string, participants: readonly Participant[]): Participant[] {
  const near = similar(wanted, participants, ({ name }) => name ?? '', MOST_FIXES);
  return [...near, ...participants.filter((participant) => !near.includes(participant))];
}

/** A number that stands where a participant's name would is somebody who does not take part. */
function asAddress(typed: string, l10n: L10n): FileFix[] {
  const prefix = /^(whatsapp|rcs):/i.exec(typed.trim())?.[1]?.toUpperCase();
  const channel = prefix ?? (/^\+?[\d ().-]{7,}$/.test(typed.trim()) ? 'SMS' : undefined);
  if (!channel) return [];
  const address = rightAddress(channel, typed, l10n) ?? typed.trim();
  return [
    {
      title: l10n.t('Write it as an address of somebody who is no participant'),
      text: written({ channel, address }),
    },
  ];
}

function addressProblems(
  json: JsonFile,
  path: JsonPath,
  { channel, address }: { channel: string; address: string },
  l10n: L10n,
): FileProblem[] {
  const complaint = address === '' ? undefined : addressComplaint(channel, address, [], l10n);
  const normal = normalizedAddress(channel, address);
  const right = rightAddress(channel, address, l10n);
  // What may do as it is, but is not how the API writes it: a number with spaces, a prefix that is missing.
  if (!complaint && (normal === address || address === '')) return [];
  return [
    {
      place: json.placeOf([...path, 'address']),
      message: complaint ?? l10n.t('{0} addresses are written so: {1}', channel, normal),
      severity: complaint ? 'error' : 'warning',
      fixes: right === undefined || right === address ? [] : [replacement(right, l10n)],
    },
  ];
}

/** An address brought into its channel's form: the prefix and the plus sign in front, spaces left out. */
function rightAddress(channel: string, typed: string, l10n: L10n): string | undefined {
  const bare = typed.trim().replace(/^(whatsapp|rcs):/i, '');
  return [typed, bare, `+${bare.replace(/^00/, '')}`]
    .map((text) => normalizedAddress(channel, text))
    .find((address) => addressComplaint(channel, address, [], l10n) === undefined);
}

function momentProblems(json: JsonFile, moment: MomentContext, l10n: L10n): FileProblem[] {
  const typed = json.textAt(['occurredAt']);
  if (!typed?.trim() || readMoment(typed, moment) !== undefined) return [];
  return [
    {
      place: json.placeOf(['occurredAt']),
      message: l10n.t(
        'That is no moment. Write for example “yesterday 14:00”, “2 hours ago” or 2026-03-09T14:00Z.',
      ),
      severity: 'error',
      fixes: [replacement(new Date(moment.now).toISOString().replace(/\.\d+/, ''), l10n)],
    },
  ];
}

function replacement(text: string, l10n: L10n): FileFix {
  return { title: l10n.t('Replace by “{0}”', text), text: JSON.stringify(text) };
}
