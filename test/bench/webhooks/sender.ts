import { Agent, request } from 'node:http';
import { signedJsonRequest } from '../../../src/webhooks/signature.ts';

export interface Sent {
  readonly sent: number;
  readonly answered: number;
  /** What each took to be answered, sorted, in milliseconds. */
  readonly latencies: Float64Array;
  readonly seconds: number;
}

export interface SendOptions {
  /** Signed with another path in mind: the receiver has to find out why it does not match. */
  readonly wrong?: boolean;
  readonly authToken: string;
  /** The conversation that all are about; none that exists unless told. */
  readonly conversationId?: string;
}

/** A callback as Twilio writes it, of about a kilobyte. */
function write(
  url: string,
  id: string,
  { wrong = false, authToken, conversationId = 'conv_none' }: SendOptions,
) {
  const now = new Date().toISOString();
  const body = JSON.stringify({
    eventType: 'COMMUNICATION_CREATED',
    timestamp: now,
    data: {
      id,
      conversationId,
      accountId: `AC${'0'.repeat(32)}`,
      channelId: null,
      author: { address: '+15035550100', channel: 'SMS', participantId: 'part_1' },
      content: { type: 'TEXT', text: 'Your bicycle is ready. You can pick it up until six. '.repeat(10) },
      recipients: [{ address: '+15035550142', channel: 'SMS', deliveryStatus: 'DELIVERED' }],
      createdAt: now,
      updatedAt: now,
    },
  });
  const signed = signedJsonRequest(wrong ? `${url}/elsewhere` : url, body, authToken);
  const query = signed.url.slice(signed.url.indexOf('?'));
  return { target: url + query, body, signature: signed.signature };
}

class Sender {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });
  readonly #url: string;
  readonly #options: SendOptions;
  readonly #latencies: number[] = [];
  readonly #begun = performance.now();
  #sent = 0;
  #answered = 0;

  constructor(url: string, options: SendOptions) {
    this.#url = url;
    this.#options = options;
  }

  /** Settles when it is answered, or failed. */
  send(): Promise<void> {
    const id = `comms_${this.#begun}_${this.#sent++}`;
    const { target, body, signature } = write(this.#url, id, this.#options);
    const begun = performance.now();
    return new Promise((resolve) => {
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'x-twilio-signature': signature,
        'i-twilio-idempotency-token': id,
      };
      request(target, { method: 'POST', agent: this.#agent, headers }, (response) => {
        response.resume();
        response.on('end', () => {
          if ((response.statusCode ?? 500) < 300) this.#answered++;
          this.#latencies.push(performance.now() - begun);
          resolve();
        });
      })
        .on('error', () => resolve())
        .end(body);
    });
  }

  end(): Sent {
    this.#agent.destroy();
    return {
      sent: this.#sent,
      answered: this.#answered,
      latencies: Float64Array.from(this.#latencies).sort(),
      seconds: (performance.now() - this.#begun) / 1_000,
    };
  }
}

/** Sends so many a second, evenly, however long the answers take. */
export async function sendPaced(
  url: string,
  {
    perSecond,
    seconds,
    onSecond,
    ...options
  }: SendOptions & {
    perSecond: number;
    seconds: number;
    onSecond?: (second: number) => void;
  },
): Promise<Sent> {
  const sender = new Sender(url, options);
  const total = perSecond * seconds;
  const answers: Promise<void>[] = [];
  const begun = performance.now();
  await new Promise<void>((resolve) => {
    let told = 0;
    const timer = setInterval(() => {
      const passed = (performance.now() - begun) / 1_000;
      while (answers.length < Math.min(total, passed * perSecond)) answers.push(sender.send());
      if (onSecond && Math.floor(passed) > told) onSecond(++told);
      if (answers.length < total) return;
      clearInterval(timer);
      resolve();
    }, 5);
  });
  await Promise.all(answers);
  return sender.end();
}

/** Sends so many as fast as they are answered, 64 at a time. */
export async function sendBurst(url: string, count: number, options: SendOptions): Promise<Sent> {
  const sender = new Sender(url, options);
  let left = count;
  const work = async () => {
    while (left-- > 0) await sender.send();
  };
  await Promise.all(Array.from({ length: 64 }, work));
  return sender.end();
}
