import type { Masker } from '../../platform/masking.ts';
import type { CallbackRequest } from '../callback.ts';
import { receivedUrl } from '../judgeUrl.ts';
import { withHiddenQuery } from '../verdictSections.ts';
import type { SignatureForm } from './protocol.ts';
import { headerLines, type PlainRequest } from './readRequest.ts';

export const emptyForm: SignatureForm = {
  method: 'POST',
  url: '',
  signature: '',
  headers: '',
  body: '',
  token: '',
  configuredUrl: '',
  trustProxy: false,
  app: '',
};

const SIGNATURE = 'x-twilio-signature';

/** They say nothing of what is signed, and may be credentials. */
const LEFT_OUT = /^(?:authorization|proxy-authorization|cookie)$/i;

/**
 * What is filled in. A page's text field changes line ends, and cannot hold every byte: as long as a body is as it was
 * put there, its own bytes are checked.
 */
export class HeldForm {
  #form = emptyForm;
  /** What the page has of what may be of people. */
  #shown: Pick<SignatureForm, 'url' | 'headers' | 'body'> | undefined;
  #body: { readonly shown: string; readonly bytes: Uint8Array } | undefined;

  get form(): SignatureForm {
    return this.#form;
  }

  /** Sets it, with nothing hidden. */
  change(form: SignatureForm): void {
    this.#form = form;
  }

  /** For the page: what may be of people is hidden where that is wanted, and stays here. */
  shown(masker: Masker): SignatureForm {
    const { url, headers, body } = this.#form;
    this.#shown = masker.on
      ? {
          url: withHiddenQuery(url, masker),
          headers: headers.replaceAll(/(?<=:).*/g, (value) => masker.text(value)),
          body: masker.text(body),
        }
      : { url, headers, body };
    return { ...this.#form, ...this.#shown };
  }

  /** As a person changed what the page has. What they did not touch is what it was, also where the page hides it. */
  edited(form: SignatureForm): void {
    const { url, headers, body } = form;
    const shown = this.#shown ?? form;
    this.#form = {
      ...form,
      url: withEdit(this.#form.url, shown.url, url),
      headers: withEdit(this.#form.headers, shown.headers, headers),
      body: withEdit(this.#form.body, shown.body, body),
    };
    this.#shown = { url, headers, body };
  }

  /** Takes a request that was pasted. */
  fill({ method, url, headers, body }: PlainRequest): void {
    const signature = headers.find(([name]) => name.toLowerCase() === SIGNATURE)?.[1] ?? '';
    const others = headers.filter(([name]) => name.toLowerCase() !== SIGNATURE);
    this.#take({ method, url, signature, headers: others }, Buffer.from(body));
  }

  /** Takes a request that was received. */
  receive(request: CallbackRequest): void {
    const { method, headers, body } = request;
    const pairs = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      value === undefined || LEFT_OUT.test(name) ? [] : [[name, [value].flat().join(', ')]],
    );
    this.#take(
      {
        method,
        url: receivedUrl(request),
        signature: pairs.find(([name]) => name === SIGNATURE)?.[1] ?? '',
        headers: pairs.filter(([name]) => name !== SIGNATURE),
      },
      body,
    );
  }

  #take(
    {
      method,
      url,
      signature,
      headers,
    }: Pick<PlainRequest, 'method' | 'url' | 'headers'> & { signature: string },
    bytes: Uint8Array,
  ): void {
    const shown = Buffer.from(bytes).toString('utf8').replaceAll(/\r\n?/g, '\n');
    this.#body = { shown, bytes };
    this.#form = {
      ...this.#form,
      method,
      url,
      signature,
      headers: headers.map(([name, value]) => `${name}: ${value}`).join('\n'),
      body: shown,
      trustProxy: headers.some(([name]) => /^(?:x-forwarded-(?:proto|host|port)|forwarded)$/i.test(name)),
    };
  }

  /** As a server would have it. */
  get request(): CallbackRequest {
    const { method, url, signature, headers, body } = this.#form;
    const named: Record<string, string> = {};
    for (const [name, value] of headerLines(headers)) {
      const key = name.toLowerCase();
      named[key] = key in named ? `${named[key]}, ${value}` : value;
    }
    if (signature.trim() !== '') named[SIGNATURE] = signature.trim();
    const held = this.#body;
    return {
      method: method.trim().toUpperCase(),
      target: url.trim(),
      encrypted: false,
      headers: named,
      body: held && held.shown === body ? held.bytes : Buffer.from(body),
    };
  }
}

/** Makes the change to a text that was made to what was shown of it: a hidden text is as long as what it hides. */
function withEdit(text: string, shown: string, edited: string): string {
  if (edited === shown) return text;
  if (text.length !== shown.length) return edited;
  const most = Math.min(shown.length, edited.length);
  let start = 0;
  while (start < most && shown[start] === edited[start]) start++;
  let end = 0;
  while (end < most - start && shown.at(-1 - end) === edited.at(-1 - end)) end++;
  return text.slice(0, start) + edited.slice(start, edited.length - end) + text.slice(text.length - end);
}
