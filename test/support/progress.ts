import process from 'node:process';

const SPOKEN_EVERY_MS = 10_000;

/**
 * Shows that a long step is under way: on a terminal one line that counts the seconds, elsewhere a line at the
 * start, one every ten seconds, and one at the end.
 *
 * @param step what happens, such as `Downloading VS Code 1.139.1`
 * @param work the step itself
 * @param detail asked once a second for something to add, such as the megabytes so far
 * @returns what `work` returns
 */
export async function withProgress<T>(
  step: string,
  work: () => Promise<T>,
  detail: () => Promise<string> = async () => '',
): Promise<T> {
  const { isTTY } = process.stderr;
  const start = performance.now();
  let lastSpoken = start;
  const line = (suffix: string): string =>
    [`${step}…`, `${((performance.now() - start) / 1000).toFixed(0)} s`, suffix].filter(Boolean).join('  ');
  const redraw = (text: string): boolean => process.stderr.write(`\r\u001b[2K  ${text}`);

  if (isTTY) redraw(`${step}…`);
  else process.stderr.write(`  ${step}…\n`);
  const timer = setInterval(async () => {
    const text = line(await detail());
    if (isTTY) redraw(text);
    else if (performance.now() - lastSpoken > SPOKEN_EVERY_MS) {
      lastSpoken = performance.now();
      process.stderr.write(`  ${text}\n`);
    }
  }, 1000);
  try {
    const result = await work();
    clearInterval(timer);
    const done = `${step}: ${((performance.now() - start) / 1000).toFixed(1)} s`;
    if (isTTY) redraw(`${done}\n`);
    else process.stderr.write(`  ${done}\n`);
    return result;
  } catch (error) {
    clearInterval(timer);
    if (isTTY) process.stderr.write('\n');
    throw error;
  }
}
