/** Hides who and what, for a screen that others look at; or shows it as it is. Works on words, knows no resources. */
export interface Masker {
  /** Whether anything is hidden. */
  readonly on: boolean;
  /** A conversation's title. @param id what it is called instead, shortened */
  title(title: string, id: string): string;
  /**
   * A person's or an agent's name.
   * @param type what they are, as the API says it: it stays
   * @param id tells them apart from others: the same one always gets the same name
   */
  name(name: string, type: string, id: string): string;
  /** A phone number, an e-mail address, an identity. Its last two characters stay, to tell it from others. */
  address(address: string): string;
  /** What was said: as long as before in UTF-16 units, its lines end where they did, and words stay apart. */
  text(text: string): string;
}

/** Shows everything. */
export const openMasker: Masker = {
  on: false,
  title: (title) => title,
  name: (name) => name,
  address: (address) => address,
  text: (text) => text,
};

/** Hides everything. */
export const closedMasker: Masker = {
  on: true,
  title: (_title, id) => (id.length <= 16 ? id : `${id.slice(0, 5)}…${id.slice(-6)}`),
  name: (_name, type, id) => `${wordsOf(type)} ${tagOf(id)}`,
  address: (address) => (address.length > 6 ? `••••${address.slice(-2)}` : '••••'),
  text: (text) => text.replaceAll(/[\p{L}\p{N}\p{M}\p{S}\p{Co}\p{Cn}]+/gu, (word) => '•'.repeat(word.length)),
};

/** Phone numbers, with what names their channel, and e-mail addresses. */
const ADDRESSES =
  /(?:\b(?:whatsapp|rcs|sip|tel):)?(?<![\w+])\+\d[\d ().-]{5,}\d|(?<!\w)\d{7,15}(?!\w)|[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;

/** A sentence of somebody else's, such as an error, with the addresses hidden that it quotes. */
export function hideAddresses(sentence: string, masker: Masker): string {
  return masker.on ? sentence.replaceAll(ADDRESSES, (address) => masker.address(address)) : sentence;
}

/** `HUMAN_AGENT` as “Human agent”. */
function wordsOf(type: string): string {
  const words = type.toLowerCase().replaceAll('_', ' ').replace(/^ai /, 'AI ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A short text that differs for different ids, mostly: enough to follow who is who. */
function tagOf(id: string): string {
  let hash = 0;
  for (let index = 0; index < id.length; index++) hash = (hash * 31 + id.charCodeAt(index)) >>> 0;
  return (hash % 1296).toString(36).padStart(2, '0').toUpperCase();
}
