import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Frame, Locator } from 'playwright-core';
import { signedJsonRequest, signForm } from '../../src/webhooks/signature.ts';
import { assertAccessible } from '../support/axe.ts';
import { type FaultySandbox, startFaultySandbox } from '../support/faultySandbox.ts';
import { filesBelow, readBrowserState } from '../support/keptTexts.ts';
import { useVsCode } from '../support/useVsCode.ts';

describe('the signature tool', () => {
  let sandbox: FaultySandbox;
  const vscode = useVsCode(async () => {
    sandbox = await startFaultySandbox({ deliveryStepMs: 0 });
    return { env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url } };
  });
  let view: Frame;
  before(async () => {
    await vscode.workbench.openViewContainer('Twilio Conversations');
    await vscode.workbench.waitForTreeItem(/^Conversation Hannah Okafor/);
    await vscode.workbench.runCommand('Twilio Conversations: Check Webhook Signature…');
    view = await vscode.workbench.webviewFrame('signature-tool');
    await view.getByRole('heading', { name: 'Check a webhook’s signature' }).waitFor();
  });
  after(() => sandbox.close());

  const TYPED = 'f00dfacef00dfacef00dfacef00dface';
  const PUBLIC = 'https://hooks.example.com/twilio/events?tenant=7';
  const json = '{"eventType":"COMMUNICATION_CREATED","data":{"id":"comms_1","text":"Grüße"}}';
  const field = (label: string): Locator => view.getByLabel(label, { exact: true });
  const verdict = (words: RegExp): Locator => view.locator('log-details strong').filter({ hasText: words });
  const screenshots = async (name: string) => {
    for (const theme of ['light', 'dark', 'hc'] as const) {
      await vscode.workbench.setTheme(theme);
      await assertAccessible(view, `${name} in ${theme}`);
      await vscode.workbench.screenshot(`${name}-${theme}`);
    }
  };
  const tokenOfSandbox = () => {
    const [account] = sandbox.sandbox.accounts;
    assert.ok(account);
    return account.authToken;
  };
  /** By the clipboard, as people do. */
  const paste = async (text: string) => {
    await vscode.workbench.page.evaluate((words) => navigator.clipboard.writeText(words), text);
    await field('Paste a whole request').click();
    await vscode.workbench.page.keyboard.press('ControlOrMeta+a');
    await vscode.workbench.page.keyboard.press('ControlOrMeta+v');
  };

  it('finds a pasted request signed, and shows how the signature is computed', async () => {
    await verdict(/Nothing to check yet/).waitFor();
    const { url, signature } = signedJsonRequest(PUBLIC, json, tokenOfSandbox());
    const { pathname, search, host } = new URL(url);
    await paste(
      [
        `POST ${pathname}${search} HTTP/1.1`,
        `Host: ${host}`,
        'Content-Type: application/json',
        'Authorization: Basic c2VjcmV0bHk6cGFzc3dvcmQ=',
        `X-Twilio-Signature: ${signature}`,
        '',
        json,
      ].join('\r\n'),
    );
    await verdict(/^The signature matches$/).waitFor();
    assert.equal(await field('URL, as the app sees it').inputValue(), url);
    assert.equal(await field('X-Twilio-Signature').inputValue(), signature);
    assert.doesNotMatch(await field('Other headers').inputValue(), /Authorization/);
    await view.getByText(/Credentials and cookies in it were left out/).waitFor();
    assert.equal(await field('Paste a whole request').inputValue(), '');
    await view.getByText('The SHA-256 of the body, in lower-case hex').waitFor();
    await screenshots('signature-signed');
  });

  it('names the cause as one types, and is mended by following the advice', async () => {
    const { url, signature } = signedJsonRequest(PUBLIC, json, tokenOfSandbox());
    await field('URL, as the app sees it').fill(url.replace('https', 'http'));
    await verdict(/^The URL has http where https was signed$/).waitFor();
    await view.getByText(/app\.set\('trust proxy', 1\)/).waitFor();
    await screenshots('signature-scheme');
    await view.getByRole('button', { name: 'Check with the URL that was signed' }).click();
    await verdict(/^The signature matches$/).waitFor();
    assert.equal(await field('URL, as the app sees it').inputValue(), url);

    await field('Body, to the byte').fill(JSON.stringify(JSON.parse(json), null, 2));
    await verdict(/^The body was written anew$/).waitFor();
    await view.getByText(/validateRequestWithBody the raw bytes/).waitFor();
    await field('Body, to the byte').fill(json);
    await verdict(/^The signature matches$/).waitFor();
    assert.equal(await field('X-Twilio-Signature').inputValue(), signature);
  });

  it('checks with a token that is typed, which is nowhere to be seen, by keys alone', async () => {
    const { page, quickInput } = vscode.workbench;
    const fields = { From: '+15035550177', Body: 'It’s flat' };
    const local = 'http://localhost:3000/twilio';
    const signature = signForm(local, fields, TYPED);
    await paste(
      `curl -X POST ${local} -H 'X-Twilio-Signature: ${signature}' --data-urlencode 'From=+15035550177' --data-urlencode 'Body=It’s flat'`,
    );
    await verdict(/^The signature does not match$/).waitFor();
    await field('Signed with the auth token of').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await quickInput.asks('Auth token');
    assert.equal(await quickInput.hidesText(), true);
    await quickInput.answer(TYPED);
    await verdict(/^The signature matches$/).waitFor();
    await field('X-Twilio-Signature').fill('');
    await verdict(/^There is no signature$/).waitFor();
    const header = view.locator('log-details').getByText(`X-Twilio-Signature: ${signature}`).first();
    await header.waitFor();

    await vscode.workbench.runCommand('Twilio Conversations: Hide Personal Data');
    await view.locator('#body.hidden').waitFor();
    await view.getByText(/^Body••/).waitFor();
    await vscode.workbench.screenshot('signature-hidden');
    assert.doesNotMatch(await view.locator('log-details').innerText(), /5035550177|flat/);
    await vscode.workbench.runCommand('Twilio Conversations: Show Personal Data');
    await view.locator('#body:not(.hidden)').waitFor();

    const inPage = await view.evaluate(() => {
      const all = (root: ParentNode): string =>
        [...root.querySelectorAll('*')]
          .map((element) => {
            const value = 'value' in element ? String(element.value) : '';
            return value + element.outerHTML + (element.shadowRoot ? all(element.shadowRoot) : '');
          })
          .join('\n');
      return all(document);
    });
    assert.match(inPage, /whose token you typed/);
    assert.ok(!inPage.includes(TYPED));
    assert.ok(!(await page.evaluate(readBrowserState)).includes(TYPED), 'the browser keeps the token');
    const kept = await filesBelow(vscode.server.profileDirectory);
    assert.ok(kept.some((file) => file.endsWith('.log')));
    for (const file of kept) {
      assert.ok(!(await readFile(file, 'latin1')).includes(TYPED), `${file} has the token`);
    }
  });
});
