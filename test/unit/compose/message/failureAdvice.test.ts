import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { failureAdvice } from '../../../../src/compose/message/failureAdvice.ts';
import { l10n } from '../../l10n.ts';

describe('What to do about a message that was not sent', () => {
  const reasons: [reason: string, advice: RegExp][] = [
    // The OpenAPI document's own example.
    [
      "Permission to send an SMS has not been enabled for the region indicated by the 'To' number",
      /Geo permissions/,
    ],
    ['+15005550001 is not a valid phone number', /Check the address/],
    ['The message From/To pair violates a blacklist rule.', /opt in/],
    ['Attempt to send to unsubscribed recipient', /opt in/],
    ['Failed to send freeform message because you are outside the allowed window', /content template/],
    ['Twilio could not find a Channel with the specified From', /sender/],
    ['Something else', /sender, recipients and content/],
    ['', /sender, recipients and content/],
  ];
  for (const [reason, advice] of reasons)
    it(`is said for “${reason}”`, () => assert.match(failureAdvice(reason, l10n), advice));
});
