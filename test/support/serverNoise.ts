/**
 * What VS Code's server prints because it was installed without its native modules (logging to a file, a watchdog,
 * a database for the agent host): harmless here, and alarming to read.
 */
const HARMLESS =
  /Could not locate the bindings file|Cannot find module.*(spdlog|watchdog|sqlite3|kerberos|\.node)|spdlog|native-watchdog|sqlite3|^ → |^\s+at |^\s*code: '(ERR_DLOPEN_FAILED|MODULE_NOT_FOUND)'|^\s*tries: \[|^\s*\],?$|^\s*\}$|\[File Watcher|punycode|--trace-deprecation/;

/** Whether a line of the server's output is worth a person's time. */
export function isWorthReading(line: string): boolean {
  return line.trim() !== '' && !HARMLESS.test(line);
}
