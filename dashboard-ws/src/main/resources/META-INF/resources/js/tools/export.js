// A panel as a file: a picture of what is drawn, or its figures.

import { libraryOf } from '../plotly.js';
import { fetchAsUser } from '../session.js';
import { palette } from '../theme.js';
import { csvOf, xlsxOf } from './files.js';
import { plotsOf, tablesOf, titleOfPanel } from './figures.js';

const PATIENCE_MS = 120_000;
const SCALE = 2;
const ROW = 22;
const MOST_ROWS = 60;
const CSV = 'text/csv;charset=utf-8';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Answers that are not a table. */
const NO_TABLE = /^\/api\/v1\/(kpis|carts\/summary|behaviour\/(distributions|correlations)|loyalty\/effect|referrals\/customers|journeys|satisfaction\/retention)(\?|$)/;

const nameOf = (section, ending) => `${titleOfPanel(section).toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '') || 'panel'}.${ending}`;

/** Hands a file to whoever looks at the page. */
export function save(parts, type, name) {
  const address = URL.createObjectURL(new Blob([].concat(parts), { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Plotly's picture of a chart, on the page's ground instead of none. */
async function pictureOf(plot, format) {
  const { width, height } = plot.getBoundingClientRect();
  const layout = { ...plot.layout, paper_bgcolor: palette().surface, autosize: false, width, height };
  const figure = plot.data.some((trace) => trace.type === 'scatter3d') ? plot : { data: plot.data, layout };
  const address = await libraryOf(plot).toImage(figure, { format, width, height, scale: format === 'png' ? SCALE : 1 });
  return address.slice(address.indexOf(',') + 1);
}

const escaped = (words) => String(words ?? '').replaceAll(/[\u0000-\u001f]/g, ' ').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A picture of a table, for panels without a chart. */
function tablePicture(section) {
  const colors = palette();
  const title = titleOfPanel(section);
  const [{ columns, rows }] = tablesOf(section);
  const shown = rows.slice(0, MOST_ROWS);
  const widths = columns.map((name, i) => Math.min(340, 18 + 7 * Math.max(String(name).length, ...shown.map((row) => String(row[i] ?? '').length))));
  const width = Math.max(360, 32 + widths.reduce((sum, each) => sum + each, 0));
  const height = 64 + ROW * (shown.length + 1);
  const clip = (value, i) => {
    const words = String(value ?? '');
    const most = Math.floor((widths[i] - 12) / 7);
    return words.length > most ? `${words.slice(0, most - 1)}…` : words;
  };
  const line = (cells, y, style) => cells.map((value, i) =>
    `<text x="${16 + widths.slice(0, i).reduce((sum, each) => sum + each, 0)}" y="${y}" ${style}>${escaped(clip(value, i))}</text>`).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">`
    + `<rect width="100%" height="100%" fill="${colors.surface}"/><text x="16" y="26" fill="${colors.text}" font-size="15" font-weight="600">${escaped(title)}</text>`
    + line(columns, 52, `fill="${colors.muted}"`)
    + shown.map((row, i) => line(row, 52 + ROW * (i + 1), `fill="${colors.text}"`)).join('')
    + '</svg>';
  return { svg, width, height };
}

async function toPng({ svg, width, height }) {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width * SCALE;
    canvas.height = height * SCALE;
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => { canvas.toBlob(resolve, 'image/png'); });
  } finally {
    URL.revokeObjectURL(address);
  }
}

async function asPng(section) {
  const plots = plotsOf(section);
  if (plots.length === 0) {
    save(await toPng(tablePicture(section)), 'image/png', nameOf(section, 'png'));
    return;
  }
  for (const [i, plot] of plots.entries()) {
    const bytes = Uint8Array.from(atob(await pictureOf(plot, 'png')), (char) => char.charCodeAt(0));
    save(bytes, 'image/png', nameOf(section, i > 0 ? `${i + 1}.png` : 'png'));
  }
}

async function asSvg(section) {
  const plots = plotsOf(section);
  const pictures = plots.length === 0 ? [tablePicture(section).svg] : await Promise.all(plots.map(async (plot) => decodeURIComponent(await pictureOf(plot, 'svg'))));
  pictures.forEach((svg, i) => save(svg, 'image/svg+xml', nameOf(section, i > 0 ? `${i + 1}.svg` : 'svg')));
}

/** The whole table of the question behind a panel, from the service; null when there is none, and the figures that are shown have to do. */
async function fromService(paths, format, type) {
  if (paths?.length !== 1 || NO_TABLE.test(paths[0])) {
    return null;
  }
  const [address, query = ''] = paths[0].split('?');
  const params = new URLSearchParams(query);
  ['limit', 'cursor'].forEach((name) => params.delete(name));
  params.set('format', format);
  const response = await fetchAsUser(`${address}?${params}`, { signal: AbortSignal.timeout(PATIENCE_MS) });
  return response.ok && (response.headers.get('Content-Type') ?? '').startsWith(type) ? response.blob() : null;
}

async function asCsv(section, paths) {
  save(await fromService(paths, 'csv', 'text/csv') ?? csvOf(tablesOf(section)), CSV, nameOf(section, 'csv'));
}

async function asXlsx(section) {
  save(xlsxOf(tablesOf(section), titleOfPanel(section)), XLSX, nameOf(section, 'xlsx'));
}

/** What a panel can be saved as: name and what does it (section, paths that were asked). */
export const EXPORTS = [['PNG', asPng], ['SVG', asSvg], ['CSV', asCsv], ['XLSX', asXlsx]];
