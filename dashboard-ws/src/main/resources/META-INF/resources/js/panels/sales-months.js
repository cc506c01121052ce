// Orders and sales by calendar month.

import { legendAbove, orDash } from '../bars.js';
import { axis, chart } from '../chart.js';
import { table } from '../dom.js';
import { integer, moneyTicks, month, number, percent, wholeMoney } from '../format.js';
import { asTable, partsOf } from '../parts.js';

const COLUMNS = [
  { title: 'Month', className: 'id' }, { title: 'Gross sales', className: 'number' }, { title: 'Orders', className: 'number' }, { title: 'Units', className: 'number' },
  { title: 'Sessions', className: 'number' }, { title: 'Orders a session', className: 'number' }, { title: 'Index', className: 'number' },
];
const MOST = 36;
const index = (value) => number({ minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);

export const salesMonths = {
  name: 'sales-months',
  question: () => '/api/v1/seasonality',
  isEmpty: (data) => data.months.length === 0,
  emptyText: 'No sales yet.',
  async draw({ body, data, context }) {
    const parts = partsOf(body, { bars: ['div', { class: 'chart' }], rows: ['div', {}] });
    const { currency } = context;
    const months = data.months.slice(-MOST);
    const x = months.map((each) => month(each.month));
    await chart(parts.bars, 'Gross sales and orders by month', (colors) => [
      { type: 'bar', name: 'Gross sales', x, y: months.map((each) => each.gross), marker: { color: colors.accent, opacity: 0.85 }, hovertext: months.map((each) => `${month(each.month)}<br><b>${wholeMoney(each.gross, currency)}</b> from ${integer(each.orders)} orders${each.index === null ? '' : `<br>${index(each.index)} × the mean month`}`), hoverinfo: 'text' },
      { type: 'scatter', mode: 'lines+markers', name: 'Orders', yaxis: 'y2', x, y: months.map((each) => each.orders), line: { color: colors.second, width: 2 }, marker: { size: 5 }, hoverinfo: 'skip' },
    ], (colors) => ({
      ...legendAbove,
      bargap: 0.25,
      xaxis: axis(colors, { type: 'category', showgrid: false, nticks: 10 }),
      yaxis: axis(colors, { rangemode: 'tozero', tickformat: '~s', nticks: 5, ...moneyTicks(currency) }),
      yaxis2: axis(colors, { overlaying: 'y', side: 'right', rangemode: 'tozero', tickformat: '.2~s', showgrid: false, nticks: 5 }),
    }));
    asTable(parts.rows, table('Sales by month', COLUMNS, [...months].reverse().map((each) => ({
      cells: [month(each.month), wholeMoney(each.gross, currency), integer(each.orders), integer(each.units), orDash(each.sessions, integer), orDash(each.conversion, percent), orDash(each.index, index)],
    }))));
    const best = months.reduce((a, b) => (b.gross > a.gross ? b : a));
    return `Best: ${month(best.month)} with ${wholeMoney(best.gross, currency)}. The first and the last month may not be whole. Index is orders against the mean month.`;
  },
};
