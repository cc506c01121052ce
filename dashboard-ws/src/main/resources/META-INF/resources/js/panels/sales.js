// Net sales by business day.

import { axis, chart } from '../chart.js';
import { choice } from '../dom.js';
import { day, integer, money, wholeMoney } from '../format.js';

const RANGES = { '30': 30, '90': 90, '365': 365, all: Infinity };
const ORDERS = 0;
const NET = 4;
const DAY_MS = 86_400_000;
const MAX_BARS = 95;
const WEEK = 7;

let range = '90';

/** Every day from the first to the last of the range, those without sales as zero. */
function rowsOf(data, asOf) {
  const known = Object.keys(data.days).sort();
  const last = Date.parse(known.at(-1));
  const end = Math.max(last, Math.min(asOf - (asOf % DAY_MS), last + DAY_MS));
  const start = Math.max(Date.parse(known[0]), end - (RANGES[range] - 1) * DAY_MS);
  const rows = [];
  for (let time = start; time <= end; time += DAY_MS) {
    const date = new Date(time).toISOString().slice(0, 10);
    const row = data.days[date];
    rows.push({ date, net: row?.[NET] ?? 0, orders: row?.[ORDERS] ?? 0 });
  }
  return rows;
}

function weekAverage(rows) {
  return rows.map((_, i) => {
    const week = rows.slice(Math.max(0, i - WEEK + 1), i + 1);
    return week.reduce((sum, row) => sum + row.net, 0) / week.length;
  });
}

export const sales = {
  name: 'sales',
  channel: 'sales',
  emptyText: 'No sales yet. They appear with the first order.',
  isEmpty: (data) => Object.keys(data.days).length === 0,
  setUp({ controls, redraw }) {
    controls.append(choice('Range', [['30', '30 days'], ['90', '90 days'], ['365', '12 months'], ['all', 'All']], range, (value) => {
      range = value;
      redraw();
    }));
  },
  async draw({ body, data, context }) {
    const rows = rowsOf(data, context.asOf());
    const total = rows.reduce((sum, row) => sum + row.net, 0);
    const orders = rows.reduce((sum, row) => sum + row.orders, 0);
    const best = rows.reduce((a, b) => (b.net > a.net ? b : a));
    const x = rows.map((row) => row.date);
    const hover = rows.map((row) => `${day(row.date)}<br><b>${money(row.net, context.currency)}</b> · ${integer(row.orders)} orders`);
    await chart(body, 'Net sales by day', (colors) => [
      rows.length <= MAX_BARS
        ? { type: 'bar', x, y: rows.map((row) => row.net), marker: { color: colors.accent, opacity: 0.75 }, hovertext: hover, hoverinfo: 'text' }
        : { type: 'scatter', mode: 'lines', x, y: rows.map((row) => row.net), fill: 'tozeroy', fillcolor: colors.accentSoft, line: { color: colors.accent, width: 1 }, hovertext: hover, hoverinfo: 'text' },
      { type: 'scatter', mode: 'lines', x, y: weekAverage(rows), line: { color: colors.second, width: 2, shape: 'spline', smoothing: 0.6 }, hoverinfo: 'skip' },
    ], (colors) => ({
      xaxis: axis(colors, { type: 'date', showgrid: false, nticks: 8 }),
      yaxis: axis(colors, { tickformat: '~s', rangemode: 'tozero', nticks: 6 }),
      bargap: 0.25,
      hovermode: 'x',
    }));
    return `${wholeMoney(total, context.currency)} net from ${integer(orders)} orders, ${day(rows[0].date)} to ${day(rows.at(-1).date)}. `
      + `Best day ${day(best.date)} with ${wholeMoney(best.net, context.currency)}. The line is the average of 7 days.`;
  },
};
