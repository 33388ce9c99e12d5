import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { durationWords, exactDuration, offsetWords } from '../../../../src/timeline/view/durations.ts';

describe('lengths of time', () => {
  it('are told as coarsely as they matter between people', () => {
    const said: [number, string][] = [
      [0, '0 s'],
      [370, '370 ms'],
      [45_000, '45 s'],
      [59_700, '1 min'],
      [90_000, '2 min'],
      [11_520_000, '3 h 12 min'],
      [3_600_000, '1 h'],
      [86_400_000 - 1, '1 day'],
      [86_400_000 + 4 * 3_600_000, '1 day 4 h'],
      [30 * 86_400_000, '30 days'],
    ];
    for (const [ms, words] of said) assert.equal(durationWords(ms), words);
  });

  it('are told exactly where they were measured', () => {
    const said: [number, string][] = [
      [0, '0 s'],
      [120, '120 ms'],
      [1_400, '1.4 s'],
      [45_000, '45 s'],
      [59_999, '1 min'],
      [536_000, '8 min 56 s'],
      [192 * 60_000, '3 h 12 min'],
      [3_600_000, '1 h'],
      [86_400_000 * 3 + 7_200_000, '3 days 2 h'],
      [-2_000, '\u22122 s'],
    ];
    for (const [ms, words] of said) assert.equal(exactDuration(ms), words);
  });

  it('are told to the tenth within a recording', () => {
    assert.deepEqual([0, 7_449, 65_050].map(offsetWords), ['0:00.0', '0:07.4', '1:05.1']);
  });
});
