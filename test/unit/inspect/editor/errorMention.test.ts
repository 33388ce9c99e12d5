import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { errorMentionAt } from '../../../../src/inspect/editor/errorMention.ts';

describe('an error code in a line', () => {
  const found = (line: string, number: string) => errorMentionAt(line, line.indexOf(number) + 2);

  const spoken: readonly [string, string][] = [
    ['{"code": 20404, "message": "not found"}', '20404'],
    ['"code":20003', '20003'],
    ['Error 30007: filtered', '30007'],
    ['error code: 63016', '63016'],
    ['if (error.code === 50416) return;', '50416'],
    ['ErrorCode=30003&SmsSid=', '30003'],
    ['message.errorCode == 21610', '21610'],
    ['ERROR_CODE = 11200', '11200'],
    ['case 20429: // error of the API', '20429'],
    ['const CODES = [20003, 20404]; // errors', '20404'],
    ['[530003] profile lookup failed, code', '530003'],
    ['RestException: [HTTP 400] code 21211 Invalid', '21211'],
    ['twilio api error (20001)', '20001'],
  ];
  for (const [line, number] of spoken) {
    it(`is one in ${line}`, () => {
      const start = line.indexOf(number);
      assert.deepEqual(found(line, number), {
        code: Number(number),
        start,
        end: start + number.length,
        by: 'word',
      });
    });
  }

  it('is one in an address of Twilio’s, whatever the line says', () => {
    for (const address of [
      'https://www.twilio.com/docs/errors/20404',
      'https://www.twilio.com/docs/api/errors/20404',
      'see twilio.com/errors/20404.',
    ])
      assert.equal(found(address, '20404')?.by, 'address', address);
    assert.equal(found('https://www.twilio.com/docs/errors/400', '400')?.code, 400);
  });

  const silent: readonly [string, string][] = [
    ['const port = 20404;', '20404'],
    ['zip code: 20001 Washington', '20001'],
    ['"postalCode": "20001"', '20001'],
    ['process exit code 30007', '30007'],
    ['encode(20404)', '20404'],
    ['barcode 20404', '20404'],
    ['terrors 20404', '20404'],
    ['error after 20404.5 ms', '20404'],
    ['error: 1,20404', '20404'],
    ['error at +20404', '20404'],
    ['error in v1.20404', '20404'],
    ['error 204041234', '20404'],
    ['error abc20404', '20404'],
    [`error ${' '.repeat(200)} 20404`, '20404'],
  ];
  for (const [line, number] of silent) {
    it(`is none in ${line.replaceAll(/ {3,}/g, ' … ')}`, () => {
      assert.equal(found(line, number), undefined);
    });
  }

  it('is only where the pointer is', () => {
    const line = 'error 20404 and 20003';
    assert.equal(errorMentionAt(line, 0), undefined);
    assert.equal(errorMentionAt(line, 13), undefined);
    assert.equal(errorMentionAt(line, 18)?.code, 20003);
  });

  it('is found at the end of a line of ten megabytes as well', () => {
    const line = `${'error 1 '.repeat(1_300_000)}error 20404`;
    assert.equal(errorMentionAt(line, line.length - 1)?.code, 20404);
  });
});
