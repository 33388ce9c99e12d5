import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Frame } from 'playwright-core';

/** What of a violation tells a person where it is. */
interface Violation {
  id: string;
  help: string;
  nodes: { target: unknown; html: string; failureSummary?: string }[];
}

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Has axe-core look at a webview as it is now, and fails with what it found.
 * @param what named in the failure
 */
export async function assertAccessible(frame: Frame, what: string): Promise<void> {
  // Evaluated by the driver: the page's own content security policy stays as strict as it is.
  await frame.evaluate(await source);
  const violations = await frame.evaluate(async (): Promise<Violation[]> => {
    const { axe } = globalThis as unknown as {
      axe: { run(context: unknown, options: unknown): Promise<{ violations: Violation[] }> };
    };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const found = await axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
    return found.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(({ target, html, failureSummary }) => ({
        target,
        html: html.slice(0, 200),
        ...(failureSummary === undefined ? {} : { failureSummary }),
      })),
    }));
  });
  const words = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes
        .slice(0, 4)
        .map(({ target, html, failureSummary }) => `  ${JSON.stringify(target)} ${html}\n  ${failureSummary}`)
        .join('\n')}`,
  );
  assert.deepEqual(words, [], `axe-core finds fault with ${what}:\n${words.join('\n')}`);
}
