import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Document, OpenAPIBackend } from 'openapi-backend';
import { npm } from './npm.ts';
import { makeDirectoryOnce } from './once.ts';
import { type Schema, seal } from './openapiSchemas.ts';
import { cacheDirectory } from './paths.ts';

/*
 * Holds requests and answers against Twilio's own OpenAPI documents. They come in an npm package, which is fetched
 * once and kept out of the repository.
 */

const PACKAGE = '@twilio/cli-core@9.0.0';
/** As the registry publishes it. */
const INTEGRITY =
  'sha512-FPHm5gXAUwM2oATmQi3AGYPFz4Urg5G5/vDkpUu5WqNuwueQaS93HwXjdX1OM+miuq0LMimdfbXDTLEp4Nsjfg==';

const FILES = { v1: 'twilio_conversations_v1.json', v2: 'twilio_conversations_v2.json' } as const;

export type ApiVersion = keyof typeof FILES;

export interface ExchangeRequest {
  method: string;
  /** Absolute, or from the path on. */
  url: string;
  headers: Record<string, string>;
  body: string;
}

export interface ExchangeResponse {
  status: number;
  /** With names in lower case. */
  headers: Record<string, string>;
  body: string;
}

/** @returns what the document does not allow; nothing when all is well */
export type CheckExchange = (request: ExchangeRequest, response: ExchangeResponse) => string[];

/** Statuses that occur though the document lists them for no operation. Their bodies are held against 400's. */
const UNLISTED_STATUSES = [401, 405, 413, 415, 421];

/** The request was refused for what it was, so it need not be as documented. */
const FAULTY_REQUEST = [400, 405, 413, 415];

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
function documentsDirectory(): Promise<string> {
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

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/**
 * Loads one of the documents.
 *
 * Bodies may hold only the members that the document declares, although OpenAPI would let others pass: a member that
 * it does not know is a slip of ours, or else stands in NEWER_IN_SDK.
 */
export async function loadSpec(version: ApiVersion): Promise<CheckExchange> {
  const text = await readFile(path.join(await documentsDirectory(), FILES[version]), 'utf8');
  const definition = JSON.parse(text) as Document;
  const backend = new OpenAPIBackend({
    definition: seal(definition as unknown as Schema, version) as unknown as Document,
    quick: true,
    ajvOpts: { strict: false, logger: false, allErrors: true },
    coerceTypes: true,
    customizeAjv: (ajv) => {
      ajv.addFormat(
        'date-time',
        (value: string) => DATE_TIME.test(value) && !Number.isNaN(Date.parse(value)),
      );
      ajv.addFormat('uri', (value: string) => URL.canParse(value));
      ajv.addFormat('uri-map', true);
      return ajv;
    },
  });
  await backend.init();

  return (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://127.0.0.1');
    const query: Record<string, string | string[]> = {};
    for (const name of new Set(searchParams.keys())) {
      const values = searchParams.getAll(name);
      query[name] = values.length === 1 ? (values[0] ?? '') : values;
    }
    const asked = {
      method: request.method,
      path: pathname,
      query,
      headers: request.headers,
      body: request.body,
    };
    const operation = backend.matchOperation(asked);
    const title = `${request.method} ${pathname} → ${response.status}`;
    if (!operation?.operationId) return [`${title}: no such operation in ${version}`];
    const violations: string[] = [];
    const complain = (what: string) => violations.push(`${title}: ${what}`);

    if (!FAULTY_REQUEST.includes(response.status)) {
      const declared = [...(operation.parameters ?? [])] as { name: string; in: string; schema?: Schema }[];
      for (const name of Object.keys(query)) {
        const parameter = declared.find((candidate) => candidate.in === 'query' && candidate.name === name);
        if (!parameter) complain(`query parameter ${name} is not declared`);
        else if (parameter.schema?.['type'] === 'array') query[name] = searchParams.getAll(name);
      }
      const { errors } = backend.validateRequest({ ...asked, query }, operation);
      for (const error of errors ?? []) complain(`request${error.instancePath} ${error.message}`);
    }

    if (!response.headers['content-type']?.startsWith('application/json')) {
      complain(`content type ${response.headers['content-type']}`);
    }
    const listed = Object.keys(operation.responses ?? {}).includes(String(response.status));
    if (!listed && !UNLISTED_STATUSES.includes(response.status)) complain('the status is not listed');
    let body: unknown;
    try {
      body = JSON.parse(response.body);
    } catch {
      complain('the body is not JSON');
      return violations;
    }
    const status = listed ? response.status : 400;
    const { errors } = backend.validateResponse(body, operation, status);
    for (const error of errors ?? []) {
      const { additionalProperty = '' } = error.params as { additionalProperty?: string };
      complain(`response${error.instancePath} ${error.message} ${additionalProperty}`.trimEnd());
    }
    if (response.status === 409 && !response.headers['x-conflicting-resource-id']) {
      complain('X-Conflicting-Resource-Id is missing');
    }
    if (response.status === 200) for (const problem of checkMeta(body)) complain(problem);
    return violations;
  };
}

/** What the document says of `meta` in words only. */
function checkMeta(body: unknown): string[] {
  const { meta, ...rest } = body as { meta?: { key?: string; pageSize?: number } };
  if (!meta) return [];
  const items = (rest as Record<string, unknown>)[meta.key ?? ''];
  if (!Array.isArray(items)) return [`meta.key ${meta.key} does not name the array`];
  return meta.pageSize === items.length
    ? []
    : [`meta.pageSize is ${meta.pageSize} for ${items.length} items`];
}

/** Checks exchanges of either version, told apart by their paths. */
export async function loadSpecs(): Promise<CheckExchange> {
  const [v1, v2] = await Promise.all([loadSpec('v1'), loadSpec('v2')]);
  return (request, response) => {
    const { pathname } = new URL(request.url, 'http://127.0.0.1');
    return (pathname.startsWith('/v1/') ? v1 : v2)(request, response);
  };
}
