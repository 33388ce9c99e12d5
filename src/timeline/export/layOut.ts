import { setImmediate } from 'node:timers/promises';
import type { TextPiece } from './textWriter.ts';

/** A text as a file, and what stands where in it. */
export interface LaidOut {
  bytes: Uint8Array;
  /** On which line, from 0, a communication begins: by its id. */
  lines: ReadonlyMap<string, number>;
}

/** So many pieces are taken before others have their turn. */
const SLICE = 2_000;

/** Puts a transcript into bytes, and gives others their turn meanwhile. */
export async function layOut(pieces: Iterable<TextPiece>): Promise<LaidOut> {
  const chunks: Buffer[] = [];
  const lines = new Map<string, number>();
  let chunk = '';
  let line = 0;
  let taken = 0;
  for (const { text, id } of pieces) {
    // Each begins with an empty line.
    if (id !== undefined) lines.set(id, line + 1);
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) line++;
    chunk += text;
    if (++taken % SLICE !== 0) continue;
    chunks.push(Buffer.from(chunk));
    chunk = '';
    await setImmediate();
  }
  chunks.push(Buffer.from(chunk));
  return { bytes: Buffer.concat(chunks), lines };
}
