import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { errorMeaning } from '../../../src/platform/errorCodes.ts';

const l10n = { t: String } as unknown as Parameters<typeof errorMeaning>[1];

describe('what error codes mean', () => {
  it('says what happened, why it mostly does, and where Twilio says more', () => {
    const meaning = errorMeaning(20003, l10n);
    assert.equal(meaning?.title, 'Authentication failed');
    assert.equal(meaning.url, 'https://www.twilio.com/docs/api/errors/20003');
    assert.ok(meaning.causes.some((cause) => /another region/.test(cause)));
  });

  it('says nothing of what it does not know, be it a status or another number', () => {
    for (const code of [400, 404, 0, -1, 20002, Number.NaN])
      assert.equal(errorMeaning(code, l10n), undefined);
    assert.ok(errorMeaning(50416, l10n));
  });
});
