// The table behind a panel: the figures of its charts, tables, lists or tiles. For those who do not see the chart, for files, and for the way to the customers behind a mark.

import { originalOf } from '../language.js';

const MOST_CELLS = 200_000;
const SERIES = ['bar', 'scatter', 'scatter3d'];
const text = (value) => (typeof value === 'string' ? value.replaceAll('<br>', ' ').replaceAll(/<\/?b>/g, '').replaceAll('&lt;', '<').replaceAll('&amp;', '&') : value);
const plain = (node) => node.textContent.replace(/\s+/g, ' ').trim();
/** Arrays, and what Plotly makes of typed ones. */
const list = (values) => (values === undefined || values === null ? [] : Array.from(values));
const titleOf = (axis, other) => text(axis?.title?.text) || other;

/** What a mark says of itself (of a flow, where it leads), the same for a click as for a row of the table. */
export function markOf({ data, x, y, z, label, id, customdata, pointNumber, target }) {
  const named = target?.label ?? label ?? data?.labels?.[pointNumber] ?? '';
  return inEnglish({ series: text(data?.name ?? ''), x: text(x), y: text(y), z, label: text(named), id, customdata });
}

/** What each mark of a series says of itself; nothing where marks are no points of a series. */
export function marksOf(trace) {
  if (!SERIES.includes(trace.type ?? 'scatter')) {
    return [];
  }
  const turned = trace.orientation === 'h';
  const [labels, values] = turned ? [list(trace.y), list(trace.x)] : [list(trace.x), list(trace.y)];
  return labels.map((label, i) => inEnglish({
    series: text(trace.name ?? ''), x: text(turned ? values[i] : label), y: text(turned ? label : values[i]), label: text(label), customdata: trace.customdata?.[i],
  }));
}

/** A mark as the code knows it, in whatever language it is shown. */
function inEnglish(mark) {
  return mark && Object.fromEntries(Object.entries(mark).map(([name, value]) => [name, typeof value === 'string' ? originalOf(value) : value]));
}

function pieTable(trace, title) {
  const values = list(trace.values);
  return {
    columns: ['', title],
    rows: list(trace.labels).map((label, i) => [text(label), values[i]]),
    marks: list(trace.labels).map((label) => ({ label: text(label), id: undefined, series: text(trace.name ?? '') })),
  };
}

function treeTable(trace, title) {
  const [parents, values, ids] = [list(trace.parents), list(trace.values), list(trace.ids)];
  return {
    columns: ['Of', '', title],
    rows: list(trace.labels).map((label, i) => [text(parents[i]), text(label), values[i]]),
    marks: list(trace.labels).map((label, i) => ({ label: text(label), id: ids[i], series: text(trace.name ?? ''), customdata: trace.customdata?.[i] })),
  };
}

function flowTable(trace, title) {
  const names = list(trace.node.label).map(text);
  const { source, target, value } = trace.link;
  return { columns: ['From', 'To', title], rows: list(source).map((from, i) => [names[from], names[target[i]], value[i]]), marks: list(target).map((to) => ({ label: names[to], series: '' })) };
}

/** Columns and rows are called as the axes say, or as meta does where the axes hold edges. */
function matrixTable(trace, layout) {
  const [xs, ys, zs] = [list(trace.meta?.x ?? trace.x), list(trace.meta?.y ?? trace.y), list(trace.z)];
  const width = Math.max(0, ...zs.map((row) => list(row).length));
  const across = xs.length > 0 ? xs : Array.from({ length: width }, (_, i) => i);
  return {
    columns: [titleOf(layout.yaxis, ''), ...across.map((x) => String(text(x)))],
    rows: zs.map((row, i) => [text(ys[i] ?? i), ...across.map((_, k) => row[k] ?? null)]),
    marks: [],
    cellMarks: zs.map((row, i) => across.map((x, k) => ({ x: text(x), y: text(ys[i]), z: row[k], series: '', label: '', customdata: trace.customdata?.[i]?.[k] }))),
  };
}

/** Series over the same labels stand beside one another, others below one another. */
function seriesTable(traces, layout, title) {
  const flat = traces.map((trace, i) => {
    const turned = trace.orientation === 'h';
    const [labels, values] = turned ? [list(trace.y), list(trace.x)] : [list(trace.x), list(trace.y)];
    return { name: text(trace.name) || (traces.length === 1 ? title : `${title} ${i + 1}`), labels, values, z: trace.z ? list(trace.z) : null, turned, trace };
  }).filter((each) => each.labels.length > 0);
  const isScatter = flat.every(({ trace, z }) => z || (/^scatter/.test(trace.type) && trace.mode === 'markers'));
  const axisTitle = (turned) => titleOf(turned ? layout.yaxis : layout.xaxis, '');
  const mark = ({ name, turned, trace }, label, value, i) => ({
    series: name, x: text(turned ? value : label), y: text(turned ? label : value), label: text(label), customdata: trace.customdata?.[i],
  });
  if (!isScatter && flat.length > 0) {
    const order = [...new Set(flat.flatMap((each) => each.labels))];
    const known = flat.map((each) => new Map(each.labels.map((label, i) => [label, each.values[i]])));
    return {
      columns: [axisTitle(flat[0].turned), ...flat.map((each) => each.name)],
      rows: order.map((label) => [text(label), ...known.map((values) => values.get(label) ?? null)]),
      marks: flat.length === 1 ? order.map((label, i) => mark(flat[0], label, flat[0].values[i], i)) : order.map((label) => mark({ ...flat[0], name: '' }, label, known[0].get(label), 0)),
    };
  }
  const deep = flat.some(({ z }) => z);
  const axes = deep ? [layout.scene?.xaxis, layout.scene?.yaxis, layout.scene?.zaxis] : [layout.xaxis, layout.yaxis];
  const rows = flat.flatMap((each) => each.labels.map((label, i) => [
    each.name, ...(each.trace.customdata ? [String(each.trace.customdata[i])] : []), text(label), text(each.values[i]), ...(deep ? [each.z?.[i] ?? null] : []),
  ]));
  return {
    columns: ['Series', ...(flat[0]?.trace.customdata ? ['Id'] : []), ...axes.map((axis, i) => titleOf(axis, 'xyz'[i]))],
    rows,
    marks: flat.flatMap((each) => each.labels.map((label, i) => mark(each, label, each.values[i], i))),
  };
}

/** The table of a chart that was drawn. */
export function chartTable(plot, title) {
  const traces = plot.data ?? [];
  const first = traces[0];
  if (!first) {
    return { columns: [title], rows: [], marks: [] };
  }
  switch (first.type) {
    case 'pie': return pieTable(first, title);
    case 'treemap': case 'sunburst': return treeTable(first, title);
    case 'sankey': return flowTable(first, title);
    case 'heatmap': return matrixTable(first, plot.layout);
    default: return seriesTable(traces, plot.layout, title);
  }
}

/** A number as a number where the text is nothing else; what else stands in a cell, as text. */
function htmlTable(node) {
  const columns = [...node.querySelectorAll('thead th')].map(plain);
  const kept = columns.map((title, i) => title !== '' || [...node.querySelectorAll(`tbody tr > :nth-child(${i + 1})`)].some((cell) => !cell.querySelector('button:not(.link)') && plain(cell) !== ''));
  const rows = [...node.querySelectorAll('tbody tr')].map((row) => [...row.children].filter((_, i) => kept[i]).map((cell) => cell.querySelector('time')?.dateTime ?? plain(cell)));
  return { columns: columns.filter((_, i) => kept[i]), rows, marks: [] };
}

function tileTable(tiles) {
  return {
    columns: ['Figure', 'Value'],
    rows: tiles.map((tile) => [plain(tile.querySelector('dt')), tile.dataset.value === '' ? null : Number(tile.dataset.value)]),
    marks: [],
  };
}

function listTable(items, title) {
  const parts = items.map((item) => (item.children.length > 1 ? [...item.children].map((part) => part.dateTime ?? plain(part)) : [plain(item)]));
  const width = Math.max(1, ...parts.map((row) => row.length));
  return { columns: [title, ...Array.from({ length: width - 1 }, () => '')], rows: parts.map((row) => [...row, ...Array(width - row.length).fill('')]), marks: [] };
}

/** What a panel is called. */
export const titleOfPanel = (section) => plain(section.querySelector('h2, h3') ?? section);

/** Charts of a panel. */
export const plotsOf = (section) => [...section.querySelectorAll('.js-plotly-plot')];

/** The tables behind a panel, the charts' first: { columns, rows, marks (one per row), cellMarks? }. */
export function tablesOf(section) {
  const title = titleOfPanel(section);
  const plots = plotsOf(section);
  const tables = [...section.querySelectorAll('[data-body] table')].filter((node) => !node.closest('.as-table'));
  const found = [...plots.map((plot) => chartTable(plot, title)), ...tables.map(htmlTable)];
  if (found.length === 0) {
    const tiles = [...section.querySelectorAll('[data-kpi]')];
    const items = [...section.querySelectorAll('[data-body] li')];
    found.push(tiles.length > 0 ? tileTable(tiles) : items.length > 0 ? listTable(items, title)
      : { columns: [title], rows: [[plain(section.querySelector('[data-summary]') ?? section)]], marks: [] });
  }
  return found.map((table) => ({ ...table, marks: table.marks.map(inEnglish), rows: table.rows.slice(0, Math.ceil(MOST_CELLS / Math.max(1, table.columns.length))) }));
}
