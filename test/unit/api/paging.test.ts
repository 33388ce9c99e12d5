import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tokenPaging, urlPaging } from '../../../src/api/paging.ts';

describe('the pages of classic lists', () => {
  const origin = 'https://conversations.dublin.ie1.twilio.com';
  const path = '/v1/Services/IS1/Conversations/CH1/Messages';
  const paging = urlPaging(origin);
  const next = (url: unknown) => paging.neighbours({ next_page_url: url }, path).nextToken;

  it('begin with the list’s own parameters', () => {
    const address = paging.address(path, new URLSearchParams({ Order: 'desc' }), { pageSize: 7 });
    assert.equal(address.path, path);
    assert.equal(`${address.query}`, 'Order=desc&PageSize=7');
  });

  it('go on where the answer says, on our own origin', () => {
    assert.equal(
      next(`${origin}${path}?PageSize=7&Page=1&PageToken=PT%3D`),
      `${path}?PageSize=7&Page=1&PageToken=PT%3D`,
    );
    // A list that was asked for by a unique name may go on by SID.
    const renamed = '/v1/Services/IS1/Conversations/CH2/Messages?Page=1';
    assert.equal(next(`${origin}${renamed}`), renamed);
    assert.equal(next(`${path}?Page=1`), `${path}?Page=1`);
  });

  it('end where there is no next one', () => {
    for (const none of [null, undefined, '', 7]) assert.equal(next(none), undefined);
  });

  it('take from another host no more than where this very list goes on', () => {
    for (const host of [
      'https://evil.example',
      'http://conversations.dublin.ie1.twilio.com',
      'https://conversations.dublin.ie1.twilio.com.evil.example',
      'https://conversations.dublin.ie1.twilio.com@evil.example',
      'https://conversations.dublin.ie1.twilio.com:8443',
      '//evil.example',
    ]) {
      assert.equal(next(`${host}${path}?Page=1`), `${path}?Page=1`, host);
      assert.throws(() => next(`${host}/v1/Services?Page=1`), RangeError, host);
    }
    for (const odd of ['javascript:alert(1)', 'data:,x', 'https://', 'http://[']) {
      assert.throws(() => next(odd), RangeError, odd);
    }
  });

  it('can be continued by a token, under the same rule', () => {
    const address = paging.address(path, new URLSearchParams({ Order: 'desc' }), {
      pageSize: 7,
      pageToken: `${path}?PageSize=7&Page=1&PageToken=PT%3D`,
    });
    assert.equal(`${address.path}?${address.query}`, `${path}?PageSize=7&Page=1&PageToken=PT%3D`);
    const renamed = '/v1/Services/IS1/Conversations/CH2/Messages';
    assert.equal(
      paging.address(path, new URLSearchParams(), { pageToken: `${renamed}?Page=1` }).path,
      renamed,
    );
    assert.throws(
      () => paging.address(path, new URLSearchParams(), { pageToken: 'https://evil.example/v1/Services' }),
      RangeError,
    );
  });
});

describe('the pages of v2 lists', () => {
  it('repeat the filters with each token', () => {
    const filters = new URLSearchParams([
      ['status', 'ACTIVE'],
      ['status', 'CLOSED'],
    ]);
    const { query } = tokenPaging.address('/v2/Conversations', filters, { pageSize: 2, pageToken: 'a=b' });
    assert.equal(`${query}`, 'status=ACTIVE&status=CLOSED&pageSize=2&pageToken=a%3Db');
    assert.equal(`${filters}`, 'status=ACTIVE&status=CLOSED');
  });

  it('end where there is no token', () => {
    for (const nextToken of [null, undefined, '', 7]) {
      assert.deepEqual(tokenPaging.neighbours({ nextToken, previousToken: 'p' }, '/x'), {
        previousToken: 'p',
      });
    }
  });
});
