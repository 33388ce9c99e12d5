import { connect, type Socket } from 'node:net';

/** An answer as it came over the wire. */
export interface WireAnswer {
  status: number;
  /** By names in lower case. */
  headers: Record<string, string>;
  body: string;
}

/** Beyond what any answer takes: a server that says nothing for so long hangs. */
const HANGS_AFTER_MS = 30_000;

/** What came over a connection cannot be read as answers. */
class BadAnswer extends Error {}

/** Nothing came at all, and nothing will. */
export class Hang extends Error {
  override readonly message = 'the server hangs: neither an answer nor an end';
}

const END_OF_HEAD = Buffer.from('\r\n\r\n');

/**
 * Reads one answer from the beginning of what came.
 *
 * @param ended - whether more can come
 * @returns the answer and its length, or undefined when it is not complete
 */
function readAnswer(
  bytes: Buffer,
  method: string,
  ended: boolean,
): { answer: WireAnswer; length: number } | undefined {
  const headEnd = bytes.indexOf(END_OF_HEAD);
  if (headEnd < 0) return undefined;
  const [first = '', ...lines] = bytes.toString('latin1', 0, headEnd).split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})(?: |$)/.exec(first)?.[1]);
  if (Number.isNaN(status)) throw new BadAnswer(`not an answer: ${first.slice(0, 100)}`);
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  const start = headEnd + END_OF_HEAD.length;
  if (status < 200) {
    const next = readAnswer(bytes.subarray(start), method, ended);
    return next && { answer: next.answer, length: start + next.length };
  }
  if (method === 'HEAD' || status === 204) return { answer: { status, headers, body: '' }, length: start };
  if (headers['transfer-encoding'] === 'chunked') {
    const chunked = readChunks(bytes, start);
    return chunked && { answer: { status, headers, body: chunked.body }, length: chunked.end };
  }
  const told = headers['content-length'];
  if (told === undefined && !ended) return undefined;
  const end = told === undefined ? bytes.length : start + Number(told);
  if (bytes.length < end) return undefined;
  return { answer: { status, headers, body: bytes.toString('utf8', start, end) }, length: end };
}

function readChunks(bytes: Buffer, start: number): { body: string; end: number } | undefined {
  const chunks: Buffer[] = [];
  for (let at = start; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    at = lineEnd + 2;
    if (bytes.length < at + size + 2) return undefined;
    if (size === 0) return { body: Buffer.concat(chunks).toString('utf8'), end: at + 2 };
    chunks.push(bytes.subarray(at, at + size));
    at += size + 2;
  }
}

/** One connection to a server, on which any bytes can be sent. */
export class FuzzConnection {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #ended = false;
  #hangs = false;
  #wake: () => void = () => {};

  constructor(port: number) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.on('data', (chunk) => {
      this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
      this.#wake();
    });
    // The server may close while we still send: what it said before is what counts.
    this.#socket.on('error', () => {});
    this.#socket.on('close', () => {
      this.#ended = true;
      this.#wake();
    });
    this.#socket.on('end', () => {
      this.#ended = true;
      this.#wake();
    });
    this.#socket.setTimeout(HANGS_AFTER_MS, () => {
      this.#hangs = true;
      this.#socket.destroy();
    });
  }

  get isOpen(): boolean {
    return !this.#ended;
  }

  /** Sends a request and waits for its answer. @returns undefined when the connection closes without one */
  async ask(bytes: Buffer, method: string): Promise<WireAnswer | undefined> {
    this.#socket.write(bytes);
    for (;;) {
      const read = readAnswer(this.#received, method, this.#ended);
      if (read) {
        this.#received = this.#received.subarray(read.length);
        if (this.#received.length > 0) throw new BadAnswer('more than one answer to one request');
        if (read.answer.headers['connection'] === 'close') this.close();
        return read.answer;
      }
      if (this.#ended) {
        if (this.#hangs) throw new Hang();
        if (this.#received.length > 0) throw new BadAnswer('half an answer');
        return undefined;
      }
      await this.#somethingNew();
    }
  }

  /** Sends bytes, and then nothing more. @returns every answer that comes before the server closes the connection */
  async pour(bytes: Buffer): Promise<WireAnswer[]> {
    this.#socket.end(bytes);
    while (!this.#ended) await this.#somethingNew();
    if (this.#hangs) throw new Hang();
    const answers: WireAnswer[] = [];
    while (this.#received.length > 0) {
      const read = readAnswer(this.#received, 'GET', true);
      if (!read) throw new BadAnswer('half an answer');
      answers.push(read.answer);
      this.#received = this.#received.subarray(read.length);
    }
    return answers;
  }

  /** Sends bytes and hangs up at once, as a process does that is killed. */
  async hangUp(bytes: Buffer): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#socket.write(bytes, () => resolve());
      this.#socket.once('close', () => resolve());
    });
    this.#socket.resetAndDestroy();
  }

  close(): void {
    this.#ended = true;
    this.#socket.destroy();
  }

  #somethingNew(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
