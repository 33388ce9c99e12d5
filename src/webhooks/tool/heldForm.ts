import type { CallbackRequest } from '../callback.ts';
import { receivedUrl } from '../judgeUrl.ts';
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
  #body: { readonly shown: string; readonly bytes: Uint8Array } | undefined;

  get form(): SignatureForm {
    return this.#form;
  }

  /** As a person changed it. */
  change(form: SignatureForm): void {
    this.#form = form;
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
