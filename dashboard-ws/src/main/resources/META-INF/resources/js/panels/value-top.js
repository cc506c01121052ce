// The most valuable customers, each with the interval that holds the truth 8 times of 10.

import { axis, chart } from '../chart.js';
import { element, table } from '../dom.js';
import { currencySymbol, day, money, percent } from '../format.js';
import { customerButton, openCustomer } from '../customer.js';
import { literal } from '../literal.js';
import { asTable, partsOf } from '../parts.js';

const COLUMNS = [
  { title: 'Customer', className: 'id' }, { title: 'Expected', className: 'number' }, { title: '80 % interval', className: 'number' },
  { title: 'Still buys', className: 'number' }, { title: 'Next purchase', className: 'when narrow-off' },
];
const listening = new WeakSet();

export const valueTop = {
  name: 'value-top',
  channel: 'value',
  filtered: {
    question: () => '/api/v1/lifetime-value/customers?limit=15',
    data: ({ items }) => ({ top: items.map((row) => ({ ...row, alive: row.alive_probability })) }),
  },
  minInterval: 2000,
  isEmpty: (data) => data.top.length === 0,
  emptyText: (data) => `Nobody can be ranked yet. ${data.reason ?? ''}`,
  async draw({ body, data, context }) {
    const parts = partsOf(body, { bars: ['div', { class: 'chart tall' }], rows: ['div', {}] });
    const rows = [...data.top].reverse();
    const { currency } = context;
    await chart(parts.bars, 'The most valuable customers with intervals', (colors) => [{
      type: 'scatter',
      mode: 'markers',
      x: rows.map((row) => row.expected),
      y: rows.map((row) => literal(row.customer_id)),
      customdata: rows.map((row) => row.customer_id),
      marker: { color: colors.accent, size: 9 },
      error_x: {
        type: 'data', symmetric: false, array: rows.map((row) => row.high - row.expected), arrayminus: rows.map((row) => row.expected - row.low),
        color: colors.accent, thickness: 2, width: 4,
      },
      hovertext: rows.map((row) => `Customer ${literal(row.customer_id)}<br><b>${money(row.expected, currency)}</b><br>80 %: ${money(row.low, currency)} to ${money(row.high, currency)}<br>still buys: ${percent(row.alive, 0)}`),
      hoverinfo: 'text',
    }], (colors) => ({
      xaxis: axis(colors, { tickformat: '~s', rangemode: 'tozero', title: { text: `Expected spend in 12 months (${currencySymbol(currency)})` } }),
      yaxis: axis(colors, { type: 'category', tickfont: { color: colors.text, size: 11 }, ticklabelstandoff: 6 }),
      hovermode: 'closest',
    }));
    if (!listening.has(parts.bars)) {
      listening.add(parts.bars);
      parts.bars.on('plotly_click', (event) => openCustomer(event.points[0].customdata, context));
    }
    asTable(parts.rows, table('The most valuable customers', COLUMNS, data.top.map((row) => ({
      cells: [
        customerButton(row.customer_id, context),
        money(row.expected, currency),
        `${money(row.low, currency)} – ${money(row.high, currency)}`,
        percent(row.alive, 0),
        row.next_purchase_at ? element('time', { datetime: row.next_purchase_at }, day(row.next_purchase_at.slice(0, 10))) : '—',
      ],
    }))));
    const first = data.top[0];
    return `${first.customer_id} leads with ${money(first.expected, currency)}, between ${money(first.low, currency)} and ${money(first.high, currency)} in 8 of 10 such cases.`;
  },
};
