import assert from 'node:assert/strict';
import { it } from 'node:test';
import { twilioOrigin } from '../../../src/api/endpoint.ts';

it('builds the host from edge and region as the official SDK does', () => {
  assert.equal(twilioOrigin({}), 'https://conversations.twilio.com');
  assert.equal(twilioOrigin({ region: 'ie1' }), 'https://conversations.ie1.twilio.com');
  assert.equal(twilioOrigin({ edge: 'sydney' }), 'https://conversations.sydney.us1.twilio.com');
  assert.equal(
    twilioOrigin({ edge: 'dublin', region: 'ie1' }),
    'https://conversations.dublin.ie1.twilio.com',
  );
});

it('refuses a region or edge that would change the host', () => {
  for (const name of ['evil.com/', 'a.b', 'x@y', '', 'IE1', '-a', 'a-']) {
    assert.throws(() => twilioOrigin({ region: name }), RangeError, name);
    assert.throws(() => twilioOrigin({ edge: name }), RangeError, name);
  }
});
