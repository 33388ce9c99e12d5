/** What a conversation can be exported as. */
export type ExportKind = 'json' | 'ndjson' | 'csv' | 'csvForExcel' | 'markdown' | 'html';

/** The endings of their files, without the dot. */
export const ENDINGS: Readonly<Record<ExportKind, string>> = {
  json: 'json',
  ndjson: 'ndjson',
  csv: 'csv',
  csvForExcel: 'csv',
  markdown: 'md',
  html: 'html',
};
