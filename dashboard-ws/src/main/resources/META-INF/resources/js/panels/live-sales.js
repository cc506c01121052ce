// The latest purchases and refunds, by time and amount.

import { axis, chart } from '../chart.js';
import { table } from '../dom.js';
import { currencySymbol, dateTime, integer, money } from '../format.js';
import { literal } from '../literal.js';
import { asTable, partsOf } from '../parts.js';

const COLUMNS = [{ title: 'When', className: 'when' }, { title: 'Customer', className: 'id' }, { title: 'What', className: 'text' }, { title: 'Amount', className: 'number' }];

export const liveSales = {
  name: 'live-sales',
  channel: 'transactions',
  minInterval: 1000,
  emptyText: 'No transactions yet. They appear as they happen.',
  isEmpty: (data) => Object.keys(data.rows).length === 0,
  async draw({ body, data, context }) {
    const parts = partsOf(body, { dots: ['div', { class: 'chart' }], rows: ['div', {}] });
    const { currency } = context;
    const rows = Object.values(data.rows).sort((a, b) => b.at.localeCompare(a.at));
    await chart(parts.dots, 'The latest purchases and refunds', (colors) => [{
      type: 'scatter', mode: 'markers', x: rows.map((row) => row.at), y: rows.map((row) => row.amount),
      marker: { color: rows.map((row) => (row.amount < 0 ? colors.bad : colors.accent)), size: 9, opacity: 0.75 },
      hovertext: rows.map((row) => `${dateTime(row.at)}<br>${literal(row.title ?? 'Order')}<br>Customer ${literal(row.customer_id)}<br><b>${money(row.amount, currency)}</b>`), hoverinfo: 'text',
    }], (colors) => ({
      xaxis: axis(colors, { type: 'date', showgrid: false, nticks: 6 }),
      yaxis: axis(colors, { tickformat: '~s', nticks: 5, zeroline: true, title: { text: `Amount (${currencySymbol(currency)})` } }),
      hovermode: 'closest',
    }));
    asTable(parts.rows, table('The latest purchases and refunds', COLUMNS, rows.map((row) => ({ cells: [dateTime(row.at), row.customer_id, row.title ?? 'Order', money(row.amount, currency)] }))));
    const sum = rows.reduce((total, row) => total + row.amount, 0);
    return `The latest ${integer(rows.length)} come to ${money(sum, currency)}; refunds are below the line.`;
  },
};
