// Net sales by business day.

import { currentModule } from '../address.js';
import { daysAxis } from '../bars.js';
import { axis, chart } from '../chart.js';
import { choice } from '../dom.js';
import { day, integer, money, percent, wholeMoney } from '../format.js';
import { daysBefore, givenDays, givenPreset } from '../range.js';

const RANGES = { '30': 30, '90': 90, '365': 365, all: Infinity };
const ORDERS = 0;
const NET = 4;
const DAY_MS = 86_400_000;
const MAX_BARS = 95;
const WEEK = 7;

let range = '90';
let ranges = null;

/** First and last day to show: those asked for, or the panel's own. */
function boundsOf(data, asOf) {
  const known = Object.keys(data.days).sort();
  const given = givenDays();
  const last = Date.parse(known.at(-1));
  const end = given?.to ? Date.parse(given.to) : Math.max(last, Math.min(asOf - (asOf % DAY_MS), last + DAY_MS));
  const span = given ? Infinity : RANGES[range];
  return { start: given?.from ? Date.parse(given.from) : Math.max(Date.parse(known[0]), end - (span - 1) * DAY_MS), end };
}

/** Every day from the first to the last, those without sales as zero. */
function rowsOf(data, { start, end }) {
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

/** The service's rows as those of the channel. */
const daysOf = ({ items }) => Object.fromEntries(items.map((row) => [row.key, [row.orders, row.units, row.gross, row.refunds_value, row.net, row.buyers]]));

export const sales = {
  name: 'sales',
  channel: 'sales',
  drill: ({ x }) => ({ module: currentModule(), range: null, compare: null, from: String(x).slice(0, 10), to: String(x).slice(0, 10) }),
  filtered: {
    question() {
      const before = daysBefore();
      return ['/api/v1/sales', ...(before ? [`/api/v1/sales?from=${before.from}&to=${before.to}`] : [])];
    },
    data: ([now, before]) => ({ days: daysOf(now), filtered: true, before: before ? { days: daysOf(before), bounds: daysBefore() } : null }),
  },
  emptyText: (data) => (data.filtered ? 'Nothing was sold.' : 'No sales yet. They appear with the first order.'),
  isEmpty: (data) => Object.keys(data.days).length === 0,
  setUp({ controls, redraw }) {
    ranges = choice('Range', [['30', '30 days'], ['90', '90 days'], ['365', '12 months'], ['all', 'All']], range, (value) => {
      range = value;
      redraw();
    });
    controls.append(ranges);
  },
  async draw({ body, data, context }) {
    ranges.hidden = givenDays() !== null || givenPreset() !== null;
    const bounds = boundsOf(data, context.asOf());
    const rows = rowsOf(data, bounds);
    const before = data.before?.bounds ? rowsOf(data.before, { start: Date.parse(data.before.bounds.from), end: Date.parse(data.before.bounds.to) }) : null;
    const total = rows.reduce((sum, row) => sum + row.net, 0);
    const orders = rows.reduce((sum, row) => sum + row.orders, 0);
    const best = rows.reduce((a, b) => (b.net > a.net ? b : a));
    const x = rows.map((row) => row.date);
    const hover = rows.map((row) => `${day(row.date)}<br><b>${money(row.net, context.currency)}</b> · ${integer(row.orders)} orders`);
    await chart(body, 'Net sales by day', (colors) => [
      rows.length <= MAX_BARS
        ? { type: 'bar', name: 'Net sales', x, y: rows.map((row) => row.net), marker: { color: colors.accent, opacity: 0.75 }, hovertext: hover, hoverinfo: 'text' }
        : { type: 'scatter', mode: 'lines', name: 'Net sales', x, y: rows.map((row) => row.net), fill: 'tozeroy', fillcolor: colors.accentSoft, line: { color: colors.accent, width: 1 }, hovertext: hover, hoverinfo: 'text' },
      ...(before ? [{
        type: 'scatter', mode: 'lines', name: 'Before', x, y: before.map((row) => row.net), line: { color: colors.muted, width: 1.5, dash: 'dot' },
        hovertext: before.map((row) => `before: ${day(row.date)}<br><b>${money(row.net, context.currency)}</b>`), hoverinfo: 'text',
      }] : []),
      { type: 'scatter', mode: 'lines', name: 'Average of 7 days', x, y: weekAverage(rows), line: { color: colors.second, width: 2, shape: 'spline', smoothing: 0.6 }, hoverinfo: 'skip' },
    ], (colors) => ({
      xaxis: axis(colors, daysAxis(x)),
      yaxis: axis(colors, { tickformat: '~s', rangemode: 'tozero', nticks: 6 }),
      bargap: 0.25,
      hovermode: 'x',
    }));
    const earlier = before?.reduce((sum, row) => sum + row.net, 0) ?? 0;
    const change = earlier > 0 ? `, ${percent(Math.abs(total / earlier - 1))} ${total < earlier ? 'less' : 'more'} than in the days before (dotted)` : '';
    return `${wholeMoney(total, context.currency)} net from ${integer(orders)} orders, ${day(rows[0].date)} to ${day(rows.at(-1).date)}${change}. `
      + `Best day ${day(best.date)} with ${wholeMoney(best.net, context.currency)}. The line is the average of 7 days.`;
  },
};
