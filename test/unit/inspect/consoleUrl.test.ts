import assert from 'node:assert/strict';
import { it } from 'node:test';
import { consolePage } from '../../../src/inspect/consoleUrl.ts';

const account = { accountSid: `AC${'0'.repeat(32)}`, origin: 'https://conversations.twilio.com' };

it('opens the account’s Conversation Orchestrator for what has no page of its own', () => {
  const url = `https://1console.twilio.com/account/${account.accountSid}/us1/conversation-orchestrator/overview`;
  const ref = { kind: 'conversation', accountId: 'a', conversationId: 'conv_conversation_1' } as const;
  assert.deepEqual(consolePage(account, ref), { url, exact: false });
  assert.deepEqual(consolePage(account), { url, exact: false });
});

it('opens a classic conversation on its page, by the frame that the older Console has for it', () => {
  const ref = {
    kind: 'serviceConversation',
    accountId: 'a',
    chatServiceSid: 'IS1',
    conversationSid: 'CH1',
  } as const;
  const { url, exact } = consolePage(account, ref);
  assert.equal(exact, true);
  assert.equal(
    url,
    'https://console.twilio.com/us1/develop/conversations/manage/services?frameUrl=%2Fconsole%2Fconversations%2Fservices%2FIS1%2Fconversations%2FCH1%3Fx-target-region%3Dus1',
  );
  const message = consolePage(account, { ...ref, kind: 'serviceMessage', messageSid: 'IM1' });
  assert.deepEqual(message, { url, exact: false });
  const service = consolePage(account, { kind: 'service', accountId: 'a', chatServiceSid: 'IS1' });
  assert.match(service.url, /services%2FIS1%3Fx-target-region/);
  assert.equal(service.exact, true);
});

for (const [origin, region] of [
  ['https://conversations.dublin.ie1.twilio.com', 'ie1'],
  ['https://conversations.au1.twilio.com', 'au1'],
  ['https://conversations.sydney.us1.twilio.com', 'us1'],
  ['https://conversations.twilio.com', 'us1'],
  ['not an address', 'us1'],
] as const) {
  it(`stays in the account’s region: ${origin}`, () => {
    assert.match(consolePage({ ...account, origin }).url, new RegExp(`/${region}/`));
  });
}

it('lets no id lead elsewhere', () => {
  const { url } = consolePage({ ...account, accountSid: '../../evil?x=1#' });
  assert.equal(
    new URL(url).pathname,
    '/account/..%2F..%2Fevil%3Fx%3D1%23/us1/conversation-orchestrator/overview',
  );
  const frame = consolePage(account, {
    kind: 'serviceConversation',
    accountId: 'a',
    chatServiceSid: 'IS&x=1',
    conversationSid: '../../../billing',
  }).url;
  assert.deepEqual([...new URL(frame).searchParams.keys()], ['frameUrl']);
  assert.doesNotMatch(new URL(frame).searchParams.get('frameUrl') ?? '', /\.\.\//);
});
