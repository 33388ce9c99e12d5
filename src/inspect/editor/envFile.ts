/** What became of a text to which a variable was to be added. */
export interface EnvAddition {
  /** What it is called there: with a number where the name holds another value already. */
  name: string;
  /** To be put at the end; empty when the variable is there with this value. */
  appended: string;
}

/**
 * Adds a variable to the text of a .env file. What is there stays as it is.
 * @param value letters, digits, `_` and `-` only: it needs no quotes
 */
export function addVariable(text: string, name: string, value: string): EnvAddition {
  const known = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const [, key, quoted, bare] =
      /^\s*(?:export\s+)?([\w.]+)\s*=\s*(?:(["'`].*?["'`])|([^\s#]*))\s*(?:#.*)?$/.exec(line) ?? [];
    if (key) known.set(key, quoted?.slice(1, -1) ?? bare ?? '');
  }
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  for (let number = 1; ; number++) {
    const called = number === 1 ? name : `${name}_${number}`;
    if (known.get(called) === value) return { name: called, appended: '' };
    if (known.has(called)) continue;
    const separator = text === '' || text.endsWith('\n') ? '' : eol;
    return { name: called, appended: `${separator}${called}=${value}${eol}` };
  }
}

/**
 * What the rules of one .gitignore say of a file; undefined when none is about it.
 * @param gitignore its text
 * @param path of the file, from the folder of the .gitignore, with `/` between its parts
 */
export function isIgnoredBy(gitignore: string, path: string): boolean | undefined {
  let ignored: boolean | undefined;
  const parts = path.split('/');
  const folders = parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('/'));
  for (const line of gitignore.split(/\r?\n/)) {
    const [, no, rule = '', onlyFolders] = /^(!?)(\S.*?)(\/?)\s*$/.exec(line) ?? [];
    if (rule === '' || line.startsWith('#') || rule.length > LONGEST_RULE) continue;
    const candidates = onlyFolders ? folders : [...folders, path];
    if (candidates.some((candidate) => fits(rule, candidate))) ignored = no === '';
  }
  return ignored;
}

const LONGEST_RULE = 200;

function fits(rule: string, path: string): boolean {
  // With a slash in it, a rule is about the path from its own folder; without, about any name.
  const subject = rule.includes('/') ? path : (path.split('/').at(-1) ?? '');
  const expression = rule
    .replace(/^\//, '')
    // The same as one, which takes no ages where nothing fits.
    .replaceAll(/(?:\*\*\/){2,}/g, '**/')
    .replaceAll(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll(/\*{2,}\/|\*+|\?/g, (wild) =>
      wild.endsWith('/') ? '(?:[^/]+/)*' : wild.startsWith('**') ? '.*' : wild === '?' ? '[^/]' : '[^/]*',
    );
  try {
    return new RegExp(`^${expression}$`).test(subject);
  } catch {
    // A class that is none: git takes it for nothing either.
    return false;
  }
}

/** Has git ignore a file. @returns what to put at the end of .gitignore */
export function ignoreRule(gitignore: string, fileName: string): string {
  const eol = gitignore.includes('\r\n') ? '\r\n' : '\n';
  const separator = gitignore === '' || gitignore.endsWith('\n') ? '' : eol;
  return `${separator}${fileName}${eol}`;
}
