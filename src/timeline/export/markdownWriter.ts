import { deliveryLine, type Said, type Transcript } from './transcript.ts';

/** What Markdown, CommonMark or GitHub's, takes for more than itself anywhere on a line; `#` and `@` for references. */
const MARKUP = /[\\`*_[\]<>#|~&$@]/gu;

/** What begins a list, a heading's underline or a rule at the start of a line. */
const AT_START = /^(?:[-+=]|\d+(?=[.)]))/u;

/** What GitHub makes a link or an emoji of without any markup: `https://`, `mailto:`, `:smile:`. */
const BARE = /:(?=\/|[\w+-]+:)|(?<=\b(?:mailto|xmpp)):/giu;

/** A transcript as Markdown: a heading for each day, a paragraph for each turn's author, texts as block quotes. */
export function* writeMarkdown(transcript: Transcript): Generator<string, void, void> {
  const { head } = transcript;
  yield `# ${escaped(head.title)}\n\n`;
  const facts = [head.status, head.count, head.exported, head.times].filter(Boolean);
  yield `${escaped(head.conversationId)}  \n${facts.map(escaped).join(' · ')}\n\n`;
  if (head.masked) yield `> **${escaped(head.masked)}**\n\n`;
  for (const { person, addresses } of head.participants) {
    const where = addresses.map(({ channel, address }) => `${channel} ${address}`).join(', ');
    yield `- **${escaped(person.name)}** (${escaped(person.typeName)})${where ? `: ${escaped(where)}` : ''}\n`;
  }
  if (head.participants.length > 0) yield '\n';
  for (const part of transcript.parts()) {
    if (part.kind === 'day') yield `## ${escaped(part.words)}\n\n`;
    else if (part.kind === 'gap') yield `*${escaped(part.words)}*\n\n`;
    else yield saidIn(part);
  }
}

function saidIn(said: Said): string {
  const facts = [said.clock, said.channelName, said.note].filter(Boolean).map(escaped).join(' · ');
  const delivery = deliveryLine(said);
  const mark = said.recipients.some(({ failed }) => failed) ? '⚠ ' : '';
  const text = said.text === '' ? '' : `${said.text.split('\n').map(quoted).join('\n')}\n\n`;
  return `**${escaped(said.author.name)}** ${facts}${delivery ? ` → ${mark}${escaped(delivery)}` : ''}\n\n${text}`;
}

/** A line of a quote. Two spaces at its end keep the line's end; spaces at its start would make it code. */
function quoted(line: string): string {
  const indent = /^[ \t]+/u.exec(line)?.[0] ?? '';
  const spaces = indent.replaceAll('\t', '    ').replaceAll(' ', '\u00A0');
  const content = escaped(line.slice(indent.length).trimEnd());
  return content === '' ? '>' : `> ${spaces}${content}  `;
}

/** A line as itself, whatever is in it: what could be markup has a backslash before it. */
export function escaped(text: string): string {
  return (
    text
      .replace(MARKUP, (character) => ENTITIES[character] ?? `\\${character}`)
      .replace(BARE, '\\:')
      // A bare domain is made a link by GitHub, and no backslash parts it.
      .replaceAll(/\bwww\./giu, 'www&#46;')
      .replace(AT_START, (found) => (/\d/u.test(found) ? `${found}\\` : `\\${found}`))
  );
}

const ENTITIES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };
