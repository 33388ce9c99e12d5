import { curlSnippet } from './curl.ts';
import { nodeFetchSnippet } from './nodeFetch.ts';
import { nodeTwilioSnippet } from './nodeTwilio.ts';
import { pythonTwilioSnippet } from './pythonTwilio.ts';
import type { SnippetRequest } from './snippetRequest.ts';
import { twilioCliSnippet } from './twilioCli.ts';

/** A form that a request can be copied in. The labels are names of programs and languages: nothing to translate. */
export const SNIPPETS = [
  { id: 'curl', label: 'cURL' },
  { id: 'nodeTwilio', label: 'Node.js (twilio)' },
  { id: 'nodeFetch', label: 'Node.js (fetch)' },
  { id: 'pythonTwilio', label: 'Python (twilio)' },
  { id: 'twilioCli', label: 'Twilio CLI' },
] as const satisfies readonly Snippet[];

export interface Snippet {
  readonly id: string;
  readonly label: string;
}

export type SnippetId = (typeof SNIPPETS)[number]['id'];

const WRITERS: Readonly<Record<SnippetId, (request: SnippetRequest) => string>> = {
  curl: curlSnippet,
  nodeTwilio: nodeTwilioSnippet,
  nodeFetch: nodeFetchSnippet,
  pythonTwilio: pythonTwilioSnippet,
  twilioCli: twilioCliSnippet,
};

/**
 * A request as code that sends it again, with credentials from the environment: no secret is ever in it. It ends with a
 * line break.
 */
export function snippetOf(id: SnippetId, request: SnippetRequest): string {
  return WRITERS[id](request);
}
