import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';

const SECRET = /^(authorization|proxy-authorization|cookie|set-cookie)$/i;
const REDACTED = '[redacted]';

/** Headers as they may be kept and shown: a scheme stays, such as Basic; what comes after it does not. */
export function redactedHeaders<T extends IncomingHttpHeaders | OutgoingHttpHeaders>(headers: T): T {
  const shown = Object.entries(headers).map(([name, value]) => {
    if (!SECRET.test(name)) return [name, value];
    const texts = (Array.isArray(value) ? value : [String(value)]).map((text) => {
      const scheme = /authorization$/i.test(name) ? /^([a-z]+) ./i.exec(text)?.[1] : undefined;
      return scheme ? `${scheme} ${REDACTED}` : REDACTED;
    });
    return [name, Array.isArray(value) ? texts : texts[0]];
  });
  return Object.fromEntries(shown) as T;
}

/** Whether a header's value was left out: there is nothing to send then. */
export function isRedacted(value: string | readonly string[] | undefined): boolean {
  return typeof value === 'string'
    ? value.endsWith(REDACTED)
    : (value ?? []).some((each) => isRedacted(each));
}
