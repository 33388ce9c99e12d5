import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import process from 'node:process';

/*
 * The least that a server of the same answers can do: it turns one page into JSON on each list, and reads and answers
 * the body of each create.
 *
 *   node test/bench/sandboxBareServer.ts PORT PAGE
 */

const [port = '', file = ''] = process.argv.slice(2);
const page: unknown = JSON.parse(readFileSync(file, 'utf8'));
let made = 0;

function answer(response: ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
}

function create(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    answer(response, 201, { id: `made_${made++}`, ...body, createdAt: new Date().toISOString() });
  });
}

createServer((request, response) => {
  if (request.method === 'POST') create(request, response);
  else answer(response, 200, page);
}).listen(Number(port), '127.0.0.1');
