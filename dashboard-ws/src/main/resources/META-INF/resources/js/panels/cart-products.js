// Products that are left in carts.

import { axisName, distinct, orDash } from '../bars.js';
import { axis, chart } from '../chart.js';
import { table } from '../dom.js';
import { integer, percent } from '../format.js';
import { literal } from '../literal.js';
import { asTable, partsOf } from '../parts.js';
import { rangeQuery } from '../range.js';

const LISTED = 30;
const SHOWN = 10;
const COLUMNS = [
  { title: 'Product', className: 'text' }, { title: 'Abandoned', className: 'number' }, { title: 'Bought at once', className: 'number' }, { title: 'Abandonment', className: 'number' }, { title: 'Put into carts', className: 'number narrow-off' },
];

const nameOf = (row) => row.title ?? row.product_id;
const rowsOf = (data) => data.items.filter((row) => row.carts_abandoned > 0);

export const cartProducts = {
  name: 'cart-products',
  question: (context) => `/api/v1/products?${rangeQuery(context, { sort: '-carts_abandoned', limit: LISTED })}`,
  isEmpty: (data) => rowsOf(data).length === 0,
  emptyText: 'No sold product was left in a cart in these days.',
  async draw({ body, data }) {
    const parts = partsOf(body, { bars: ['div', { class: 'chart tall' }], rows: ['div', {}] });
    const rows = rowsOf(data);
    const shown = rows.slice(0, SHOWN);
    const y = distinct(shown.map((row) => axisName(nameOf(row), 30)));
    await chart(parts.bars, 'Carts that held a product, left and bought', (colors) => [
      { type: 'bar', orientation: 'h', name: 'Abandoned', y, x: shown.map((row) => row.carts_abandoned), marker: { color: colors.bad, opacity: 0.8 }, hovertext: shown.map((row) => `${literal(nameOf(row))}<br><b>${integer(row.carts_abandoned)}</b> carts left, ${orDash(row.cart_abandonment_rate, percent)}`), hoverinfo: 'text' },
      { type: 'bar', orientation: 'h', name: 'Bought at once', y, x: shown.map((row) => row.carts_purchased), marker: { color: colors.accent, opacity: 0.8 }, hovertext: shown.map((row) => `${literal(nameOf(row))}<br><b>${integer(row.carts_purchased)}</b> carts bought at once`), hoverinfo: 'text' },
    ], (colors) => ({
      showlegend: true,
      legend: { orientation: 'h', y: 1.02, yanchor: 'bottom', x: 0, traceorder: 'normal' },
      barmode: 'stack',
      bargap: 0.3,
      xaxis: axis(colors, { tickformat: '~s', nticks: 6 }),
      yaxis: axis(colors, { type: 'category', autorange: 'reversed', showgrid: false, tickfont: { color: colors.text, size: 12 }, ticklabelstandoff: 6 }),
    }));
    asTable(parts.rows, table('Products in carts', COLUMNS, rows.map((row) => ({
      cells: [nameOf(row), integer(row.carts_abandoned), integer(row.carts_purchased), orDash(row.cart_abandonment_rate, percent), orDash(row.cart_adds, integer)],
    }))));
    return `${nameOf(rows[0])} is left most often, in ${integer(rows[0].carts_abandoned)} carts. Recovered carts count as left, too.`;
  },
};
