import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Flight } from '../../../../src/timeline/view/flight.ts';

describe('flying over the rows', () => {
  const scrolled = (...places: [top: number, at: number][]) => {
    const flight = new Flight();
    for (const [top, at] of places) flight.scrolled(top, 600, at);
    return flight;
  };

  it('is to go further than what is seen, again and again', () => {
    assert.equal(scrolled([0, 0], [1500, 16], [3000, 33]).flying, true);
    assert.equal(scrolled([9000, 0], [7500, 16], [6000, 33]).flying, true);
    assert.equal(scrolled([0, 0], [1500, 16]).flying, false);
    assert.equal(scrolled([0, 0], [300, 16], [600, 33], [900, 50]).flying, false);
  });

  it('ends with one slow step, and is not made of leaps with pauses between them', () => {
    assert.equal(scrolled([0, 0], [1500, 16], [3000, 33], [3060, 50]).flying, false);
    assert.equal(scrolled([0, 0], [1500, 500], [3000, 1000], [4500, 1500]).flying, false);
  });

  it('tells which way it goes', () => {
    assert.equal(scrolled([0, 0]).direction, 0);
    assert.equal(scrolled([0, 0], [60, 16]).direction, 1);
    assert.equal(scrolled([600, 0], [540, 16]).direction, -1);
  });

  it('comes to rest', () => {
    const flight = scrolled([0, 0], [1500, 16], [3000, 33]);
    assert.equal(flight.rest(), true);
    assert.deepEqual([flight.flying, flight.direction, flight.rest()], [false, 0, false]);
  });
});
