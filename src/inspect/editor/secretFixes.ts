import type { FoundSecret, SecretKind } from './secretScan.ts';

/** The environment variable that a secret belongs in: as Twilio's SDKs and CLI call it, where they have a name for it. */
export function variableFor(kind: SecretKind): string {
  switch (kind) {
    case 'authToken':
      return 'TWILIO_AUTH_TOKEN';
    case 'apiSecret':
      return 'TWILIO_API_SECRET';
    case 'clientSecret':
      return 'TWILIO_CLIENT_SECRET';
  }
}

/** A replacement in the secret's line, and what else the file needs for it. */
export interface SecretFix {
  start: number;
  end: number;
  text: string;
  /** A line that imports what the replacement uses: put into the file where it is not there yet. */
  needs?: 'python-os' | 'go-os';
}

interface Language {
  /** The variable's value as an expression. */
  expression: (name: string) => string;
  /** Puts it between the two parts of a text. */
  joined: (name: string, quote: string) => string;
  needs?: SecretFix['needs'];
}

const plus =
  (expression: (name: string) => string, operator = '+') =>
  (name: string, quote: string) =>
    `${quote} ${operator} ${expression(name)} ${operator} ${quote}`;

const node = (name: string) => `process.env.${name}`;
const python = (name: string) => `os.environ["${name}"]`;
const java = (name: string) => `System.getenv("${name}")`;
const csharp = (name: string) => `Environment.GetEnvironmentVariable("${name}")`;
const go = (name: string) => `os.Getenv("${name}")`;
const ruby = (name: string) => `ENV["${name}"]`;
const php = (name: string) => `getenv('${name}')`;
const powershell = (name: string) => `$env:${name}`;

const javascript: Language = {
  expression: node,
  joined: (name, quote) => (quote === '`' ? `\${${node(name)}}` : plus(node)(name, quote)),
};
const jvm: Language = { expression: java, joined: plus(java) };
const shell: Language = {
  expression: (name) => `"$${name}"`,
  // In double quotes, and without any, the shell puts it in by itself.
  joined: (name, quote) => (quote === "'" ? `'"\${${name}}"'` : `\${${name}}`),
};

const LANGUAGES: Readonly<Record<string, Language>> = {
  javascript,
  javascriptreact: javascript,
  typescript: javascript,
  typescriptreact: javascript,
  vue: javascript,
  svelte: javascript,
  coffeescript: { expression: node, joined: plus(node) },
  python: { expression: python, joined: plus(python), needs: 'python-os' },
  java: jvm,
  kotlin: jvm,
  groovy: jvm,
  scala: jvm,
  csharp: { expression: csharp, joined: plus(csharp) },
  go: { expression: go, joined: plus(go), needs: 'go-os' },
  ruby: {
    expression: ruby,
    joined: (name, quote) => (quote === '"' ? `#{${ruby(name)}}` : plus(ruby)(name, quote)),
  },
  php: { expression: php, joined: plus(php, '.') },
  shellscript: shell,
  powershell: {
    expression: powershell,
    joined: (name, quote) => (quote === '"' ? `\${env:${name}}` : plus(powershell)(name, quote)),
  },
};

/** What belongs to a quoted text and stands before it: `b"…"`, `@"…"`. */
const PREFIXES: Readonly<Record<string, RegExp>> = {
  python: /(?<!\w)[bfru]{1,2}$/i,
  csharp: /[@$]{1,2}$/,
};

/** How a language writes the variable's value; undefined where it has no way to the environment, as JSON. */
export function expressionFor(languageId: string, name: string): string | undefined {
  return LANGUAGES[languageId]?.expression(name);
}

/**
 * What to write in a secret's place, so that it comes from the environment.
 * @param languageId as VS Code calls it
 * @param line the secret's line as it is
 * @param name the variable's
 * @returns undefined where the language has no way to the environment, as JSON
 */
export function fixFor(
  secret: Pick<FoundSecret, 'kind' | 'form' | 'start' | 'end'>,
  languageId: string,
  line: string,
  name: string = variableFor(secret.kind),
): SecretFix | undefined {
  const language = LANGUAGES[languageId];
  const { start, end, form } = secret;
  if (!language) return undefined;
  const needs = language.needs ? { needs: language.needs } : {};
  if (form === 'literal') {
    // An assignment of the very variable would ask for itself.
    if (language === shell && new RegExp(`\\b${name}=["']?$`).test(line.slice(0, start))) return undefined;
    if (
      languageId === 'powershell' &&
      new RegExp(`\\$env:${name}\\s*=\\s*["']$`, 'i').test(line.slice(0, start))
    )
      return undefined;
    const [prefix = ''] = PREFIXES[languageId]?.exec(line.slice(0, start - 1)) ?? [];
    const isBytes = languageId === 'python' && /b/i.test(prefix);
    const text = `${language.expression(name)}${isBytes ? '.encode()' : ''}`;
    return { start: start - 1 - prefix.length, end: end + 1, text, ...needs };
  }
  if (form === 'bare') return undefined;
  const quote = openQuote(line.slice(0, start));
  if (quote === undefined && language !== shell) return undefined;
  return { start, end, text: language.joined(name, quote ?? ''), ...needs };
}

/** The quote that a text at the end of this is in, if any. */
function openQuote(before: string): string | undefined {
  let open: string | undefined;
  for (let index = 0; index < before.length; index++) {
    const character = before.charAt(index);
    if (character === '\\') index++;
    else if (open === character) open = undefined;
    else if (open === undefined && /["'`]/.test(character)) open = character;
  }
  return open;
}

/**
 * The line that a file needs besides, and where.
 * @returns undefined when the file has it, or when nobody can tell where it goes
 */
export function neededLine(
  needs: NonNullable<SecretFix['needs']>,
  lines: readonly string[],
): { line: number; text: string } | undefined {
  if (needs === 'python-os') {
    if (lines.some((line) => /^\s*(?:import\s+(?:.*,\s*)?os\b|from\s+os\s+import)/.test(line)))
      return undefined;
    const first = lines.findIndex(
      (line) => /^(?:import|from)\s/.test(line) && !/^from\s+__future__/.test(line),
    );
    if (first >= 0) return { line: first, text: 'import os\n' };
    // Behind the comments at its top; a docstring there is left alone only if it is one line.
    const code = lines.findIndex((line) => !/^\s*(?:#|$|"""[^"]*"""\s*$|from\s+__future__)/.test(line));
    return { line: Math.max(0, code), text: 'import os\n' };
  }
  if (lines.some((line) => /^\s*(?:import\s+)?"os"\s*$/.test(line))) return undefined;
  const group = lines.findIndex((line) => /^import\s*\(\s*$/.test(line));
  if (group >= 0) return { line: group + 1, text: '\t"os"\n' };
  const pack = lines.findIndex((line) => /^package\s/.test(line));
  return pack >= 0 ? { line: pack + 1, text: '\nimport "os"\n' } : undefined;
}

const COMMENTS: Readonly<Record<string, readonly [begin: string, end: string]>> = Object.fromEntries(
  (
    [
      [
        'python ruby shellscript yaml dockercompose dockerfile dotenv properties ini toml powershell makefile coffeescript github-actions-workflow perl r elixir julia',
        '#',
        '',
      ],
      ['html xml markdown', '<!--', ' -->'],
      ['sql lua haskell', '--', ''],
      ['bat', 'REM', ''],
      ['css', '/*', ' */'],
      [
        // Of those with several languages in them, what the script takes: there the secrets stand.
        'javascript javascriptreact typescript typescriptreact vue svelte java kotlin groovy scala csharp go php c cpp rust swift dart jsonc fsharp less scss',
        '//',
        '',
      ],
    ] as const
  ).flatMap(([languages, begin, end]) =>
    languages.split(' ').map((language) => [language, [begin, end]] as const),
  ),
);

/**
 * A comment that says a thing, as a line of its own.
 * @returns undefined where the language has no comments, as JSON
 */
export function commentFor(languageId: string, fileName: string, words: string): string | undefined {
  const style = COMMENTS[languageId] ?? (isEnvFile(fileName) ? (['#', ''] as const) : undefined);
  return style && `${style[0]} ${words}${style[1]}`;
}

/** Whether a file is one that secrets belong in: `.env`, `.env.local`, `twilio.env`. */
export function isEnvFile(fileName: string): boolean {
  const name = fileName.split(/[\\/]/).at(-1) ?? '';
  return /^\.env(?:\..+)?$|^[\w.-]+\.env$|^\.envrc$|^\.dev\.vars$/.test(name);
}
