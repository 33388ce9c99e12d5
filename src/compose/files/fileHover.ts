import * as vscode from 'vscode';
import type { Conversation } from '../../api/resources.ts';
import { channelName, fullTime, participantTypeName } from '../../platform/display.ts';
import type { Masker } from '../../platform/masking.ts';
import { readMoment } from '../../platform/moment.ts';
import type { Account } from '../../platform/session.ts';
import { shownParticipant, shownParticipants, shownTitle } from '../../platform/shown.ts';
import { momentHere } from '../momentHere.ts';
import { findEnds } from './ends.ts';
import { rangeOf } from './fileProblems.ts';
import { JsonFile } from './jsonFile.ts';
import { type Meaning, meaningOf } from './known.ts';
import { type KnownHere, shownHere } from './knownHere.ts';
import { endsIn } from './problems.ts';

/** Says what a word of a draft file means: which account, conversation, person, moment. */
export class FileHover implements vscode.HoverProvider {
  readonly #known: KnownHere;

  constructor(known: KnownHere) {
    this.#known = known;
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    const json = new JsonFile(document.getText());
    const value = json.valueAround(document.offsetAt(position));
    if (!value) return undefined;
    const known = await this.#known.get();
    const meaning = meaningOf(json, known);
    const [member] = value.path;
    const lines = this.#linesFor(json, member, value.path, meaning, known.masker);
    if (!lines) return undefined;
    const words = new vscode.MarkdownString();
    // As text: what people are called is no markup.
    lines.forEach((line, index) => {
      if (index > 0) words.appendMarkdown('  \n');
      words.appendText(line);
    });
    return new vscode.Hover(words, rangeOf(document, value.place));
  }

  #linesFor(
    json: JsonFile,
    member: string | number | undefined,
    path: readonly (string | number)[],
    meaning: Meaning,
    masker: Masker,
  ): string[] | undefined {
    switch (member) {
      case 'account':
        return meaning.account && accountLines(meaning.account);
      case 'conversation':
        return meaning.conversation && conversationLines(meaning.conversation, masker);
      case 'author':
      case 'recipients':
        return endLines(json, path, meaning, masker);
      case 'occurredAt': {
        const at = readMoment(json.textAt(['occurredAt']) ?? '', momentHere());
        return at === undefined ? undefined : [fullTime(new Date(at).toISOString())];
      }
      default:
        return undefined;
    }
  }
}

function accountLines({ label, accountSid, sandbox, origin }: Account): string[] {
  return [
    label,
    accountSid,
    sandbox
      ? vscode.l10n.t('Sandbox at {0}: reaches nobody and costs nothing', origin)
      : vscode.l10n.t('Live: what is sent there can reach people and costs money'),
  ];
}

function conversationLines(conversation: Conversation, masker: Masker): string[] {
  return [
    shownTitle(conversation, masker),
    shownHere.facts(conversation),
    shownParticipants(conversation, masker),
    conversation.id,
  ].filter((line) => line !== '');
}

function endLines(
  json: JsonFile,
  path: readonly (string | number)[],
  { participants }: Meaning,
  masker: Masker,
): string[] | undefined {
  const ends = endsIn(json);
  const [author, ...recipients] = ends;
  if (!participants || author?.path[0] !== 'author') return undefined;
  const found = findEnds(
    author.reference,
    recipients.map(({ reference }) => reference),
    participants,
  );
  const index = ends.findIndex((end) => end.path.every((step, at) => step === path[at]));
  const end = [found.author, ...found.recipients][index];
  if (end?.kind !== 'found' || !end.participant) return undefined;
  const { participant, party } = end;
  return [
    shownParticipant(participant, masker),
    participantTypeName(participant.type),
    `${channelName(party.channel)} ${masker.address(party.address)}`,
  ];
}
