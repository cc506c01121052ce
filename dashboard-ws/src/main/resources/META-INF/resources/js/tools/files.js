// Files of a table: CSV, and XLSX without a library. A text that a spreadsheet would run as a formula stays a text.

const encoder = new TextEncoder();
const DANGEROUS = /^[=+\-@\t\r]/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(1899, 11, 30);

function csvCell(value) {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? String(value) : '';
  }
  const words = value === null || value === undefined ? '' : String(value);
  const safe = DANGEROUS.test(words) ? `'${words}` : words;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A table as CSV (RFC 4180) in UTF-8, with a mark at the beginning by which spreadsheets know it. */
export function csvOf(tables) {
  const lines = tables.flatMap(({ columns, rows }, i) => [...(i > 0 ? [''] : []), columns.map(csvCell).join(','), ...rows.map((row) => row.map(csvCell).join(','))]);
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

const escaped = (words) => words
  .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ')
  .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function columnName(index) {
  let name = '';
  for (let i = index + 1; i > 0; i = Math.floor((i - 1) / 26)) {
    name = String.fromCharCode(65 + ((i - 1) % 26)) + name;
  }
  return name;
}

function xlsxCell(value, row, column, style) {
  const at = `${columnName(column)}${row}`;
  if (value === null || value === undefined || value === '' || (typeof value === 'number' && !Number.isFinite(value))) {
    return '';
  }
  if (typeof value === 'number') {
    return `<c r="${at}"><v>${value}</v></c>`;
  }
  if (DAY.test(value)) {
    return `<c r="${at}" s="2"><v>${(Date.parse(value) - FIRST_DAY) / DAY_MS}</v></c>`;
  }
  return `<c r="${at}" t="inlineStr"${style ? ` s="${style}"` : ''}><is><t xml:space="preserve">${escaped(String(value).slice(0, 32_767))}</t></is></c>`;
}

function sheetOf({ columns, rows }) {
  const widths = columns.map((title, i) => Math.min(60, Math.max(8, ...[title, ...rows.slice(0, 200).map((row) => row[i] ?? '')].map((value) => String(value).length + 2))));
  const line = (cells, number, style) => `<row r="${number}">${cells.map((value, i) => xlsxCell(value, number, i, style)).join('')}</row>`;
  return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    + '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    + `<cols>${widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>`
    + `<sheetData>${line(columns.map((title) => title || ' '), 1, 1)}${rows.map((row, i) => line(row, i + 2)).join('')}</sheetData></worksheet>`;
}

const TABLE_OF_CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let k = 0; k < 8; k++) {
    value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  }
  return value >>> 0;
});

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc = TABLE_OF_CRC[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** A ZIP archive of files that are stored as they are. */
function zip(files) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [name, content] of files) {
    const [nameBytes, bytes] = [encoder.encode(name), encoder.encode(content)];
    const head = new DataView(new ArrayBuffer(26));
    head.setUint16(0, 20, true);
    head.setUint16(2, 0x0800, true);
    head.setUint16(8, 0x21, true); // 1980-01-01: the file says nothing of when it was made
    head.setUint32(10, crc32(bytes), true);
    head.setUint32(14, bytes.length, true);
    head.setUint32(18, bytes.length, true);
    head.setUint16(22, nameBytes.length, true);
    const entry = new DataView(new ArrayBuffer(16));
    entry.setUint32(12, offset, true);
    directory.push([head, nameBytes, entry]);
    parts.push(Uint8Array.of(0x50, 0x4b, 3, 4), new Uint8Array(head.buffer), nameBytes, bytes);
    offset += 30 + nameBytes.length + bytes.length;
  }
  let size = 0;
  for (const [head, nameBytes, entry] of directory) {
    // the same fields, with a version before them and no extra field, comment or attributes after the lengths
    parts.push(Uint8Array.of(0x50, 0x4b, 1, 2, 20, 0), new Uint8Array(head.buffer), new Uint8Array(entry.buffer.slice(2)), nameBytes);
    size += 46 + nameBytes.length;
  }
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, directory.length, true);
  end.setUint16(10, directory.length, true);
  end.setUint32(12, size, true);
  end.setUint32(16, offset, true);
  parts.push(new Uint8Array(end.buffer));
  return parts;
}

/** Tables as a workbook, each on a sheet: the head stays in sight, numbers are numbers, days are days. */
export function xlsxOf(tables, title) {
  const named = tables.map((table, i) => [`${(title.replaceAll(/[\\/*?:[\]]/g, ' ').slice(0, 26).trim() || 'Figures')}${i > 0 ? ` ${i + 1}` : ''}`, table]);
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  return zip([
    ['[Content_Types].xml', `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${kind}.styles+xml"/>${named.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${kind}.worksheet+xml"/>`).join('')}</Types>`],
    ['_rels/.rels', `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ['xl/workbook.xml', `${head}<workbook xmlns="${main}" xmlns:r="${relation}"><sheets>${named.map(([name], i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="s${i + 1}"/>`).join('')}</sheets></workbook>`],
    ['xl/_rels/workbook.xml.rels', `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${named.map((_, i) => `<Relationship Id="s${i + 1}" Type="${relation}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}<Relationship Id="styles" Type="${relation}/styles" Target="styles.xml"/></Relationships>`],
    ['xl/styles.xml', `${head}<styleSheet xmlns="${main}"><fonts count="2"><font/><font><b/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`],
    ...named.map(([, table], i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetOf(table)]),
  ]);
}
