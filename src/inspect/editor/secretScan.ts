import { isPlaceholder } from './placeholder.ts';

export type SecretKind = 'authToken' | 'apiSecret' | 'clientSecret';

/** A secret that stands in a text. */
export interface FoundSecret {
  kind: SecretKind;
  line: number;
  /** Of the value alone, in UTF-16 units from the beginning of the line. */
  start: number;
  end: number;
  /**
   * - `literal`: it is all of a quoted text
   * - `part`: it is a part of a longer one, such as an address
   * - `bare`: it stands without quotes, as in a .env file
   */
  form: 'literal' | 'part' | 'bare';
}

/** A text by its lines. */
export interface Lines {
  readonly count: number;
  at(line: number): string;
}

/** What stands so many lines before or behind a value may say what it is. */
export const CONTEXT_LINES = 4;

/** A line that is longer is nobody's writing: it was packed by a program. */
const LONGEST_LINE = 2_000;

/** Written in a comment on the line of a secret, or on the one before, it says that the secret may stand there. */
export const IGNORE_MARK = 'twilio-conversations: ignore-secret';

/** What may be a secret; the alternatives before and behind keep it from being a part of anything longer. */
const VALUE = /(?<![\w+/$-])[0-9A-Za-z_-]{24,128}(?![\w+/=-])/g;

const TOKEN = /^[0-9a-f]{32}$/;
const SECRET = /^[0-9A-Za-z]{32}$/;
/** No form of it is documented. */
const CLIENT_SECRET = /^[0-9A-Za-z_-]{24,128}$/;

const AC = /\bAC[0-9a-fA-F]{32}\b/;
const SK = /\bSK[0-9a-fA-F]{32}\b/;
const CLIENT_ID = /\bOQ[0-9a-fA-F]{32}\b/;
const TWILIO = /twilio/i;
const NAMED_SID = /account_?sid/i;

/** What tells what a value is stands so near before it, in UTF-16 units. */
const REACH = 240;

/** A name's value is the value behind it: `name = `, `name: `, `"name": `, `'name' => `, `name := `, `env.NAME || `. */
const NAMED =
  /(?<![\w$.-])(?:\$env:)?([A-Za-z_$][\w$.-]*)["'`\]]{0,2}\)?\s*(?::\s*(?:const\s+)?[\w<>[\]?.]{1,30}(?:\s*\|\s*\w{1,20})?\s*)?(?:=>|:=|==?=?|!==?|:|,|\|\||\?\?|\bor\b)\s*[([]?\s*(?:[brfu@$]|r?b)?$/;
/** A function's argument: `setAuthToken(`, `auth_token(`. */
const CALLED = /(?<![\w$.])([A-Za-z_$.][\w$.]*)\s*\(\s*$/;
/** XML: the name is another attribute's. */
const ATTRIBUTE = /\b(?:key|name)=["']([\w.:-]+)["']/;

/** Without quotes: `NAME=`, `export NAME=`, `name: `, `- NAME=`, `ENV NAME `, `$env:NAME = `. */
const BARE =
  /(?:^|[\s"'])(?:\$env:)?["']?([A-Za-z_][\w.-]*)["']?(?:\s*[:=]\s*|(?<=^\s*(?:ENV|ARG|setx)\s+[\w.-]+)\s+)$/i;

/** What these are called is no secret, however much it looks like one. */
const NO_SECRET =
  /hash|digest|checksum|md5|(?:^|[^a-z])sha[-_]?\d*(?![a-z])|etag|commit|revision|signature|nonce|uuid|guid|trace|fingerprint|public|integrity|(?:sid|_id|Id|ID)$/;

/** The calls that take a token or a secret behind what it belongs to. */
const CLIENT_CALL =
  /(?:\btwilio|\brequire\(['"`]twilio['"`]\)|\bClient|\bRestClient|\bTwilio(?:Rest)?Client|\b[Tt]wilio\.(?:init|Init)|\bTwilioClient\.Init|\bREST::Client\.new|\bAccessToken(?:\.new)?|\bauth\s*=)\s*\(\s*([^()]*),\s*$/;
/** The calls whose first argument is the auth token. */
const TOKEN_CALL = /(?:\bRequestValidator(?:\.new)?|\bvalidateRequest\w*|\bRequestValidator\s*)\(\s*$/;

/**
 * The Twilio secrets in some lines of a text. What is made up to stand where a secret will, what is called a hash or an
 * id, and 32 characters that nothing ties to Twilio are none.
 * @param from the first line looked at
 * @param to the line behind the last one
 */
export function findSecrets(lines: Lines, from = 0, to = lines.count): FoundSecret[] {
  const found: FoundSecret[] = [];
  for (let line = Math.max(0, from); line < Math.min(to, lines.count); line++) {
    const text = lines.at(line);
    if (text.length < 24 || text.length > LONGEST_LINE) continue;
    const surroundings = new Surroundings(lines, line);
    for (const match of text.matchAll(VALUE)) {
      const [value] = match;
      const start = match.index;
      const end = start + value.length;
      const judged = judge(value, { text, start, end, surroundings });
      if (!judged || isPlaceholder(value) || isIgnored(lines, line)) continue;
      found.push({ ...judged, line, start, end });
    }
  }
  return found;
}

interface Place {
  text: string;
  start: number;
  end: number;
  surroundings: Surroundings;
}

/** What stands around a line: looked at when something in the line may be a secret, and once for all of them. */
class Surroundings {
  readonly #lines: Lines;
  readonly #line: number;
  #told: { twilio: boolean; account: boolean; key: boolean; client: boolean; sid: boolean } | undefined;
  #before: string | undefined;

  constructor(lines: Lines, line: number) {
    this.#lines = lines;
    this.#line = line;
  }

  /** What the lines around speak of: Twilio, an account's SID, an API key's, an OAuth client's, any SID by its name. */
  get told(): { twilio: boolean; account: boolean; key: boolean; client: boolean; sid: boolean } {
    if (this.#told) return this.#told;
    const text = this.#between(this.#line - CONTEXT_LINES, this.#line + CONTEXT_LINES);
    this.#told = {
      twilio: TWILIO.test(text),
      account: AC.test(text),
      key: SK.test(text),
      client: CLIENT_ID.test(text),
      sid: NAMED_SID.test(text),
    };
    return this.#told;
  }

  /** Whether anything here has to do with Twilio. */
  get isTied(): boolean {
    const { twilio, account, key } = this.told;
    return twilio || account || key;
  }

  /** The lines before, a call may begin there. */
  get before(): string {
    this.#before ??= this.#between(this.#line - CONTEXT_LINES, this.#line - 1);
    return this.#before;
  }

  #between(first: number, last: number): string {
    let text = '';
    for (let at = Math.max(0, first); at <= Math.min(this.#lines.count - 1, last); at++) {
      const line = this.#lines.at(at);
      if (line.length <= LONGEST_LINE) text += `${line}\n`;
    }
    return text;
  }
}

type Judgement = Pick<FoundSecret, 'kind' | 'form'>;

function judge(value: string, place: Place): Judgement | undefined {
  if (/^(?:AC|SK|CA|CH|IS|SM|MM|RQ)[0-9a-fA-F]{32}$/.test(value)) return undefined;
  return inAddress(value, place) ?? named(value, place);
}

/** `AC…:token@host`, and `-u AC…:token`. */
function inAddress(value: string, { text, start, end, surroundings }: Place): Judgement | undefined {
  const before = text.slice(Math.max(0, start - REACH), start);
  const prefix = /\b(AC|SK)[0-9a-fA-F]{32}:$/.exec(before)?.[1];
  if (prefix === 'SK') return SECRET.test(value) ? { kind: 'apiSecret', form: 'part' } : undefined;
  if (!TOKEN.test(value)) return undefined;
  if (prefix === 'AC') return { kind: 'authToken', form: 'part' };
  const isPassword = text[end] === '@' && /:\/\/[^\s/@"'`]{1,100}:$/.test(before);
  return isPassword && surroundings.told.twilio ? { kind: 'authToken', form: 'part' } : undefined;
}

/** What the name before it says, or the function that it is given to. */
function named(value: string, { text, start, end, surroundings }: Place): Judgement | undefined {
  const quote = text[start - 1] ?? '';
  const isLiteral = /["'`]/.test(quote) && text[end] === quote;
  const form = isLiteral ? 'literal' : 'bare';
  if (!isLiteral && !/^(?:\s|$|[,;"'&\\#])/.test(text.slice(end, end + 1))) return undefined;
  const head = text.slice(0, isLiteral ? start - 1 : start);
  // What it is called may stand on the line before.
  const before = (isLiteral && head.trim() === '' ? surroundings.before.trimEnd() : head).slice(-REACH);
  if (isLiteral && /[,(]\s*$/.test(before.slice(-20))) {
    const given = argument(value, `${surroundings.before} ${head}`.slice(-2 * REACH), surroundings);
    if (given) return { kind: given, form };
  }
  const name = nameOf(before, isLiteral);
  const kind = name === undefined ? undefined : kindByName(value, name, surroundings);
  return kind && { kind, form };
}

function nameOf(before: string, isLiteral: boolean): string | undefined {
  if (!isLiteral) return BARE.exec(before)?.[1];
  const name = (NAMED.exec(before) ?? CALLED.exec(before))?.[1];
  return name === 'value' ? (ATTRIBUTE.exec(before)?.[1] ?? name) : name;
}

function kindByName(value: string, name: string, surroundings: Surroundings): SecretKind | undefined {
  if (NO_SECRET.test(name)) return undefined;
  const plain = name.replaceAll(/[_.\-$:]/g, '').toLowerCase();
  const isOfTwilio = () => TWILIO.test(name) || surroundings.told.twilio;
  if (/clientsecret$/.test(plain)) {
    return CLIENT_SECRET.test(value) && (isOfTwilio() || surroundings.told.client)
      ? 'clientSecret'
      : undefined;
  }
  if (/secret(?:key|value)?$/.test(plain)) {
    // A secret of the app's own is called so as well: it takes an API key beside it, or a better name.
    const isNamed = /(?:api|key)\w*secret/.test(plain) || TWILIO.test(name);
    const isOurs = surroundings.told.key || (isNamed && isOfTwilio());
    return SECRET.test(value) && isOurs ? 'apiSecret' : undefined;
  }
  const isPassword = /(?:password|passwd|pass)$/.test(plain);
  if (!TOKEN.test(value)) {
    return SECRET.test(value) && isPassword && surroundings.told.key ? 'apiSecret' : undefined;
  }
  if (/authtoken\d*$/.test(plain)) {
    return isOfTwilio() || surroundings.told.account || surroundings.told.sid ? 'authToken' : undefined;
  }
  if (isPassword || /(?:token|auth)$/.test(plain)) {
    const { account, sid } = surroundings.told;
    return TWILIO.test(name) || (isOfTwilio() && (account || sid)) ? 'authToken' : undefined;
  }
  return undefined;
}

/** What a function takes at that place. @param before what stands before the argument */
function argument(value: string, before: string, surroundings: Surroundings): SecretKind | undefined {
  if (TOKEN_CALL.test(before)) return TOKEN.test(value) && surroundings.isTied ? 'authToken' : undefined;
  const given = CLIENT_CALL.exec(before)?.[1];
  if (given === undefined || !surroundings.isTied) return undefined;
  const last = given.split(',').at(-1) ?? '';
  if (SK.test(last) || /key/i.test(last)) return SECRET.test(value) ? 'apiSecret' : undefined;
  return (AC.test(last) || /sid|account/i.test(last)) && TOKEN.test(value) ? 'authToken' : undefined;
}

function isIgnored(lines: Lines, line: number): boolean {
  return lines.at(line).includes(IGNORE_MARK) || (line > 0 && lines.at(line - 1).includes(IGNORE_MARK));
}
