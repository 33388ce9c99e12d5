import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Resident memory of the extension host that was started last, in MB; only Linux tells. */
export function hostMemory(): number | string {
  try {
    const pids = execFileSync('pgrep', ['-f', 'type=extensionHost'], { encoding: 'utf8' }).trim().split('\n');
    const status = readFileSync(`/proc/${pids.at(-1)}/status`, 'utf8');
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
  } catch {
    return '–';
  }
}
