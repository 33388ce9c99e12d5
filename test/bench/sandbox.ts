import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { npm } from '../support/npm.ts';
import { makeDirectoryOnce } from '../support/once.ts';
import { documentsDirectory } from '../support/openapiDocuments.ts';
import { cacheDirectory, outDirectory, root } from '../support/paths.ts';
import { type LoadRequest, load } from './sandboxLoad.ts';
import { AUTHORIZATION, startMeasured } from './sandboxProcess.ts';

const ROUNDS = 7;
const SECONDS = 3;

/** Needed here only, and not light: fetched once, and no part of `npm ci`. Their install scripts do not run. */
const TOOLS = ['@stoplight/prism-cli@5.16.0', 'autocannon@9.0.0'];

const SANDBOX = 'sandbox';
const BARE = 'bare node:http';
const PRISM = 'Prism';
const SILENT_PRISM = 'Prism, without its log';
const LARGE = 'sandbox --seed large';

/** What was measured of one server in one round. */
interface Measured {
  startMs: number;
  mb?: number | undefined;
  listPerSecond?: number;
  mbAfterList?: number | undefined;
  createPerSecond?: number;
  mbAfterCreate?: number | undefined;
}

/** A server to be measured. */
interface Contender {
  args: (port: number) => readonly string[];
  /** What it is loaded with; nothing when only its start counts. */
  requests?: { list: LoadRequest; create: LoadRequest };
}

/**
 * Prints what the sandbox can bear, beside Prism with the same OpenAPI document and the least that a server can do:
 * requests a second of a page of 50 communications and of creating one, time to start, and memory. Each run is a fresh
 * process, and the only one; the order changes from round to round.
 */
export async function measureSandbox(): Promise<void> {
  const tools = await toolsDirectory();
  const autocannon = path.join(tools, 'node_modules/autocannon/autocannon.js');
  const contenders = await contendersFrom(tools, await packedSandbox());
  const found = new Map<string, Measured[]>(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    const entries = Object.entries(contenders);
    for (const [name, contender] of round % 2 === 0 ? entries : entries.toReversed()) {
      found.get(name)?.push(await measure(contender, autocannon));
    }
    console.log(`round ${round + 1} of ${ROUNDS}`);
  }
  print(found);
}

async function measure({ args, requests }: Contender, autocannon: string): Promise<Measured> {
  await using server = await startMeasured(args, '/v2/Conversations?pageSize=1');
  const measured: Measured = { startMs: server.startMs, mb: await server.residentMb() };
  if (!requests) return measured;
  for (const [kind, request] of [
    ['list', requests.list],
    ['create', requests.create],
  ] as const) {
    // The first second warms up, and does not count.
    await load(autocannon, server.port, request, 1);
    measured[`${kind}PerSecond`] = await load(autocannon, server.port, request, SECONDS);
    measured[kind === 'list' ? 'mbAfterList' : 'mbAfterCreate'] = await server.residentMb();
  }
  return measured;
}

function toolsDirectory(): Promise<string> {
  return makeDirectoryOnce(
    path.join(cacheDirectory, 'bench', TOOLS.join('+').replaceAll('/', '-')),
    async (partial) => {
      await writeFile(path.join(partial, 'package.json'), '{"private":true}');
      await npm(['install', '--ignore-scripts', '--save-exact', ...TOOLS], partial);
    },
  );
}

/** The program as it is published, built anew. */
async function packedSandbox(): Promise<string> {
  await promisify(execFile)(process.execPath, ['esbuild.mjs', '--production'], { cwd: root });
  const { bin }: { bin: Record<string, string> } = JSON.parse(
    await readFile(path.join(root, 'package.json'), 'utf8'),
  );
  const [built = ''] = Object.values(bin);
  const file = path.join(outDirectory, 'bench/sandbox-cli.cjs');
  await mkdir(path.dirname(file), { recursive: true });
  await copyFile(path.join(root, built), file);
  return file;
}

async function contendersFrom(tools: string, sandbox: string): Promise<Record<string, Contender>> {
  const sandboxArgs = (port: number) => [sandbox, '--port', String(port)];
  const { requests, page } = await prepare(sandboxArgs);
  const pageFile = path.join(outDirectory, 'bench/page.json');
  await writeFile(pageFile, page);
  const document = path.join(await documentsDirectory(), 'twilio_conversations_v2.json');
  const prism = (port: number) => [
    path.join(tools, 'node_modules/@stoplight/prism-cli/dist/index.js'),
    ...['mock', document, '--port', String(port), '--host', '127.0.0.1', '--multiprocess', 'false'],
  ];
  return {
    [SANDBOX]: { args: sandboxArgs, requests },
    [BARE]: {
      args: (port) => [path.join(import.meta.dirname, 'sandboxBareServer.ts'), String(port), pageFile],
      requests,
    },
    [PRISM]: { args: prism, requests },
    [SILENT_PRISM]: { args: (port) => [...prism(port), '--verboseLevel', 'silent'], requests },
    ...(await largeContender(sandboxArgs)),
  };
}

/** Nothing, and why, when the sandbox has no such data. */
async function largeContender(sandboxArgs: Contender['args']): Promise<Record<string, Contender>> {
  const args = (port: number) => [...sandboxArgs(port), '--seed', 'large'];
  try {
    await using _ = await startMeasured(args, '/');
    return { [LARGE]: { args } };
  } catch (error) {
    console.log(`Not measured: ${LARGE}. ${(error as Error).message}`);
    return {};
  }
}

/** Finds a page of 50 communications, and somewhere to create more. The same data come with every start. */
async function prepare(args: Contender['args']) {
  await using server = await startMeasured(args, '/');
  const call = async (target: string) => {
    const url = `http://127.0.0.1:${server.port}${target}`;
    return (await fetch(url, { headers: { authorization: AUTHORIZATION } })).text();
  };
  const { conversations } = JSON.parse(await call('/v2/Conversations?status=ACTIVE'));
  for (const { id } of conversations) {
    const target = `/v2/Conversations/${id}/Communications`;
    const page = await call(`${target}?pageSize=50`);
    if (JSON.parse(page).communications.length < 50) continue;
    const body = JSON.stringify({
      author: { address: '+15035550100', channel: 'SMS' },
      content: { type: 'TEXT', text: 'Your bicycle is ready. You can pick it up until six.' },
      recipients: [{ address: '+15035550142', channel: 'SMS' }],
    });
    return { requests: { list: { path: `${target}?pageSize=50` }, create: { path: target, body } }, page };
  }
  throw new Error('No conversation of the demo data is long enough');
}

function print(found: ReadonlyMap<string, Measured[]>): void {
  const of = (name: string, member: keyof Measured) =>
    median((found.get(name) ?? []).flatMap((run) => run[member] ?? []));
  console.log(`Node ${process.version}; medians of ${ROUNDS} rounds`);
  console.table(
    [...found.keys()].map((server) => ({
      server,
      'list of 50, 1/s': rounded(of(server, 'listPerSecond')),
      'create, 1/s': rounded(of(server, 'createPerSecond')),
      'start, ms': rounded(of(server, 'startMs')),
      'RSS at start, MB': rounded(of(server, 'mb')),
      'after lists': rounded(of(server, 'mbAfterList')),
      'after creates': rounded(of(server, 'mbAfterCreate')),
    })),
  );
  const bars: [
    what: string,
    member: keyof Measured,
    beside: string,
    holds: (ratio: number) => boolean,
    bar: string,
  ][] = [
    ['list of 50', 'listPerSecond', BARE, (ratio) => ratio >= 1, 'at least 1'],
    ['create', 'createPerSecond', PRISM, (ratio) => ratio >= 4, 'at least 4'],
    ['create', 'createPerSecond', SILENT_PRISM, () => true, ''],
    ['create', 'createPerSecond', BARE, () => true, ''],
    ['list of 50', 'listPerSecond', PRISM, () => true, ''],
    ['start', 'startMs', PRISM, (ratio) => ratio < 0.5, 'below 0.5'],
    ['RSS at start', 'mb', PRISM, (ratio) => ratio < 0.5, 'below 0.5'],
    ['RSS after lists', 'mbAfterList', PRISM, () => true, ''],
  ];
  console.table(
    bars.map(([what, member, beside, holds, bar]) => {
      // Round by round: a machine that is slow for a while is slow for both.
      const ratio = median(ratios(found.get(SANDBOX) ?? [], found.get(beside) ?? [], member));
      return {
        what,
        beside,
        ratio: ratio === undefined ? '' : Math.round(ratio * 100) / 100,
        bar,
        kept: ratio === undefined || bar === '' ? '' : holds(ratio) ? 'yes' : 'NO',
      };
    }),
  );
}

function ratios(ours: readonly Measured[], theirs: readonly Measured[], member: keyof Measured): number[] {
  return ours.flatMap((run, round) => {
    const [one, other] = [run[member], theirs[round]?.[member]];
    return one === undefined || other === undefined ? [] : [one / other];
  });
}

function median(numbers: readonly number[]): number | undefined {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function rounded(value: number | undefined): number | string {
  return value === undefined ? '' : Math.round(value);
}
