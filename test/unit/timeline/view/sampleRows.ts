import type { Row } from '../../../../src/timeline/protocol/rows.ts';
import { RowWindow } from '../../../../src/timeline/view/rowWindow.ts';

/** A communication of which only the key matters. */
export function communication(key: string): Row {
  const party = { name: 'Maya', address: '+1', channel: 'SMS', type: 'CUSTOMER' };
  return {
    kind: 'communication',
    key,
    at: '2026-03-09T13:02:11Z',
    author: party,
    recipients: [],
    channel: 'SMS',
    contentType: 'TEXT',
    text: key,
    textLength: key.length,
    side: 'customer',
    startsTurn: true,
  };
}

/** Communications `c<from>`, `c<from + 1>` and so on. */
export function communications(from: number, count: number): Row[] {
  return Array.from({ length: count }, (_, offset) => communication(`c${from + offset}`));
}

/** A line between two days. */
export function day(name: string): Row {
  return { kind: 'day', key: `day:${name}`, day: name };
}

/** A window in which every row has arrived. */
export function windowOf(...rows: Row[]): RowWindow {
  const window = new RowWindow(1, rows.length);
  window.accept(0, rows);
  return window;
}
