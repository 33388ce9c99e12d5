import type { PlainRequest } from './readRequest.ts';

/** Options that have a value and say nothing of what is signed. */
const WITH_VALUE = new Set(
  '-u --user -b --cookie -c --cookie-jar -e --referer -o --output -m --max-time -w --write-out -x --proxy --cacert -E --cert --key --connect-timeout --retry --resolve -K --config -T --upload-file -r --range --interface --connect-to --limit-rate -F --form'.split(
    ' ',
  ),
);

const DATA = new Set(['-d', '--data', '--data-ascii', '--data-raw', '--data-binary', '--json']);

/** Reads a cURL command, as browsers, tools and pages of documentation write it for a POSIX shell. */
export function readCurl(command: string): PlainRequest | undefined {
  const words = shellWords(command).slice(command.startsWith('$') ? 2 : 1);
  const headers: [string, string][] = [];
  const data: string[] = [];
  let method: string | undefined;
  let url: string | undefined;
  let isGet = false;
  let isJson = false;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    const [option, attached] = optionOf(word);
    const value = (): string => attached ?? words[++index] ?? '';
    if (option === '-X' || option === '--request') method = value();
    else if (option === '-H' || option === '--header') {
      const match = /^([^:]+):\s*(.*)$/s.exec(value());
      if (match) headers.push([match[1] ?? '', match[2] ?? '']);
    } else if (DATA.has(option)) {
      isJson ||= option === '--json';
      const given = value();
      // A file cannot be read here: its name would be taken for the body.
      if (option === '--data-raw' || !given.startsWith('@')) data.push(given);
    } else if (option === '--data-urlencode') data.push(encoded(value()));
    else if (option === '--url') url = value();
    else if (option === '-A' || option === '--user-agent') headers.push(['User-Agent', value()]);
    else if (option === '-G' || option === '--get') isGet = true;
    else if (option === '-I' || option === '--head') method = 'HEAD';
    else if (WITH_VALUE.has(option)) value();
    else if (!word.startsWith('-')) url ??= word;
  }
  if (url === undefined) return undefined;
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(url)) url = `http://${url}`;
  const joined = data.join('&');
  if (isGet && joined !== '') url += (url.includes('?') ? '&' : '?') + joined;
  const body = isGet ? '' : joined;
  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type');
  if (data.length > 0 && !isGet && !hasType) {
    headers.push(['Content-Type', isJson ? 'application/json' : 'application/x-www-form-urlencoded']);
  }
  return {
    method: (method ?? (data.length > 0 && !isGet ? 'POST' : 'GET')).toUpperCase(),
    url,
    headers,
    body,
    notes: [],
  };
}

/** `-XPOST` and `--request=POST` have their value with them. */
function optionOf(word: string): [option: string, attached?: string] {
  const long = /^(--[\w-]+)=(.*)$/s.exec(word);
  if (long) return [long[1] ?? '', long[2] ?? ''];
  const short = /^(-[XHduAbemowxEKTrcF])(.+)$/s.exec(word);
  if (short) return [short[1] ?? '', short[2] ?? ''];
  return [word];
}

/** As `--data-urlencode` does: what is before the first = is the name. */
function encoded(given: string): string {
  const at = given.indexOf('=');
  if (at === -1) return encodeURIComponent(given);
  const name = given.slice(0, at);
  return `${name}${name === '' ? '' : '='}${encodeURIComponent(given.slice(at + 1))}`;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0' };

/** One word's pieces: a quoted one of each kind, an escaped character, or plain ones. */
const PIECE = /\$'((?:[^'\\]|\\.)*)'|'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(\r?\n|.)|([^\s'"\\$]+|\$)|(\s+)/gsy;

/** A command in words, as a POSIX shell cuts it; nothing is expanded. */
function shellWords(command: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  PIECE.lastIndex = 0;
  for (let match = PIECE.exec(command); match; match = PIECE.exec(command)) {
    const [, ansi, single, double, escaped, plain, space] = match;
    if (space !== undefined) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (escaped !== undefined) {
      if (!/^\r?\n$/.test(escaped)) word = (word ?? '') + escaped;
    } else {
      word =
        (word ?? '') +
        (ansi !== undefined
          ? unescaped(ansi)
          : (single ?? double?.replaceAll(/\\(["\\$`])|\\\r?\n/g, '$1') ?? plain ?? ''));
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}

/** As in $'…'. */
function unescaped(text: string): string {
  return text.replaceAll(/\\(?:x([\da-f]{1,2})|u([\da-f]{1,4})|(.))/gis, (_, hex, unit, other) =>
    other === undefined
      ? String.fromCharCode(Number.parseInt(hex ?? unit, 16))
      : (ESCAPES[other as string] ?? (other as string)),
  );
}
