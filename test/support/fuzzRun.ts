import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { FuzzConnection, Hang, type WireAnswer } from './fuzzClient.ts';
import type { FuzzedServer } from './fuzzedServer.ts';
import { judge } from './fuzzJudge.ts';
import type { FuzzCase } from './fuzzRequests.ts';
import type { CheckExchange } from './openapi.ts';

/** At once, unless told otherwise. */
const CALLERS = 8;

/** More kinds of findings than these are counted, not shown. */
const SHOWN = 40;

/** What a case may show of itself. */
const SHOWN_BYTES = 600;

/** Sends cases to a server, and keeps what it finds wrong with the answers. */
export class FuzzRun {
  isHanging = false;
  /** How many requests were answered with a refusal. */
  refused = 0;
  readonly #server: FuzzedServer;
  readonly #check: CheckExchange;
  /** One of each kind, and how many there were. */
  readonly #findings = new Map<string, { example: string; times: number }>();

  constructor(server: FuzzedServer, check: CheckExchange) {
    this.#server = server;
    this.#check = check;
  }

  /** Goes through cases by several callers at once, or by one, who keeps to their order. */
  async send(cases: readonly FuzzCase[], callers = CALLERS): Promise<void> {
    const waiting = cases.values();
    await Promise.all(Array.from({ length: callers }, () => this.#call(waiting)));
    if (!this.#isOver()) return;
    // What it says as it dies comes a moment later.
    await setImmediate();
    this.conclude();
  }

  /** Fails when anything was found since the last time. */
  conclude(): void {
    const kinds = this.#findings.size;
    const shown = [...this.#findings.values()]
      .slice(0, SHOWN)
      .map(({ example, times }) => `${times} × ${example}`);
    this.#findings.clear();
    const { exit, stderr } = this.#server;
    const gone = exit === null ? '' : `, and the server is gone (${exit})`;
    const told = stderr === '' ? '' : `\n\nThe server said: ${stderr}`;
    assert.ok(
      kinds === 0 && gone === '' && told === '',
      `${kinds} kinds of findings${gone}:\n${shown.join('\n\n')}${told}`,
    );
  }

  /** Of a server that is gone, or hangs, nothing more is to be learnt. */
  #isOver(): boolean {
    return this.isHanging || this.#server.exit !== null;
  }

  /** One caller, who makes one request after the other, on one connection as long as it lasts. */
  async #call(cases: Iterable<FuzzCase>): Promise<void> {
    let connection: FuzzConnection | undefined;
    let before: FuzzCase | undefined;
    for (const fuzzCase of cases) {
      if (this.#isOver()) continue;
      if (fuzzCase.expect === 'survival') {
        await this.#pour(fuzzCase);
        continue;
      }
      if (!connection?.isOpen) {
        connection = new FuzzConnection(this.#server.port);
        before = undefined;
      }
      try {
        let answer = await this.#ask(connection, fuzzCase);
        if (!answer && before) {
          // It may have been closed as idle in the same moment. If so, the same two requests are answered now.
          connection = new FuzzConnection(this.#server.port);
          await this.#ask(connection, before);
          answer = await this.#ask(connection, fuzzCase);
        }
        if (answer) this.#judge(fuzzCase, answer);
        else this.#reportSilence(fuzzCase, before);
      } catch (error) {
        connection.close();
        this.#fail(fuzzCase, error);
      }
      if (fuzzCase.isOpenEnded) connection.close();
      before = fuzzCase;
    }
    connection?.close();
  }

  #ask(connection: FuzzConnection, { bytes, request }: FuzzCase): Promise<WireAnswer | undefined> {
    return connection.ask(bytes, request.method);
  }

  /** Sends what may not be readable, on a connection of its own, and judges whatever comes of it. */
  async #pour(fuzzCase: FuzzCase): Promise<void> {
    const connection = new FuzzConnection(this.#server.port);
    try {
      if (fuzzCase.end === 'destroyed') return await connection.hangUp(fuzzCase.bytes);
      for (const answer of await connection.pour(fuzzCase.bytes)) this.#judge(fuzzCase, answer);
    } catch (error) {
      this.#fail(fuzzCase, error);
    } finally {
      connection.close();
    }
  }

  #judge(fuzzCase: FuzzCase, answer: WireAnswer): void {
    if (answer.status >= 400) this.refused++;
    this.#report(fuzzCase, judge(fuzzCase, answer, this.#check), answer);
  }

  #fail(fuzzCase: FuzzCase, error: unknown): void {
    this.isHanging ||= error instanceof Hang;
    this.#report(fuzzCase, [(error as Error).message]);
  }

  #reportSilence(fuzzCase: FuzzCase, before: FuzzCase | undefined): void {
    const what = before ? `after ${before.what}, ${fuzzCase.what}` : fuzzCase.what;
    this.#report({ ...fuzzCase, what }, ['the connection was closed without an answer']);
  }

  #report(fuzzCase: FuzzCase, wrong: readonly string[], answer?: WireAnswer): void {
    if (wrong.length === 0) return;
    // Ids and numbers do not make another kind of it.
    const kind = `${fuzzCase.what}: ${wrong.join('; ').replaceAll(/[0-9a-z_]*\d[0-9a-z_]*/g, '#')}`;
    const known = this.#findings.get(kind);
    if (known) known.times++;
    else this.#findings.set(kind, { example: describeFinding(fuzzCase, wrong, answer), times: 1 });
  }
}

/** A finding in words, with what was sent and what came. */
function describeFinding({ what, bytes }: FuzzCase, wrong: readonly string[], answer?: WireAnswer): string {
  const sent = JSON.stringify(bytes.toString('latin1', 0, SHOWN_BYTES));
  const more = bytes.length > SHOWN_BYTES ? ` and ${bytes.length - SHOWN_BYTES} bytes more` : '';
  const came = answer ? `${answer.status} ${answer.body.slice(0, SHOWN_BYTES)}` : 'nothing';
  return `${what}: ${wrong.join('; ').slice(0, SHOWN_BYTES)}\n  sent ${sent}${more}\n  came ${came}`;
}
