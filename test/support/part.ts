import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from './paths.ts';

/** How many tests passed and failed. */
export interface Counts {
  passed: number;
  failed: number;
}

/** A section of the test run: counts its tests one by one and prints those that fail. */
export class Part {
  readonly counts: Counts = { passed: 0, failed: 0 };
  readonly #start = performance.now();
  readonly #title: string;
  #skipped = 0;
  readonly #again = new Set<string>();

  constructor(title: string) {
    this.#title = title;
    console.log(`\n── ${title}`);
  }

  pass(): void {
    this.counts.passed += 1;
  }

  skip(): void {
    this.#skipped += 1;
  }

  /**
   * @param name where the failure is, such as the suites and the test
   * @param detail what is wrong: a stack or a program's output
   */
  fail(name: string, detail: string): void {
    this.counts.failed += 1;
    this.#print(`  ✖ ${name}`, detail);
  }

  /** Tells of a failure that is not counted: its file is run again. */
  failOnce(name: string, detail: string): void {
    this.#again.add(name);
    this.#print(`  ↻ ${name}`, detail);
  }

  #print(headline: string, detail: string): void {
    console.log(headline);
    const text = stripVTControlCharacters(detail)
      .replaceAll(`file://${root}${path.sep}`, '')
      .replaceAll(`${root}${path.sep}`, '');
    for (const line of text.trimEnd().split('\n')) console.log(`      ${line}`);
  }

  /** Prints how the part went. A part without a single test has failed: something did not find its tests. */
  end(): Counts {
    const { counts } = this;
    if (counts.passed + counts.failed + this.#skipped === 0) this.fail(this.#title, 'no test was found');
    const seconds = ((performance.now() - this.#start) / 1000).toFixed(1);
    const skipped = this.#skipped === 0 ? '' : `, ${this.#skipped} skipped`;
    console.log(
      `  ${counts.failed === 0 ? '✔' : '✖'} ${counts.passed} ok, ${counts.failed} not ok${skipped} (${seconds} s)`,
    );
    if (this.#again.size > 0) console.log(`  ↻ ${this.#again.size} failed at first, and was run again`);
    return counts;
  }
}

/** Runs a part; whatever it throws counts as one failure. */
export async function runPart(title: string, body: (part: Part) => Promise<void>): Promise<Counts> {
  const part = new Part(title);
  try {
    await body(part);
  } catch (error) {
    part.fail(title, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  return part.end();
}
