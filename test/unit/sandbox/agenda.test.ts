import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Agenda } from '../../../src/sandbox/server/store/agenda.ts';

describe('the agenda', () => {
  it('runs what is due in the order of time, whatever the order of setting', () => {
    const agenda = new Agenda();
    const ran: number[] = [];
    for (const at of [50, 10, 40, 20, 30, 10]) agenda.set(at, () => ran.push(at));
    agenda.runUntil(100);
    assert.deepEqual(ran, [10, 10, 20, 30, 40, 50]);
  });

  it('runs what was set first first, of the same moment', () => {
    const agenda = new Agenda();
    const ran: string[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) agenda.set(5, () => ran.push(name));
    agenda.set(4, () => ran.push('before'));
    agenda.runUntil(5);
    assert.equal(ran.join(' '), 'before a b c d e f g');
  });

  it('runs what is due exactly now, and leaves what is not', () => {
    const agenda = new Agenda();
    const ran: number[] = [];
    for (const at of [9, 10, 11]) agenda.set(at, () => ran.push(at));
    agenda.runUntil(10);
    assert.deepEqual(ran, [9, 10]);
    assert.equal(agenda.next, 11);
    agenda.runUntil(10);
    assert.deepEqual(ran, [9, 10]);
    agenda.runUntil(11);
    assert.deepEqual(ran, [9, 10, 11]);
    assert.equal(agenda.next, undefined);
  });

  it('tells each the moment that was set, however late it is', () => {
    const agenda = new Agenda();
    const told: number[] = [];
    agenda.set(3, (at) => told.push(at));
    agenda.set(7, (at) => told.push(at));
    agenda.runUntil(1_000_000);
    assert.deepEqual(told, [3, 7]);
  });

  it('runs what comes to be due by what it runs, in its place', () => {
    const agenda = new Agenda();
    const ran: string[] = [];
    agenda.set(10, (at) => {
      ran.push('first');
      agenda.set(at + 5, () => ran.push('between'));
      agenda.set(at, () => ran.push('at once'));
      agenda.set(at + 100, () => ran.push('later'));
    });
    agenda.set(20, () => ran.push('last'));
    agenda.runUntil(20);
    assert.deepEqual(ran, ['first', 'at once', 'between', 'last']);
    assert.equal(agenda.next, 110);
  });

  it('has nothing left when it was cleared, in the middle of a run too', () => {
    const agenda = new Agenda();
    const ran: string[] = [];
    agenda.set(1, () => {
      ran.push('one');
      agenda.clear();
      agenda.set(3, () => ran.push('new'));
    });
    agenda.set(2, () => ran.push('two'));
    agenda.runUntil(5);
    assert.deepEqual(ran, ['one', 'new']);
    assert.equal(agenda.next, undefined);
  });

  /** Something that happens, and what it has happen later: after so many milliseconds each. */
  interface Happening {
    at: number;
    next: Happening[];
  }
  const happening = fc.letrec<{ node: Happening }>((tie) => ({
    node: fc.record({
      at: fc.nat(40),
      next: fc.oneof({ maxDepth: 3 }, fc.constant<Happening[]>([]), fc.array(tie('node'), { maxLength: 3 })),
    }),
  })).node;

  /** Sets them all, and runs up to each of the stops. @returns what ran, and when */
  function play(happenings: readonly Happening[], stops: readonly number[]): string[] {
    const agenda = new Agenda();
    const ran: string[] = [];
    const set = ({ at, next }: Happening, from: number, name: string) =>
      agenda.set(from + at, (moment) => {
        ran.push(`${name}@${moment}`);
        for (const [index, each] of next.entries()) set(each, moment, `${name}.${index}`);
      });
    for (const [index, each] of happenings.entries()) set(each, 0, String(index));
    for (const stop of stops) agenda.runUntil(stop);
    return ran;
  }

  it('gives in one jump what waiting gives, whatever the steps', () => {
    fc.assert(
      fc.property(
        fc.array(happening, { maxLength: 12 }),
        fc.array(fc.nat(200), { maxLength: 12 }),
        (happenings, stops) => {
          const steps = [...stops.toSorted((one, other) => one - other), 200];
          const jumped = play(happenings, [200]);
          assert.deepEqual(play(happenings, steps), jumped);
          const moments = jumped.map((entry) => Number(entry.split('@')[1]));
          assert.deepEqual(
            moments,
            moments.toSorted((one, other) => one - other),
          );
          const count = (list: readonly Happening[], from: number): number =>
            list.reduce((sum, { at, next }) => sum + (from + at > 200 ? 0 : 1 + count(next, from + at)), 0);
          assert.equal(jumped.length, count(happenings, 0));
        },
      ),
    );
  });

  it('keeps the order of setting among equals, however many there are', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5), { maxLength: 200 }), (moments) => {
        const agenda = new Agenda();
        const ran: [at: number, index: number][] = [];
        for (const [index, at] of moments.entries()) agenda.set(at, () => ran.push([at, index]));
        agenda.runUntil(5);
        const expected = moments.map((at, index): [number, number] => [at, index]);
        assert.deepEqual(
          ran,
          expected.toSorted(([one], [other]) => one - other),
        );
      }),
    );
  });
});
