/** A web address in a text. */
export interface TextLink {
  readonly start: number;
  readonly end: number;
  /** Where it leads, as a browser reads it: always http or https. */
  readonly url: string;
  /** The host as the network knows it, where the text shows another one: a look-alike, or what stands before an @. */
  readonly realHost: string | undefined;
}

/** Nobody clicks more of them in one text, and a text may be nothing but addresses. */
const MOST_LINKS = 100;

/** No address that a person can use is longer. */
const LONGEST_LINK = 2_048;

/** What acts instead of being seen ends an address, as a space does. */
const ADDRESS =
  /\bhttps?:\/\/[^\s<>"`{}|\\^\0-\x20\x7F-\x9F\u200B-\u200F\u061C\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]+/giu;

/** Ends the sentence, and not the address. */
const TRAILING = /[.,;:!?'‘’“”«»…*_~]$/;

const BRACKETS: Readonly<Record<string, string>> = { ')': '(', ']': '[' };

/** The web addresses in a text. Only http and https are links: whatever else reads like one stays text. */
export function linksIn(text: string): TextLink[] {
  if (!/https?:\/\//i.test(text)) return [];
  const links: TextLink[] = [];
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    if (links.length >= MOST_LINKS) break;
    const address = withoutTrailing(found);
    if (address.length > LONGEST_LINK || !URL.canParse(address)) continue;
    const { protocol, href, hostname } = new URL(address);
    if ((protocol !== 'http:' && protocol !== 'https:') || hostname === '') continue;
    const shown = shownHost(address);
    links.push({
      start: index,
      end: index + address.length,
      url: href,
      realHost: shown === hostname ? undefined : hostname,
    });
  }
  return links;
}

/** The host that a reader sees: what stands between `//` and the path, without a port. */
function shownHost(address: string): string {
  const authority = /^https?:\/\/([^/?#]*)/i.exec(address)?.[1] ?? '';
  return authority.replace(/:\d*$/, '').toLowerCase();
}

function withoutTrailing(found: string): string {
  let address = found;
  for (;;) {
    const last = address.at(-1) ?? '';
    const opening = BRACKETS[last];
    const unpaired = opening !== undefined && address.split(last).length > address.split(opening).length;
    if (!unpaired && !TRAILING.test(address)) return address;
    address = address.slice(0, -1);
  }
}
