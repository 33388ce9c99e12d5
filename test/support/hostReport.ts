/**
 * What the suite inside the extension host tells the runner outside, one JSON value a line, in the file that
 * HOST_TEST_REPORT names. A file outlives the crash of the process that wrote it.
 */
export type HostReportLine =
  | { event: 'started'; test: string }
  | { event: 'passed'; test: string }
  | { event: 'skipped'; test: string }
  | { event: 'failed'; test: string; error: string }
  | { event: 'finished' };

/** Environment variables that the suite reads. */
export const HOST_TEST_REPORT = 'HOST_TEST_REPORT';
export const HOST_TEST_FILTER = 'HOST_TEST_FILTER';
