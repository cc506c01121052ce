// Products by any figure, with what they did in as many days before.

import { currentModule } from '../address.js';
import { orDash } from '../bars.js';
import { element, table } from '../dom.js';
import { integer, money, percent } from '../format.js';
import { createPages, moreButton } from '../pages.js';
import { partsOf, replaceRows } from '../parts.js';
import { rangeQuery } from '../range.js';

const SIZE = 30;
const amount = (value, currency) => money(value, currency);
const COLUMNS = [
  { title: 'Product', className: 'text' },
  { title: 'Net sales', sort: '-net', cell: (row, currency) => amount(row.net, currency) },
  { title: 'Change', sort: '-net_change', cell: (row) => change(row.net_change) },
  { title: 'Units', sort: '-units', cell: (row) => integer(row.units) },
  { title: 'Orders', sort: '-orders', cell: (row) => integer(row.orders), narrow: true },
  { title: 'Buyers', sort: '-buyers', cell: (row) => integer(row.buyers), narrow: true },
  { title: 'Views', sort: '-views', cell: (row) => orDash(row.views, integer), narrow: true },
  { title: 'Conversion', sort: '-conversion_rate', cell: (row) => orDash(row.conversion_rate, percent), narrow: true },
  { title: 'Left in carts', sort: '-cart_abandonment_rate', cell: (row) => orDash(row.cart_abandonment_rate, percent), narrow: true },
  { title: 'Returned', sort: '-return_rate', cell: (row) => orDash(row.return_rate, percent), narrow: true },
  { title: 'In stock', cell: (row) => orDash(row.stock_on_hand, integer), narrow: true },
];

const pages = createPages((row) => row.product_id);
let sort = '-net';
let button = null;

function change(ratio) {
  if (ratio === null) {
    return '—';
  }
  const kind = Math.abs(ratio) < 0.0005 ? 'flat' : ratio > 0 ? 'up' : 'down';
  return element('span', { class: 'change', 'data-trend': kind }, `${{ up: '▲', down: '▼', flat: '■' }[kind]} ${percent(Math.abs(ratio), 0)}`);
}

const path = (context) => `/api/v1/products?${rangeQuery(context, { sort, limit: SIZE })}`;

export const productPerformance = {
  name: 'product-performance',
  question: (context) => (currentModule() === 'products' ? path(context) : null),
  isEmpty: (data) => data.items.length === 0,
  emptyText: 'Nothing was sold in these days.',
  setUp({ redraw, section }) {
    section.addEventListener('click', (event) => {
      const chosen = event.target.closest('[data-sort]')?.dataset.sort;
      if (chosen) {
        sort = chosen;
        redraw();
      }
    });
  },
  draw({ body, data, context }) {
    const parts = partsOf(body, { rows: ['div', { class: 'wide-table' }], more: ['div', {}] });
    const columns = COLUMNS.map((column) => ({
      className: column.className ?? `number${column.narrow ? ' narrow-off' : ''}`,
      title: column.sort ? element('button', { type: 'button', class: 'sort', 'data-sort': column.sort, 'aria-pressed': String(column.sort === sort) }, column.title) : column.title,
    }));
    const show = (items) => replaceRows(parts.rows, table('Products', columns, items.map((row) => ({
      cells: COLUMNS.map((column) => (column.cell ? column.cell(row, context.currency)
        : element('span', { class: 'product' }, element('span', { class: 'name' }, row.title ?? row.product_id), element('span', { class: 'sub' }, row.category ?? '')))),
    }))));
    const items = pages.first(path(context), data);
    show(items);
    button ??= moreButton(pages, 'More products', show);
    if (!parts.more.hasChildNodes()) {
      parts.more.append(button.node);
    }
    button.update();
    return `By ${COLUMNS.find((column) => column.sort === sort).title.toLowerCase()}, greatest first; choose a heading to sort by it. Change is against as many days before.`;
  },
};
