/**
 * Reads CSV by RFC 4180, strictly: for tests of what writes it.
 * @throws Error for a quote in an unquoted field, text after a closing quote, or a row of another length than the heading
 */
export function parseCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [];
  let at = 0;
  while (at < text.length) {
    const row: string[] = [];
    for (;;) {
      let field = '';
      if (text[at] === '"') {
        for (at++; ; ) {
          const quote = text.indexOf('"', at);
          if (quote < 0) throw new Error('A quoted field does not end');
          field += text.slice(at, quote);
          at = quote + 1;
          if (text[at] !== '"') break;
          field += '"';
          at++;
        }
      } else {
        const end = text.slice(at).search(/[,\r\n]|$/);
        field = text.slice(at, at + end);
        if (field.includes('"')) throw new Error(`A quote in an unquoted field: ${field}`);
        at += end;
      }
      row.push(field);
      if (text[at] !== ',') break;
      at++;
    }
    if (text.slice(at, at + 2) !== '\r\n') throw new Error(`A row does not end with CR LF, at ${at}`);
    at += 2;
    rows.push(row);
  }
  const [heading = [], ...records] = rows;
  return records.map((row) => {
    if (row.length !== heading.length)
      throw new Error(`${row.length} fields, and ${heading.length} in the heading`);
    return Object.fromEntries(heading.map((name, index) => [name, row[index] ?? '']));
  });
}
