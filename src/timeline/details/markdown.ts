/** One communication as Markdown needs it, in words already. */
export interface MarkdownFacts {
  /** The author's name, and what else says who they are, such as their type and address. */
  readonly author: string;
  readonly authorFacts: readonly string[];
  /** Who it was for, each with their delivery status in words where there is one. */
  readonly recipients: readonly { readonly name: string; readonly delivery?: string | undefined }[];
  /** Channel, time and whatever else stands in the first line. */
  readonly facts: readonly string[];
  readonly text: string;
  readonly id: string;
}

/** Whatever begins or ends something in Markdown or HTML, wherever it stands. */
const MARKUP = /[\\`*_[\]<>|~&#$]/g;

/** What begins a list, a heading or a rule where a line begins. */
const LINE_START = /^(\s*)(?:([-+=:])|(\d{1,9})([.)]))/;

/** Control characters, and those that turn or hide text: what is quoted must not rearrange what stands around it. */
const UNSEEN = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** Text as Markdown that shows it as it is. Line breaks stay. */
export function escapeMarkdown(text: string): string {
  return text
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map(escapeLine)
    .join('\n');
}

/** Text as a quotation: it cannot leave it, whatever it says, and its lines end where they did. */
export function quoteMarkdown(text: string): string {
  const lines = escapeMarkdown(text).split('\n');
  return lines
    .map((line, index) => {
      const next = lines[index + 1];
      // Within a paragraph, a line break is only one where a backslash says so.
      const breaks = line !== '' && next !== undefined && next !== '';
      return line === '' ? '>' : `> ${line}${breaks ? '\\' : ''}`;
    })
    .join('\n');
}

/** A communication as a piece of Markdown, to paste into an issue or a chat. */
export function communicationMarkdown(facts: MarkdownFacts): string {
  const { author, authorFacts, recipients, text, id } = facts;
  const from = [`**${inline(author)}**`, ...bracketed(authorFacts)].join(' ');
  const to = recipients
    .map(({ name, delivery }) => [inline(name), ...bracketed(delivery ? [delivery] : [])].join(' '))
    .join(', ');
  const head = [to === '' ? from : `${from} → ${to}`, ...facts.facts.map(inline)].join(' · ');
  return `${head}\n\n${quoteMarkdown(text)}\n\n${codeSpan(id)}\n`;
}

function bracketed(facts: readonly string[]): string[] {
  return facts.length === 0 ? [] : [`(${facts.map(inline).join(', ')})`];
}

/** In the middle of a line, where a line break would end a paragraph. */
function inline(text: string): string {
  return escapeMarkdown(text.replaceAll(/\s+/g, ' ').trim());
}

function escapeLine(line: string): string {
  return line
    .replaceAll('\t', '    ')
    .replaceAll(UNSEEN, (character) => `⟨U+${codeOf(character)}⟩`)
    .replaceAll(MARKUP, (character) => (character === '&' ? '&amp;' : `\\${character}`))
    .replace(LINE_START, (_all, space: string, sign = '', digits = '', dot = '') =>
      sign ? `${space}\\${sign}` : `${space}${digits}\\${dot}`,
    )
    .replace(/^ +/, (spaces) => '\u00A0'.repeat(spaces.length))
    .trimEnd();
}

function codeOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}

/** An id as code; one with backquotes in it gets more of them around it. */
function codeSpan(text: string): string {
  const plain = text.replaceAll(UNSEEN, ' ').replaceAll(/\s+/g, ' ');
  const longest = Math.max(0, ...(plain.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? fence + plain + fence : `${fence} ${plain} ${fence}`;
}
