import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findSecrets, IGNORE_MARK, type Lines } from '../../../../src/inspect/editor/secretScan.ts';

/** As chance makes them; nobody's. */
const TOKEN = ['9f3b6e1c', 'd07a4285', 'e6b1f93c', '58d20a7e'].join('');
const OTHER = ['4c8e02d7', 'b15fa396', '70ed1c8b', '926f4ad3'].join('');
const SECRET = ['pR7vWq2L', 'x9TnBf4K', 'm3ZcYh8D', 'j6GsVa1E'].join('');
const CLIENT = ['Xk29_vLq', 'Rt7-WmPz', '4hNc8sYb', 'Jd3fGa6e', 'Qu1T'].join('');
const AC = `AC${['83d1f5b2', '9c0e47a6', '1f8b3d52', 'e790c4a6'].join('')}`;
const SK = `SK${['20b7e9c4', 'f6a1835d', '7e0c92b8', '4d5f1a36'].join('')}`;

function linesOf(text: string): Lines {
  const lines = text.split('\n');
  return { count: lines.length, at: (line) => lines[line] ?? '' };
}

/** What was found, with the very text that is marked. */
function found(text: string) {
  const lines = linesOf(text);
  return findSecrets(lines).map(({ kind, form, line, start, end }) => ({
    kind,
    form,
    marked: lines.at(line).slice(start, end),
  }));
}

type Case = readonly [what: string, text: string, kind: string, form: string, marked: string];

const positives: readonly Case[] = [
  ['JavaScript, call', `const client = twilio('${AC}', '${TOKEN}');`, 'authToken', 'literal', TOKEN],
  [
    'JavaScript, require',
    `const c = require('twilio')(accountSid, "${TOKEN}");`,
    'authToken',
    'literal',
    TOKEN,
  ],
  ['JavaScript, constant', `// Twilio\nconst authToken = '${TOKEN}';`, 'authToken', 'literal', TOKEN],
  [
    'JavaScript, template',
    `const accountSid = '${AC}';\nconst authToken = \`${TOKEN}\`;`,
    'authToken',
    'literal',
    TOKEN,
  ],
  [
    'JavaScript, several lines',
    `const client = twilio(\n  accountSid,\n  '${TOKEN}',\n);`,
    'authToken',
    'literal',
    TOKEN,
  ],
  [
    'JavaScript, value on the next line',
    `twilio.x;\nconst authToken =\n  '${TOKEN}';`,
    'authToken',
    'literal',
    TOKEN,
  ],
  [
    'JavaScript, fallback',
    `const t = process.env.TWILIO_AUTH_TOKEN || '${TOKEN}';`,
    'authToken',
    'literal',
    TOKEN,
  ],
  [
    'JavaScript, ??',
    `const t = process.env['TWILIO_AUTH_TOKEN'] ?? "${TOKEN}"`,
    'authToken',
    'literal',
    TOKEN,
  ],
  [
    'JavaScript, webhook',
    `twilio.validateRequest('${TOKEN}', signature, url, body)`,
    'authToken',
    'literal',
    TOKEN,
  ],
  [
    'JavaScript, key and secret',
    `const client = twilio('${SK}', '${SECRET}', { accountSid });`,
    'apiSecret',
    'literal',
    SECRET,
  ],
  ['TypeScript, typed', `// twilio\nconst authToken: string = "${TOKEN}";`, 'authToken', 'literal', TOKEN],
  [
    'TypeScript, member',
    `class Twilio {\n  private readonly authToken: string = '${TOKEN}';\n}`,
    'authToken',
    'literal',
    TOKEN,
  ],
  ['TypeScript, object', `{ apiKey: '${SK}', apiSecret: '${SECRET}' }`, 'apiSecret', 'literal', SECRET],
  [
    'TypeScript, basic',
    `auth: { username: '${AC}', password: '${TOKEN}' } // twilio`,
    'authToken',
    'literal',
    TOKEN,
  ],
  ['Python, call', `client = Client("${AC}", "${TOKEN}")`, 'authToken', 'literal', TOKEN],
  [
    'Python, variable',
    `from twilio.rest import Client\n\nauth_token = '${TOKEN}'`,
    'authToken',
    'literal',
    TOKEN,
  ],
  [
    'Python, keyword',
    `Client(account_sid=sid, auth_token="${TOKEN}")  # twilio`,
    'authToken',
    'literal',
    TOKEN,
  ],
  ['Python, default', `os.environ.get("TWILIO_AUTH_TOKEN", "${TOKEN}")`, 'authToken', 'literal', TOKEN],
  [
    'Python, requests',
    `requests.post(twilio_url, auth=("${AC}", "${TOKEN}"))`,
    'authToken',
    'literal',
    TOKEN,
  ],
  [
    'Python, validator',
    `from twilio.request_validator import RequestValidator\nv = RequestValidator('${TOKEN}')`,
    'authToken',
    'literal',
    TOKEN,
  ],
  ['Python, token', `token = AccessToken(account_sid, "${SK}", "${SECRET}")`, 'apiSecret', 'literal', SECRET],
  ['Java, call', `Twilio.init("${AC}", "${TOKEN}");`, 'authToken', 'literal', TOKEN],
  [
    'Java, constant',
    `public static final String TWILIO_AUTH_TOKEN = "${TOKEN}";`,
    'authToken',
    'literal',
    TOKEN,
  ],
  [
    'Java, builder',
    `new TwilioRestClient.Builder(ACCOUNT_SID, AUTH)\n  .authToken("${TOKEN}")`,
    'authToken',
    'literal',
    TOKEN,
  ],
  ['C#, call', `TwilioClient.Init(accountSid, "${TOKEN}");`, 'authToken', 'literal', TOKEN],
  ['C#, constant', `using Twilio;\nconst string authToken = "${TOKEN}";`, 'authToken', 'literal', TOKEN],
  ['C#, web.config', `<add key="TwilioAuthToken" value="${TOKEN}" />`, 'authToken', 'literal', TOKEN],
  [
    'Go, parameters',
    `twilio.NewRestClientWithParams(twilio.ClientParams{\n\tUsername: "${AC}",\n\tPassword: "${TOKEN}",\n})`,
    'authToken',
    'literal',
    TOKEN,
  ],
  [
    'Go, variable',
    `import "github.com/twilio/twilio-go"\nauthToken := "${TOKEN}"`,
    'authToken',
    'literal',
    TOKEN,
  ],
  ['Go, API key', `Username: "${SK}",\nPassword: "${SECRET}", // twilio`, 'apiSecret', 'literal', SECRET],
  ['Ruby, call', `@client = Twilio::REST::Client.new('${AC}', '${TOKEN}')`, 'authToken', 'literal', TOKEN],
  ['Ruby, hash', `twilio = { :auth_token => '${TOKEN}' }`, 'authToken', 'literal', TOKEN],
  ['Ruby, variable', `require 'twilio-ruby'\nauth_token = "${TOKEN}"`, 'authToken', 'literal', TOKEN],
  ['PHP, call', `$twilio = new Client("${AC}", "${TOKEN}");`, 'authToken', 'literal', TOKEN],
  [
    'PHP, variable',
    `use Twilio\\Rest\\Client;\n$token = "${TOKEN}";\n$sid = "${AC}";`,
    'authToken',
    'literal',
    TOKEN,
  ],
  ['PHP, define', `define('TWILIO_AUTH_TOKEN', '${TOKEN}');`, 'authToken', 'literal', TOKEN],
  ['JSON', `{ "accountSid": "${AC}", "authToken": "${TOKEN}" }`, 'authToken', 'literal', TOKEN],
  ['JSON, nested', `"Twilio": {\n  "ApiKeySecret": "${SECRET}"\n}`, 'apiSecret', 'literal', SECRET],
  ['JSON, client', `{"twilioClientId": "x", "clientSecret": "${CLIENT}"}`, 'clientSecret', 'literal', CLIENT],
  ['YAML, bare', `twilio:\n  auth_token: ${TOKEN}`, 'authToken', 'bare', TOKEN],
  ['YAML, quoted', `twilio:\n  auth_token: "${TOKEN}"`, 'authToken', 'literal', TOKEN],
  ['YAML, list', `environment:\n  - TWILIO_AUTH_TOKEN=${TOKEN}`, 'authToken', 'bare', TOKEN],
  ['.env', `TWILIO_AUTH_TOKEN=${TOKEN}`, 'authToken', 'bare', TOKEN],
  ['.env, quoted', `TWILIO_AUTH_TOKEN="${TOKEN}"`, 'authToken', 'literal', TOKEN],
  ['.env, secret', `TWILIO_API_SECRET=${SECRET}`, 'apiSecret', 'bare', SECRET],
  ['.env, client', `TWILIO_CLIENT_SECRET=${CLIENT}`, 'clientSecret', 'bare', CLIENT],
  ['.env, second token', `TWILIO_SECONDARY_AUTH_TOKEN = ${TOKEN} # new`, 'authToken', 'bare', TOKEN],
  ['properties', `twilio.auth-token=${TOKEN}`, 'authToken', 'bare', TOKEN],
  ['TOML', `[twilio]\nauth_token = "${TOKEN}"`, 'authToken', 'literal', TOKEN],
  ['shell', `export TWILIO_AUTH_TOKEN='${TOKEN}'`, 'authToken', 'literal', TOKEN],
  ['shell, inline', `TWILIO_AUTH_TOKEN=${TOKEN} node app.js`, 'authToken', 'bare', TOKEN],
  ['PowerShell', `$env:TWILIO_AUTH_TOKEN = "${TOKEN}"`, 'authToken', 'literal', TOKEN],
  ['Dockerfile', `ENV TWILIO_AUTH_TOKEN ${TOKEN}`, 'authToken', 'bare', TOKEN],
  ['docker run', `docker run -e TWILIO_AUTH_TOKEN=${TOKEN} app`, 'authToken', 'bare', TOKEN],
  ['curl', `curl https://api.twilio.com/ -u ${AC}:${TOKEN}`, 'authToken', 'part', TOKEN],
  ['curl, key', `curl -u '${SK}:${SECRET}' https://x`, 'apiSecret', 'part', SECRET],
  ['address', `fetch("https://${AC}:${TOKEN}@api.twilio.com/2010-04-01")`, 'authToken', 'part', TOKEN],
  ['address, variable', `url = f"https://{sid}:${TOKEN}@api.twilio.com"`, 'authToken', 'part', TOKEN],
  ['comment', `// Twilio authToken = "${TOKEN}"`, 'authToken', 'literal', TOKEN],
];

const negatives: readonly (readonly [what: string, text: string])[] = [
  ['an environment variable', "twilio(process.env.TWILIO_ACCOUNT_SID, process.env['TWILIO_AUTH_TOKEN'])"],
  ['an account’s SID', `const accountSid = '${AC}'; // twilio`],
  ['a key’s SID', `TWILIO_API_KEY=${SK}`],
  ['a token of nobody knows whom', `const authToken = '${TOKEN}';`],
  ['a word of 32 hex digits', `const etag = '${TOKEN}'; // twilio`],
  ['an MD5', `const md5 = "${TOKEN}"; // twilio ${AC}`],
  ['a token’s hash', `const authTokenHash = "${TOKEN}"; // twilio ${AC}`],
  ['a commit', `"twilio": "git+https://github.com/twilio/twilio-node#${TOKEN}"`],
  ['a SHA-1', `twilio auth_token = "${TOKEN}abcdef01"`],
  ['a SHA-256', `TWILIO_AUTH_TOKEN=${TOKEN}${OTHER}`],
  ['a UUID', 'twilioToken = "9f3b6e1c-d07a-4285-e6b1-f93c58d20a7e"'],
  ['base64', `twilio_token: "${TOKEN}=="`],
  ['x', `TWILIO_AUTH_TOKEN=${'x'.repeat(32)}`],
  ['zeros', `twilio("${AC}", "${'0'.repeat(32)}")`],
  ['one digit', `twilio("${AC}", "${'a1'.repeat(16)}")`],
  ['the digits in their order', `TWILIO_AUTH_TOKEN=${'0123456789abcdef'.repeat(2)}`],
  ['dead beef', `TWILIO_AUTH_TOKEN=${'deadbeef'.repeat(4)}`],
  ['a word of the docs', 'TWILIO_AUTH_TOKEN=your_auth_token_goes_right_here1'],
  ['a client’s example', 'TWILIO_CLIENT_SECRET=example-client-secret-12345678'],
  ['a reference', `TWILIO_AUTH_TOKEN=\${TWILIO_AUTH_TOKEN_OF_PRODUCTION1}`],
  ['a GitHub secret', `TWILIO_AUTH_TOKEN: \${{ secrets.TWILIO_AUTH_TOKEN }}`],
  ['another’s secret', `JWT_SECRET=${SECRET}`],
  ['another’s client secret', `GOOGLE_CLIENT_SECRET=${CLIENT}`],
  ['another’s client', `const redis = new Client("host", "${TOKEN}");`],
  ['another’s token', `slackToken = "${TOKEN}"\nother = "${OTHER}"`],
  ['the session’s secret beside Twilio', `const twilio = x();\napp.use(session({ secret: "${SECRET}" }));`],
  ['a SID of a message', `const messageSid = "SM${TOKEN}"; // twilio`],
  ['an id', `{"twilio": true, "id": "${TOKEN}"}`],
  ['a request’s id', `twilioRequestId = "${TOKEN}"`],
  ['a signature', `'X-Twilio-Signature': '${TOKEN}'`],
  ['a mark that says so', `const authToken = '${TOKEN}'; // twilio; ${IGNORE_MARK}`],
  ['a mark on the line before', `// ${IGNORE_MARK}\nTWILIO_AUTH_TOKEN=${TOKEN}`],
  ['a line that a program wrote', `twilio("${AC}","${TOKEN}");${' '.repeat(2_000)}`],
  ['Twilio far away', `twilio\n\n\n\n\n\nconst authToken = '${TOKEN}';`],
];

describe('Twilio secrets in source', () => {
  for (const [what, text, kind, form, marked] of positives) {
    it(`are found: ${what}`, () => assert.deepEqual(found(text), [{ kind, form, marked }], text));
  }
  for (const [what, text] of negatives) {
    it(`are not found in ${what}`, () => assert.deepEqual(found(text), [], text));
  }

  it('are each found, in their order', () => {
    const text = `TWILIO_AUTH_TOKEN=${TOKEN}\n\nTWILIO_API_KEY=${SK}\nTWILIO_API_SECRET=${SECRET}\ncurl -u ${AC}:${OTHER} x`;
    assert.deepEqual(
      found(text).map(({ marked }) => marked),
      [TOKEN, SECRET, OTHER],
    );
  });

  it('are looked for in the lines that are asked for', () => {
    const lines = linesOf(`TWILIO_AUTH_TOKEN=${TOKEN}\nTWILIO_AUTH_TOKEN=${OTHER}\n`);
    assert.deepEqual(
      findSecrets(lines, 1, 2).map(({ line }) => line),
      [1],
    );
    assert.deepEqual(findSecrets(lines, -3, 100).length, 2);
  });

  it('cost in a large file what its lines cost: each is read a bounded number of times', () => {
    // Each line is full of what may be a secret: the worst that there can be.
    const row = `twilio ${`"${TOKEN}" `.repeat(50)}`;
    const count = 600;
    let read = 0;
    const lines: Lines = {
      count,
      at: () => {
        read++;
        return row;
      },
    };
    assert.deepEqual(findSecrets(lines), []);
    assert.ok(read <= count * 30, `${read}`);
  });
});
