import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { npm } from './npm.ts';
import { makeDirectoryOnce } from './once.ts';
import { type Schema, type SealOptions, seal } from './openapiSchemas.ts';
import { cacheDirectory } from './paths.ts';

/* Twilio's own OpenAPI documents. They come in an npm package, which is fetched once and kept out of the repository. */

const PACKAGE = '@twilio/cli-core@9.0.0';
/** As the registry publishes it. */
const INTEGRITY =
  'sha512-FPHm5gXAUwM2oATmQi3AGYPFz4Urg5G5/vDkpUu5WqNuwueQaS93HwXjdX1OM+miuq0LMimdfbXDTLEp4Nsjfg==';

const FILES = { v1: 'twilio_conversations_v1.json', v2: 'twilio_conversations_v2.json' } as const;

export type ApiVersion = keyof typeof FILES;

/** Reads the files out of an npm tarball whose paths end in the names. Paths over 100 bytes are not needed here. */
function untar(archive: Buffer, names: readonly string[]): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (let offset = 0; offset + 512 <= archive.length; ) {
    const field = (start: number, length: number) =>
      archive.toString('latin1', offset + start, offset + start + length).replace(/\0.*$/s, '');
    const size = Number.parseInt(field(124, 12), 8) || 0;
    const name = path.posix.basename(field(0, 100));
    if (names.includes(name)) found.set(name, archive.subarray(offset + 512, offset + 512 + size));
    offset += 512 + Math.ceil(size / 512) * 512;
  }
  return found;
}

/** Fetches the documents unless they are there. @throws Error when the package is not the one that was published */
export function documentsDirectory(): Promise<string> {
  return makeDirectoryOnce(path.join(cacheDirectory, 'openapi'), async (partial) => {
    await npm(['pack', PACKAGE], partial);
    const tarball = await readFile(path.join(partial, 'twilio-cli-core-9.0.0.tgz'));
    const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
    if (integrity !== INTEGRITY) throw new Error(`${PACKAGE} is not as published: ${integrity}`);
    const files = untar(gunzipSync(tarball), Object.values(FILES));
    for (const name of Object.values(FILES)) {
      const file = files.get(name);
      if (!file) throw new Error(`${PACKAGE} has no ${name}`);
      await writeFile(path.join(partial, name), file);
    }
  });
}

/** Reads a document. @returns it as {@link seal} leaves it */
export async function readDocument(version: ApiVersion, options: SealOptions): Promise<Schema> {
  const text = await readFile(path.join(await documentsDirectory(), FILES[version]), 'utf8');
  return seal(JSON.parse(text) as Schema, version, options);
}
