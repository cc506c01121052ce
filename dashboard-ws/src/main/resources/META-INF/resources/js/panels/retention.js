// Who came, came back and stayed away, by month.

import { axis, chart } from '../chart.js';
import { integer, month, percent } from '../format.js';

const PARTS = [['new_customers', 'New'], ['returning', 'Returning'], ['reactivated', 'Won back']];
const MOST = 24;

/** Months by what they are called. */
let named = new Map();

/** New customers are a cohort; of the others only all who bought in a month can be listed. */
function behind({ label, series }) {
  const at = named.get(label);
  return at === undefined || series === 'Returning' || series === 'Won back' ? null : series === 'New' ? { cohort: at, bought_in: null } : { bought_in: at, cohort: null };
}

export const retention = {
  name: 'retention',
  drill: behind,
  question: () => '/api/v1/retention',
  isEmpty: (data) => data.months.length === 0,
  emptyText: 'No purchase yet.',
  async draw({ body, data }) {
    const months = data.months.slice(-MOST);
    const x = months.map((each) => month(each.month));
    named = new Map(months.map((each, i) => [x[i], each.month]));
    await chart(body, 'Customers by month: new, returning and won back', (colors) => [
      ...PARTS.map(([field, title], i) => ({
        type: 'bar', name: title, x, y: months.map((each) => each[field]),
        marker: { color: [colors.accent, colors.series[1], colors.second][i], opacity: 0.85 },
        hovertext: months.map((each) => `${month(each.month)}<br>${title}: <b>${integer(each[field])}</b>`), hoverinfo: 'text',
      })),
      {
        type: 'scatter', mode: 'lines+markers', name: 'Retention', yaxis: 'y2', x, y: months.map((each) => each.retention_rate), line: { color: colors.text, width: 1.5 }, marker: { size: 5 }, connectgaps: false,
        hovertext: months.map((each) => `${month(each.month)}<br>bought in the month before too: <b>${each.retention_rate === null ? '—' : percent(each.retention_rate)}</b>`), hoverinfo: 'text',
      },
    ], (colors) => ({
      barmode: 'stack',
      showlegend: true,
      legend: { orientation: 'h', y: 1.02, yanchor: 'bottom', x: 0, traceorder: 'normal' },
      xaxis: axis(colors, { type: 'category', showgrid: false, nticks: 12 }),
      yaxis: axis(colors, { rangemode: 'tozero', tickformat: '~s' }),
      yaxis2: axis(colors, { overlaying: 'y', side: 'right', rangemode: 'tozero', tickformat: ',.0%', showgrid: false }),
    }));
    const last = months.findLast((each) => each.finished);
    return last
      ? `In ${month(last.month)} ${integer(last.customers)} customers bought: ${integer(last.new_customers)} new, ${integer(last.returning)} returning, ${integer(last.reactivated)} won back. `
        + `Retention ${last.retention_rate === null ? '—' : percent(last.retention_rate)}.`
      : 'The first month is not over yet.';
  },
};
