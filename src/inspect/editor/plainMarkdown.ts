/** What means something in Markdown, or turns a text into a link. */
const MARKUP = /[\\`*_{}[\]()#+\-!~<>|&.:@$^=]/g;

/**
 * A text as Markdown that shows it and nothing else. Unlike `MarkdownString.appendText` it leaves spaces as they are, so
 * that long texts break between words.
 */
export function plainMarkdown(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(MARKUP, '\\$&');
}
