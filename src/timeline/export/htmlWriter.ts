import { escapedHtml } from '../../platform/htmlText.ts';
import type { ExportWords } from './exportWords.ts';
import { HTML_STYLES } from './htmlStyles.ts';
import type { Said, Transcript, TranscriptPerson } from './transcript.ts';

/** So many communications are laid out together, or not at all while they are off the screen. */
const BLOCK = 50;

/**
 * A transcript as one HTML page that looks like the timeline and opens anywhere: no script, nothing is fetched, and its
 * own policy forbids both. Texts stand in it as text.
 * @param language of the words around the texts: BCP 47
 */
export function* writeHtml(
  transcript: Transcript,
  words: ExportWords,
  language: string,
): Generator<string, void, void> {
  yield head(transcript, words, language);
  let inBlock = 0;
  let any = false;
  for (const part of transcript.parts()) {
    if (part.kind === 'day' || inBlock >= BLOCK) {
      if (inBlock > 0) yield '</div>\n';
      inBlock = 0;
    }
    if (part.kind === 'day') {
      yield `<h2>${escapedHtml(part.words)}</h2>\n`;
      continue;
    }
    if (inBlock === 0) yield '<div class="rows">\n';
    if (part.kind === 'gap') {
      yield `<p class="gap">${escapedHtml(part.words)}</p>\n`;
      inBlock = Math.max(inBlock, 1);
    } else {
      yield article(part, words);
      inBlock++;
    }
    any = true;
  }
  if (inBlock > 0) yield '</div>\n';
  if (!any) yield `<p class="facts">${escapedHtml(words.noCommunications)}</p>\n`;
  yield '</main>\n</body>\n</html>\n';
}

function head({ head }: Transcript, words: ExportWords, language: string): string {
  const { title, conversationId, status, participants, count, exported, times, masked } = head;
  const people = participants.map(({ person, addresses }) => {
    const where = addresses.map(({ channel, address }) => `${channel} ${address}`).join(', ');
    return `<li><b><bdi>${escapedHtml(person.name)}</bdi></b> <small>${escapedHtml(person.typeName)}${
      where ? ` · <bdi>${escapedHtml(where)}</bdi>` : ''
    }</small></li>`;
  });
  const facts = [
    status && `<span class="status">${escapedHtml(status)}</span>`,
    ...[count, exported, times].map(escapedHtml),
  ].filter(Boolean);
  return `<!doctype html>
<html lang="${escapedHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${escapedHtml(title)}</title>
<style>
${HTML_STYLES}
</style>
</head>
<body>
<div class="head">
<h1><bdi>${escapedHtml(title)}</bdi></h1>
<p class="facts">${facts.join(' · ')}</p>
<p class="id">${escapedHtml(conversationId)}</p>
${masked ? `<p class="masked">${escapedHtml(masked)}</p>\n` : ''}${
  people.length > 0
    ? `<ul class="people" aria-label="${escapedHtml(words.participants)}">${people.join('')}</ul>\n`
    : ''
}</div>
<main>
`;
}

function article(said: Said, words: ExportWords): string {
  const { id, at, clock, author, channel, channelName, side, startsTurn, failed } = said;
  const classes = `${side}${startsTurn ? ' new' : ''}${failed ? ' failed' : ''}`;
  const opening = `<article class="${classes}" id="${escapedHtml(id)}" data-channel="${escapedHtml(channel)}">`;
  const header = startsTurn
    ? `<span class="face" aria-hidden="true">${escapedHtml(initials(author))}</span><header><b><bdi>${escapedHtml(
        author.name,
      )}</bdi></b><span>${escapedHtml(author.typeName)}</span><span>${escapedHtml(channelName)}</span></header>`
    : '';
  const time = clock
    ? `<time datetime="${escapedHtml(at)}" title="${escapedHtml(at)}">${escapedHtml(clock)}</time>`
    : '';
  const text =
    said.text === ''
      ? `<p class="none">${escapedHtml(words.noText)}</p>`
      : `<p dir="auto">${escapedHtml(said.text)}</p>`;
  const note = said.note ? `<small>${escapedHtml(said.note)}</small>` : '';
  return `${opening}${header}${time}<div class="body"><div class="said">${note}${text}</div>${delivery(
    said,
  )}</div></article>\n`;
}

function delivery({ recipients }: Said): string {
  if (recipients.length === 0) return '';
  const each = recipients.map(({ person, status, failed }) => {
    const words = `<bdi>${escapedHtml(person.name)}</bdi>: ${escapedHtml(status)}`;
    return failed ? `<span class="bad">✕ ${words}</span>` : words;
  });
  return `<div class="delivery">${each.join(', ')}</div>`;
}

/** One or two letters that stand for a name; a sign for what is no name. */
function initials({ name }: TranscriptPerson): string {
  if (/[@:•]|^\+?\d/u.test(name)) return '#';
  const words = name.split(/[\s\-_.]+/u).filter((word) => /^\p{L}/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? '')][0] ?? '',
  );
  return letters.join('').toLocaleUpperCase() || '?';
}
