import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { SecretMemory } from '../../../../src/inspect/editor/secretMemory.ts';
import {
  CONTEXT_LINES,
  findSecrets,
  IGNORE_MARK,
  type Lines,
} from '../../../../src/inspect/editor/secretScan.ts';

const TOKEN = ['9f3b6e1c', 'd07a4285', 'e6b1f93c', '58d20a7e'].join('');

/** Lines that mean something to one another. */
const WRITTEN = [
  '',
  'x',
  '// Twilio',
  `const authToken = '${TOKEN}';`,
  'twilio(',
  '  accountSid,',
  `  '${TOKEN}',`,
  ');',
  `// ${IGNORE_MARK}`,
  `TWILIO_AUTH_TOKEN=${TOKEN}`,
];

function linesOf(lines: readonly string[], read: (line: number) => void = () => {}): Lines {
  return {
    count: lines.length,
    at: (line) => {
      read(line);
      return lines[line] ?? '';
    },
  };
}

describe('what is known of a document’s secrets', () => {
  const some = fc.array(fc.constantFrom(...WRITTEN), { maxLength: 12 });

  it('is after any changes what looking at all of it finds', () => {
    const change = fc.record({ at: fc.nat(), replaced: fc.nat({ max: 6 }), text: some, look: fc.boolean() });
    fc.assert(
      fc.property(some, fc.array(change, { maxLength: 8 }), (begin, changes) => {
        const lines = begin.length > 0 ? [...begin] : [''];
        const memory = new SecretMemory();
        memory.look(linesOf(lines));
        for (const { at, replaced, text, look } of changes) {
          const first = at % lines.length;
          const last = Math.min(lines.length - 1, first + replaced);
          const next = text.length > 0 ? text : [''];
          lines.splice(first, last - first + 1, ...next);
          memory.change({ first, last, lineEnds: next.length - 1 });
          // Several changes may come before the next look.
          if (look) assert.deepEqual(memory.look(linesOf(lines)), findSecrets(linesOf(lines)));
        }
        assert.deepEqual(memory.look(linesOf(lines)), findSecrets(linesOf(lines)));
      }),
      { numRuns: 400 },
    );
  });

  it('is not looked for again in the lines that a change does not matter to', () => {
    const lines = Array.from({ length: 5_000 }, () => `TWILIO_AUTH_TOKEN=${TOKEN}`);
    const memory = new SecretMemory();
    memory.look(linesOf(lines));
    memory.change({ first: 2_500, last: 2_500, lineEnds: 0 });
    const read = new Set<number>();
    assert.equal(memory.look(linesOf(lines, (line) => read.add(line))).length, 5_000);
    assert.ok(Math.min(...read) >= 2_500 - 2 * CONTEXT_LINES, `${Math.min(...read)}`);
    assert.ok(Math.max(...read) <= 2_500 + 2 * CONTEXT_LINES, `${Math.max(...read)}`);
    read.clear();
    memory.look(linesOf(lines, (line) => read.add(line)));
    assert.equal(read.size, 0);
  });
});
