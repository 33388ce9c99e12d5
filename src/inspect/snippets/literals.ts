/** One word of a POSIX shell, whatever is in it. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A string of JavaScript, in single quotes. */
export function jsString(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  // Allowed in strings since ES2019, but invisible: who edits the code should see them.
  return `'${inner.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;
}

/** A string of Python: its escapes are those of JSON. */
export function pythonString(text: string): string {
  return JSON.stringify(text);
}

const PLAIN_NAME = /^[A-Za-z_$][\w$]*$/;

/** A parsed JSON value as JavaScript. @param indent spaces that the line it begins on is indented by */
export function jsLiteral(value: unknown, indent = 0): string {
  return literal(value, indent, {
    string: jsString,
    // `__proto__: x` would set the prototype; in brackets it is a member like any other.
    key: (name) => (name === '__proto__' ? `['__proto__']` : PLAIN_NAME.test(name) ? name : jsString(name)),
    words: { true: 'true', false: 'false', null: 'null' },
    step: 2,
  });
}

/** A parsed JSON value as Python. @param indent as for {@link jsLiteral} */
export function pythonLiteral(value: unknown, indent = 0): string {
  return literal(value, indent, {
    string: pythonString,
    key: pythonString,
    words: { true: 'True', false: 'False', null: 'None' },
    step: 4,
  });
}

interface Language {
  string(text: string): string;
  key(name: string): string;
  readonly words: Readonly<Record<'true' | 'false' | 'null', string>>;
  readonly step: number;
}

/** The longest list that stays on one line. */
const ONE_LINE = 60;

function literal(value: unknown, indent: number, language: Language): string {
  if (value === null || value === undefined) return language.words.null;
  if (typeof value === 'boolean') return language.words[value ? 'true' : 'false'];
  if (typeof value === 'string') return language.string(value);
  // As JSON writes it: -0 and 1e400 never come out of a JSON text otherwise.
  if (typeof value !== 'object') return Object.is(value, -0) ? '-0.0' : String(value);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const inside = (by: number): string[] =>
    Array.isArray(value)
      ? value.map((item) => literal(item, by, language))
      : Object.entries(value).map(
          ([key, member]) => `${language.key(key)}: ${literal(member, by, language)}`,
        );
  const items = inside(indent + language.step);
  if (items.length === 0) return `${open}${close}`;
  const line = Array.isArray(value) ? `[${items.join(', ')}]` : `{ ${items.join(', ')} }`;
  if (line.length <= ONE_LINE && !line.includes('\n')) return line;
  const margin = ' '.repeat(indent + language.step);
  return `${open}\n${items.map((item) => `${margin}${item},\n`).join('')}${' '.repeat(indent)}${close}`;
}
