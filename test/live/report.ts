import { type Probe, withoutIds } from './probe.ts';
import { type Check, READ_CHECKS } from './readChecks.ts';
import { WriteChecks } from './writeChecks.ts';

/** What was found out, of one side. */
export type Findings = Map<string, string>;

async function answerAll(probe: Probe, checks: readonly Check[], findings: Findings): Promise<void> {
  for (const { question, ask } of checks) {
    // One after the other: a live account has its limits.
    findings.set(
      question,
      await ask(probe).catch((error: Error) => `not known: ${withoutIds(error.message)}`),
    );
  }
}

/** Asks everything. With `write` it makes a conversation, writes into it, and closes it whatever happens. */
export async function findOut(probe: Probe, write: boolean): Promise<Findings> {
  const findings: Findings = new Map();
  await answerAll(probe, READ_CHECKS, findings);
  if (!write) return findings;
  let writes: WriteChecks;
  try {
    writes = await WriteChecks.begin(probe);
  } catch (error) {
    findings.set('Making a conversation', `not known: ${withoutIds((error as Error).message)}`);
    return findings;
  }
  try {
    await answerAll(probe, writes.checks, findings);
  } finally {
    await writes.end();
  }
  return findings;
}

/** The findings side by side, as Markdown. */
export function report(account: Findings, sandbox: Findings): string {
  const lines = [...account].map(([question, found]) => {
    const ours = sandbox.get(question) ?? 'not asked';
    const verdict = found.startsWith('not known') ? '?' : found === ours ? 'same' : 'DIFFERS';
    return [
      `${verdict.padEnd(8)}${question}`,
      `        account: ${found}`,
      ...(verdict === 'same' ? [] : [`        sandbox: ${ours}`]),
    ].join('\n');
  });
  const differing = lines.filter((line) => line.startsWith('DIFFERS')).length;
  const unknown = lines.filter((line) => line.startsWith('?')).length;
  return [
    ...lines,
    '',
    `${lines.length} questions: ${lines.length - differing - unknown} as in the sandbox, ${differing} otherwise, ${unknown} not known`,
  ].join('\n');
}
