import { shellWord } from './literals.ts';
import { credentialVariables, isForm, needs, type SnippetRequest, urlOf } from './snippetRequest.ts';

/** Linux takes no argument of a program that is longer than 128 KiB; this leaves some room. */
const LONGEST_ARGUMENT = 100_000;

/** The request as cURL sends it from a POSIX shell. */
export function curlSnippet(request: SnippetRequest): string {
  return `# ${needs(request)}\n${curlCommand(request)}`;
}

/** The command alone. */
export function curlCommand(request: SnippetRequest): string {
  const { method, body, idempotencyKey } = request;
  const url = urlOf(request);
  const hasBody = body !== undefined && body !== '';
  const long = hasBody && body.length > LONGEST_ARGUMENT;
  const options = [
    ...(method === (hasBody ? 'POST' : 'GET')
      ? []
      : [`--request ${shellWord(method).replace(/^'(\w+)'$/, '$1')}`]),
    // cURL reads brackets and braces as patterns.
    ...(/[[\]{}]/.test(url) ? ['--globoff'] : []),
    authorization(request),
    ...(hasBody ? [`--header ${shellWord(`Content-Type: ${sentTypeOf(request)}`)}`] : []),
    ...(idempotencyKey === undefined
      ? []
      : [`--header ${shellWord(`Idempotency-Key: ${globalThis.crypto.randomUUID()}`)}`]),
    // A form would get the line break at the end into its last field: --data leaves it out.
    ...(long
      ? [isForm(request) ? '--data @-' : '--data-binary @-']
      : hasBody
        ? [`--data-raw ${shellWord(body)}`]
        : []),
  ];
  const command = ['curl', shellWord(url), ...options.flatMap((option) => ['\\\n ', option])].join(' ');
  if (!long) return `${command}\n`;
  const end = delimiterFor(body);
  return `${command} <<'${end}'\n${body}\n${end}\n`;
}

function authorization(request: SnippetRequest): string {
  const [user, password] = credentialVariables(request);
  // In double quotes: the shell puts the values in.
  return password === undefined
    ? `--header "Authorization: Bearer $${user}"`
    : `--user "$${user}:$${password}"`;
}

/** What a body is sent as by what sends any: as it was. JSON and forms by their plain names. */
export function sentTypeOf(request: SnippetRequest): string {
  const { contentType = '' } = request;
  return isForm(request) || /^$|^application\/json\b/i.test(contentType)
    ? contentTypeOf(request)
    : contentType;
}

/** What a body is sent as by Twilio's clients: they know two. */
export function contentTypeOf(request: SnippetRequest): string {
  return isForm(request) ? 'application/x-www-form-urlencoded' : 'application/json';
}

/** A line that the text does not have. */
function delimiterFor(text: string): string {
  const lines = new Set(text.split('\n'));
  let end = 'END';
  while (lines.has(end)) end += '_';
  return end;
}
