/** The id in what was typed or pasted: an id, or the address that Twilio gives to look at an operation. */
export function operationIdIn(text: string): string | undefined {
  const trimmed = text.trim();
  const segment = URL.canParse(trimmed)
    ? /\/Operations\/([^/]+)\/?$/.exec(new URL(trimmed).pathname)?.[1]
    : trimmed;
  return segment !== undefined && /^[\w-]+$/.test(segment) ? segment : undefined;
}
