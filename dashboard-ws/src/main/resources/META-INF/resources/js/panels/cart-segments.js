// How customers of each segment leave and recover carts.

import { legendAbove, orDash } from '../bars.js';
import { axis, chart } from '../chart.js';
import { table } from '../dom.js';
import { integer, money, percent } from '../format.js';
import { asTable, partsOf } from '../parts.js';
import { rangeQuery } from '../range.js';
import { SEGMENTS } from './segment-colors.js';

const COLUMNS = [
  { title: 'Segment', className: 'id' }, { title: 'Abandoned', className: 'number' }, { title: 'Abandonment', className: 'number' }, { title: 'Recovered', className: 'number' },
  { title: 'Recovery', className: 'number' }, { title: 'Left in carts', className: 'number' },
];

const rowsOf = (data) => data.map(({ counts }, i) => ({ segment: SEGMENTS[i], counts })).filter(({ counts }) => counts.abandoned + counts.purchased > 0);

export const cartSegments = {
  name: 'cart-segments',
  drill: ({ label }) => ({ segment: label }),
  question: (context) => SEGMENTS.map((segment) => `/api/v1/carts/summary?${rangeQuery(context, { segment })}`),
  isEmpty: (data) => rowsOf(data).length === 0,
  emptyText: 'No cart of a customer with a segment was opened in these days.',
  async draw({ body, data, context }) {
    const parts = partsOf(body, { bars: ['div', { class: 'chart' }], rows: ['div', {}] });
    const rows = rowsOf(data);
    const x = rows.map((row) => row.segment);
    const bars = (name, field, color, words) => ({
      type: 'bar', name, x, y: rows.map(({ counts }) => counts[field]), marker: { color, opacity: 0.85 },
      hovertext: rows.map(({ segment, counts }) => `${segment}<br><b>${orDash(counts[field], percent)}</b> ${words(counts)}`), hoverinfo: 'text',
    });
    await chart(parts.bars, 'Abandonment and recovery by segment', (colors) => [
      bars('Abandonment', 'abandonment_rate', colors.bad, (counts) => `of ${integer(counts.abandoned + counts.purchased)} carts abandoned`),
      bars('Recovery', 'recovery_rate', colors.accent, (counts) => `of ${integer(counts.abandoned)} abandoned carts recovered`),
    ], (colors) => ({
      ...legendAbove,
      barmode: 'group',
      bargap: 0.3,
      xaxis: axis(colors, { type: 'category', showgrid: false }),
      yaxis: axis(colors, { tickformat: ',.0%', rangemode: 'tozero', nticks: 5 }),
    }));
    asTable(parts.rows, table('Carts by segment', COLUMNS, rows.map(({ segment, counts }) => ({
      cells: [segment, integer(counts.abandoned), orDash(counts.abandonment_rate, percent), integer(counts.recovered), orDash(counts.recovery_rate, percent), money(counts.abandoned_value, context.currency)],
    }))));
    const rates = rows.filter(({ counts }) => counts.recovery_rate !== null).sort((a, b) => b.counts.recovery_rate - a.counts.recovery_rate);
    return rates.length > 1 ? `${rates[0].segment} come back most often, ${percent(rates[0].counts.recovery_rate)}; ${rates.at(-1).segment} least, ${percent(rates.at(-1).counts.recovery_rate)}. By the segment of today.` : 'By the segment of today.';
  },
};
