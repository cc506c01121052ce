// Cohorts by month of first purchase against months since.

import { axis, chart } from '../chart.js';
import { choice } from '../dom.js';
import { integer, money, month, percent } from '../format.js';
import { literal } from '../literal.js';

const MEASURES = [['retention', 'Retention'], ['orders', 'Orders'], ['revenue_per_customer', 'Revenue each']];
const MOST = 24;

let measure = 'retention';
/** Cohorts by what they are called. */
let named = new Map();

/** The month so many months later, as 2026-03. */
function later(cohort, months) {
  const [year, month] = cohort.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months)).toISOString().slice(0, 7);
}

function behind({ x, y }) {
  const cohort = named.get(y);
  return cohort === undefined ? null : { cohort, bought_in: Number(x) > 0 ? later(cohort, Number(x)) : null };
}

export const cohorts = {
  name: 'cohorts',
  drill: behind,
  question: () => `/api/v1/cohorts?measure=${measure}`,
  isEmpty: (data) => data.cohorts.length === 0,
  emptyText: 'No cohort yet: it begins with the first purchase.',
  setUp({ controls, redraw }) {
    controls.append(choice('Measure', MEASURES, measure, (value) => {
      measure = value;
      redraw();
    }));
  },
  async draw({ body, data, context }) {
    const lines = data.cohorts.slice(-MOST);
    named = new Map(lines.map((line) => [month(line.cohort), line.cohort]));
    const width = Math.max(...lines.map((line) => line.months.length));
    const since = Array.from({ length: width }, (_, i) => i);
    const say = (value) => (data.measure === 'retention' ? percent(value) : data.measure === 'orders' ? `${integer(value)} orders` : money(value, context.currency));
    // month 0 of retention is everybody, and would drown the rest
    const shown = lines.map((line) => since.map((i) => (data.measure === 'retention' && i === 0 ? null : line.months[i] ?? null)));
    await chart(body, 'Cohorts by month of first purchase and months since', (colors) => [{
      type: 'heatmap',
      x: since,
      y: lines.map((line) => month(line.cohort)),
      z: shown,
      xgap: 2,
      ygap: 2,
      hovertext: lines.map((line) => since.map((i) => (line.months[i] === null || line.months[i] === undefined ? ''
        : `${literal(month(line.cohort))}, ${integer(line.size)} customers<br>${i === 0 ? 'first month' : `${i} months later`}: <b>${say(line.months[i])}</b>`))),
      hoverinfo: 'text',
      hoverongaps: false,
      colorscale: [[0, colors.accentSoft], [1, colors.accent]],
      zmin: 0,
      colorbar: { thickness: 10, outlinewidth: 0, tickfont: { color: colors.muted, size: 11 }, nticks: 5, tickformat: data.measure === 'retention' ? ',.0%' : '~s', xpad: 8, ypad: 0 },
    }], (colors) => ({
      xaxis: axis(colors, { showgrid: false, zeroline: false, dtick: 1, title: { text: 'months since the first purchase' } }),
      yaxis: axis(colors, { type: 'category', autorange: 'reversed', showgrid: false }),
    }));
    const after = lines.map((line) => line.months[1]).filter((value) => value !== null && value !== undefined);
    const customers = lines.reduce((sum, line) => sum + line.size, 0);
    const words = `${integer(customers)} customers in ${integer(lines.length)} cohorts; months that are not over are empty.`;
    return data.measure === 'retention' && after.length > 0
      ? `${percent(after.reduce((sum, value) => sum + value, 0) / after.length)} of a cohort buy again in the month after, on average. ${words}`
      : words;
  },
};
