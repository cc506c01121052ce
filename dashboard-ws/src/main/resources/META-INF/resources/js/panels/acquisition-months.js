// New customers and what was spent on them, by month.

import { legendAbove, orDash } from '../bars.js';
import { axis, chart } from '../chart.js';
import { table } from '../dom.js';
import { integer, money, moneyTicks, month, wholeMoney } from '../format.js';
import { asTable, partsOf } from '../parts.js';
import { rangeQuery } from '../range.js';

const COLUMNS = [
  { title: 'Month', className: 'id' }, { title: 'Visitors', className: 'number' }, { title: 'Customers', className: 'number' },
  { title: 'Spend', className: 'number' }, { title: 'Per customer', className: 'number' },
];

export const acquisitionMonths = {
  name: 'acquisition-months',
  question: (context) => `/api/v1/acquisition?${rangeQuery(context, { dimension: 'month' })}`,
  isEmpty: (data) => data.rows.length === 0,
  emptyText: 'Nobody came for the first time in these months.',
  async draw({ body, data, context }) {
    const parts = partsOf(body, { bars: ['div', { class: 'chart' }], rows: ['div', {}] });
    const { currency } = context;
    const x = data.rows.map((row) => month(row.value));
    await chart(parts.bars, 'New customers and spend by month', (colors) => [
      { type: 'bar', name: 'New customers', x, y: data.rows.map((row) => row.customers), marker: { color: colors.accent, opacity: 0.85 }, hovertext: data.rows.map((row) => `${month(row.value)}<br><b>${integer(row.customers)}</b> new customers of ${integer(row.visitors)} new visitors`), hoverinfo: 'text' },
      { type: 'scatter', mode: 'lines+markers', name: 'Spend', yaxis: 'y2', x, y: data.rows.map((row) => row.spend), line: { color: colors.second, width: 2 }, marker: { size: 5 }, hovertext: data.rows.map((row) => `${month(row.value)}<br>spent <b>${orDash(row.spend, (value) => wholeMoney(value, currency))}</b>`), hoverinfo: 'text' },
    ], (colors) => ({
      ...legendAbove,
      bargap: 0.3,
      xaxis: axis(colors, { type: 'category', showgrid: false, nticks: 8 }),
      yaxis: axis(colors, { rangemode: 'tozero', tickformat: '~s', nticks: 5 }),
      yaxis2: axis(colors, { overlaying: 'y', side: 'right', rangemode: 'tozero', tickformat: ',~f', showgrid: false, nticks: 5, ...moneyTicks(currency) }),
    }));
    asTable(parts.rows, table('Acquisition by month', COLUMNS, data.rows.map((row) => ({
      cells: [month(row.value), integer(row.visitors), integer(row.customers), orDash(row.spend, (value) => wholeMoney(value, currency)), orDash(row.cac, (value) => money(value, currency))],
    }))));
    return 'Whole months. Visitors and customers count in the month of their first visit and of their first purchase.';
  },
};
