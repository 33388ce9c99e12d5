import { type Document, OpenAPIBackend, type Operation } from 'openapi-backend';
import { type ApiVersion, readDocument } from './openapiDocuments.ts';
import type { SealOptions } from './openapiSchemas.ts';

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

const DATE_TIME = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** Compiles a document into a validator of its operations. */
export async function backendFor(version: ApiVersion, options: SealOptions): Promise<OpenAPIBackend> {
  const backend = new OpenAPIBackend({
    definition: (await readDocument(version, options)) as unknown as Document,
    quick: true,
    ajvOpts: { strict: false, logger: false, allErrors: true },
    coerceTypes: true,
    customizeAjv: (ajv) => {
      ajv.addFormat(
        'date-time',
        (value: string) => DATE_TIME.test(value) && !Number.isNaN(Date.parse(value.toUpperCase())),
      );
      ajv.addFormat('uri', (value: string) => URL.canParse(value));
      return ajv;
    },
  });
  await backend.init();
  return backend;
}

const NOWHERE = new URL('http://127.0.0.1');

/** Where a request goes; nowhere when its target cannot be read. */
export const targetOf = ({ url }: ExchangeRequest): URL => URL.parse(url, NOWHERE) ?? NOWHERE;

/** The operation that a request is for, if the document knows it. */
export function operationOf(backend: OpenAPIBackend, request: ExchangeRequest): Operation | undefined {
  const { pathname } = targetOf(request);
  return backend.matchOperation({ ...request, path: pathname });
}
