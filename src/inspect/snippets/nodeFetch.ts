import { bodyOf } from './bodies.ts';
import { sentTypeOf } from './curl.ts';
import { jsLiteral, jsString } from './literals.ts';
import { credentialVariables, needs, type SnippetRequest, urlOf } from './snippetRequest.ts';

/** The request as Node's own `fetch` sends it: a module without any package. */
export function nodeFetchSnippet(request: SnippetRequest): string {
  const { method, idempotencyKey } = request;
  const [user, password] = credentialVariables(request).map((name) => `process.env.${name}`);
  const body = bodyExpression(request);
  const authorization =
    password === undefined
      ? [`const authorization = \`Bearer \${${user}}\`;`]
      : [
          `const credentials = \`\${${user}}:\${${password}}\`;`,
          "const authorization = 'Basic ' + Buffer.from(credentials).toString('base64');",
        ];
  const headers = [
    'authorization',
    ...(body === undefined ? [] : [`'content-type': ${jsString(sentTypeOf(request))}`]),
    ...(idempotencyKey === undefined ? [] : ["'idempotency-key': crypto.randomUUID()"]),
  ];
  return [
    `// ${needs(request)}`,
    '// Node 20 or newer: save it as request.mjs, then run "node request.mjs".',
    ...authorization,
    '',
    `const response = await fetch(${jsString(urlOf(request))}, {`,
    ...(method === 'GET' ? [] : [`  method: ${jsString(method)},`]),
    headers.length === 1
      ? '  headers: { authorization },'
      : `  headers: {\n${headers.map((line) => `    ${line},\n`).join('')}  },`,
    ...(body === undefined ? [] : [`  body: ${body},`]),
    '});',
    'console.log(response.status, await response.text());',
    '',
  ].join('\n');
}

function bodyExpression(request: SnippetRequest): string | undefined {
  const body = bodyOf(request);
  switch (body.kind) {
    case 'none':
      return undefined;
    case 'json':
      return `JSON.stringify(${jsLiteral(body.value, 2)})`;
    case 'form':
      return `new URLSearchParams(${jsLiteral(body.fields, 2)})`;
    case 'text':
      return jsString(body.text);
  }
}
