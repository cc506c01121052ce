// Sales of the days by what they are split by.

import { axisName, figurePlaces, orDash } from '../bars.js';
import { axis, chart } from '../chart.js';
import { element, table } from '../dom.js';
import { compactMoney, integer, money, percent } from '../format.js';
import { literal } from '../literal.js';
import { asTable, partsOf } from '../parts.js';
import { rangeQuery } from '../range.js';

const DIMENSIONS = [['category', 'category'], ['location', 'city'], ['country', 'country'], ['age_group', 'age group'], ['channel', 'channel'], ['device', 'device']];
const COLUMNS = [
  { title: '', className: 'text' }, { title: 'Net sales', className: 'number' }, { title: 'Share', className: 'number' }, { title: 'Orders', className: 'number' },
  { title: 'Buyers', className: 'number' }, { title: 'Average order', className: 'number' }, { title: 'Refunds', className: 'number' },
];
const SHOWN = 12;
const MOST = 200;

/** What a customer is or has; the others are of orders, and narrow the page. */
const OF_CUSTOMERS = ['country', 'location', 'age_group'];

let dimension = 'category';

export const salesSplit = {
  name: 'sales-split',
  drill: ({ label, customdata }) => ({ ...(OF_CUSTOMERS.includes(dimension) ? {} : { module: 'sales' }), [dimension]: customdata ?? label }),
  question: (context) => `/api/v1/sales?${rangeQuery(context, { dimension, limit: MOST })}`,
  isEmpty: (data) => data.items.length === 0,
  emptyText: 'Nothing was sold in these days.',
  setUp({ controls, redraw }) {
    const select = element('select', { 'aria-label': 'Sales by' }, ...DIMENSIONS.map(([value, text]) => element('option', { value }, text)));
    select.addEventListener('change', () => {
      dimension = select.value;
      redraw();
    });
    controls.append(select);
  },
  async draw({ body, data, context }) {
    const parts = partsOf(body, { bars: ['div', { class: 'chart tall' }], rows: ['div', {}] });
    const { currency } = context;
    const rows = [...data.items].sort((a, b) => b.net - a.net);
    const shown = rows.slice(0, SHOWN);
    const sum = rows.reduce((total, row) => total + row.net, 0);
    const name = DIMENSIONS.find(([value]) => value === dimension)[1];
    await chart(parts.bars, `Net sales by ${name}`, (colors) => [{
      type: 'bar', orientation: 'h', x: shown.map((row) => row.net), y: shown.map((row) => axisName(row.key)), customdata: shown.map((row) => row.key),
      text: shown.map((row) => compactMoney(row.net, currency)), textposition: figurePlaces(shown.map((row) => row.net)), textangle: 0, insidetextanchor: 'end', insidetextfont: { color: colors.surface }, outsidetextfont: { color: colors.muted },
      cliponaxis: false, marker: { color: shown.map((row) => (row.key === 'unknown' ? colors.muted : colors.accent)), opacity: 0.85 },
      hovertext: shown.map((row) => `${literal(row.key)}<br><b>${money(row.net, currency)}</b><br>${integer(row.orders)} orders of ${integer(row.buyers)} buyers`), hoverinfo: 'text',
    }], (colors) => ({
      xaxis: { visible: false, fixedrange: true },
      yaxis: axis(colors, { type: 'category', autorange: 'reversed', tickfont: { color: colors.text, size: 12 }, ticklabelstandoff: 6 }),
      margin: { l: 8, r: 16, t: 4, b: 4 },
      bargap: 0.3,
    }));
    asTable(parts.rows, table(`Sales by ${name}`, [{ ...COLUMNS[0], title: name }, ...COLUMNS.slice(1)], rows.map((row) => ({
      cells: [row.key, money(row.net, currency), sum > 0 ? percent(row.net / sum) : '—', integer(row.orders), integer(row.buyers), orDash(row.average_order_value, (value) => money(value, currency)), money(row.refunds_value, currency)],
    }))));
    const left = rows.length - shown.length;
    return `${rows[0].key} leads with ${money(rows[0].net, currency)}${sum > 0 ? `, ${percent(rows[0].net / sum, 0)}` : ''}.${left > 0 ? ` ${integer(left)} more in the table.` : ''}`;
  },
};
