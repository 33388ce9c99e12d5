import type { BaseIssue } from 'valibot';
import * as v from 'valibot';
import { address, channel, jsonObject, text } from '../../api/bodies/common.ts';
import { resourceId, transcriptionFacts } from '../../api/bodies/communications.ts';
import { describeIssue, pathOf } from '../../api/bodies/issues.ts';
import type { Channel, Content, Open, Party } from '../../api/resources.ts';

/** An end of a communication as a file names it: a participant by name, id or address, or an address of nobody known. */
export type PartyReference = string | NamedParty | Party;

/** A participant, on one of their channels. */
export interface NamedParty {
  /** Name, id or address. */
  name: string;
  /** Left out, it is the channel that author and recipients share. */
  channel?: Open<Channel>;
}

/** What a draft file says, as it stands there. */
export interface CommunicationFile {
  /** Label or account SID; the active account when absent. */
  account?: string;
  /** Name or id. */
  conversation: string;
  author: PartyReference;
  recipients: PartyReference[];
  content: Content;
  channelId?: string;
  /** ISO 8601, or words such as `yesterday 14:00`. */
  occurredAt?: string;
  resourceId?: string;
}

/** What is wrong with the shape of a file. */
export interface ShapeIssue {
  /** Where: the members that lead there. */
  path: readonly (string | number)[];
  /** In a sentence, with the member's name. */
  message: string;
}

/** An object with these members and no others: a name that is mistyped would be left out in silence. */
const members = <const E extends v.ObjectEntries>(entries: E) => v.pipe(jsonObject, v.strictObject(entries));

const filled = v.pipe(v.string(), v.regex(/\S/, 'must not be empty'));
const saidText = v.pipe(text, v.regex(/\S/, 'must not be empty'));

const namedParty = members({ name: filled, channel: v.exactOptional(channel) });
const addressedParty = members({ channel, address, participantId: v.exactOptional(v.string()) });

/** Chosen by what is there, so that a complaint is about what was meant. */
const party = v.lazy((input): v.GenericSchema<unknown, PartyReference> => {
  if (typeof input !== 'object' || input === null) return filled as v.GenericSchema<unknown, string>;
  return ('name' in input ? namedParty : addressedParty) as v.GenericSchema<unknown, NamedParty | Party>;
});

const content = v.pipe(
  jsonObject,
  v.variant('type', [
    v.strictObject({ type: v.literal('TEXT'), text: saidText }),
    v.strictObject({
      type: v.literal('TRANSCRIPTION'),
      text: saidText,
      transcription: v.exactOptional(members(transcriptionFacts)),
    }),
  ]),
);

const file = v.pipe(
  members({
    $schema: v.exactOptional(v.string()),
    account: v.exactOptional(filled),
    conversation: filled,
    author: party,
    recipients: v.pipe(v.array(party), v.minLength(1, 'must name at least one')),
    text: v.exactOptional(saidText),
    content: v.exactOptional(content),
    channelId: v.exactOptional(v.string()),
    occurredAt: v.exactOptional(v.string()),
    resourceId: v.exactOptional(resourceId),
  }),
  v.check((value) => (value.text === undefined) !== (value.content === undefined), 'text or content'),
);

/**
 * Reads what a file says. `media/communication.schema.json` has the same rules, for the editor.
 * @param value parsed JSON
 * @returns the file, or at least one thing that is wrong with it
 */
export function readFileShape(
  value: unknown,
): { file: CommunicationFile; issues: readonly [] } | { file?: undefined; issues: ShapeIssue[] } {
  const result = v.safeParse(file, value);
  if (!result.success) return { issues: result.issues.map(issueOf) };
  const { $schema: _, text: plain, content: whole, ...rest } = result.output;
  return { file: { ...rest, content: whole ?? { type: 'TEXT', text: plain ?? '' } }, issues: [] };
}

function issueOf(issue: BaseIssue<unknown>): ShapeIssue {
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  const name = pathOf(issue);
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return { path, message: `${name} is no member of a communication` };
  if (path.length === 0)
    return {
      path,
      message: issue.type === 'check' ? 'Either text or content is required' : 'The file must hold an object',
    };
  return { path, message: describeIssue(issue) };
}
