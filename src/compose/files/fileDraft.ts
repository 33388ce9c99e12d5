import type { l10n as VscodeL10n } from 'vscode';
import type { CreateCommunication, Participant } from '../../api/resources.ts';
import type { MomentContext } from '../../platform/moment.ts';
import { checkDraft, type DraftField } from '../check.ts';
import { findEnds } from './ends.ts';
import type { CommunicationFile } from './fileShape.ts';
import type { JsonFile, JsonPath, Place } from './jsonFile.ts';
import { endComplaint } from './problems.ts';

type L10n = Pick<typeof VscodeL10n, 't'>;

/** What keeps a file from being sent, and where. */
export interface FileComplaint {
  path: JsonPath;
  message: string;
}

/** The request that a file means, or what keeps it from being one. @param participants those of its conversation */
export function bodyOf(
  file: CommunicationFile,
  participants: readonly Participant[],
  moment: MomentContext,
  l10n: L10n,
): { body: CreateCommunication; complaint?: undefined } | { body?: undefined; complaint: FileComplaint } {
  const { author, recipients } = findEnds(file.author, file.recipients, participants);
  if (author.kind !== 'found')
    return { complaint: { path: ['author'], message: endComplaint(author, l10n) } };
  const to = [];
  for (const [index, end] of recipients.entries()) {
    if (end.kind !== 'found')
      return { complaint: { path: ['recipients', index], message: endComplaint(end, l10n) } };
    to.push(end.party);
  }
  const { content, channelId, occurredAt, resourceId } = file;
  const { channel, confidence, engine } = content.transcription ?? {};
  const { body, complaints } = checkDraft(
    {
      author: author.party,
      recipients: to,
      text: content.text ?? '',
      kind: content.type === 'TRANSCRIPTION' ? 'TRANSCRIPTION' : 'TEXT',
      transcription: {
        ...(channel === undefined ? {} : { channel: String(channel) }),
        ...(confidence === undefined ? {} : { confidence: String(confidence) }),
        ...(engine === undefined ? {} : { engine }),
      },
      ...(channelId === undefined ? {} : { channelId }),
      ...(occurredAt === undefined ? {} : { occurredAt }),
      ...(resourceId === undefined ? {} : { resourceId }),
    },
    moment,
    l10n,
  );
  if (body) return { body };
  const [first] = complaints;
  return { complaint: { path: pathOfField(first?.field ?? 'text'), message: first?.message ?? '' } };
}

/** Where in a file the API found something wrong. @param said such as `recipients[0].address must not be empty` */
export function placeOfRefusal(json: JsonFile, field: DraftField, said: string): Place {
  const named =
    /\b(?:author|recipients|content|channelId|occurredAt|resourceId)(?:\.[A-Za-z]\w*|\[\d+\])*/.exec(
      said,
    )?.[0];
  const path = named
    ?.split(/[.[\]]+/)
    .filter((step) => step !== '')
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  return json.placeOf(existing(json, path ?? pathOfField(field)));
}

/** A text may stand by itself, and not in a content. */
function existing(json: JsonFile, path: JsonPath): JsonPath {
  return path[0] === 'content' && json.at(['content']) === undefined ? ['text'] : path;
}

function pathOfField(field: DraftField): JsonPath {
  if (field === 'kind') return ['content', 'type'];
  if (field === 'text') return ['content', 'text'];
  if (field.startsWith('transcription.')) return ['content', ...field.split('.')];
  return [field];
}

/** Where a complaint is about. */
export function placeOfComplaint(json: JsonFile, { path }: FileComplaint): Place {
  return json.placeOf(existing(json, path));
}
