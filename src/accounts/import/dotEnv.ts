import { parseEnv } from 'node:util';
import type { Candidate, L10n } from './candidate.ts';
import { candidatesFromVariables } from './environment.ts';
import { type FileText, fileProblem } from './smallFile.ts';

/**
 * The account that a `.env` file describes.
 * @param origin the file, in words
 * @returns one, or none when it describes no account or does not exist
 */
export function candidatesFromDotEnv(file: FileText, origin: string, l10n: L10n): Candidate[] {
  const problem = fileProblem(file, l10n);
  if (problem) return [{ source: 'file', origins: [origin], name: origin, active: false, problem }];
  if (file.kind !== 'text') return [];
  return candidatesFromVariables(parseEnv(file.text), { source: 'file', origin }, l10n);
}
