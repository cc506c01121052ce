// The best products of all time.

import { element, table } from '../dom.js';
import { integer, money, percent } from '../format.js';

const COLUMNS = [
  { title: '#', className: 'rank' }, { title: 'Product', className: 'text' }, { title: 'Units', className: 'number' },
  { title: 'Views', className: 'number narrow-off' }, { title: 'Net sales', className: 'number' },
];

function named(product, share) {
  const name = element('span', { class: 'name' }, product.title ?? product.product_id);
  const kind = product.category ? element('span', { class: 'sub' }, product.category) : null;
  const bar = element('meter', { class: 'share', min: '0', max: '1', value: String(share), 'aria-hidden': 'true' });
  return element('span', { class: 'product' }, name, kind, bar);
}

export const products = {
  name: 'products',
  channel: 'products',
  minInterval: 1000,
  filtered: { question: () => '/api/v1/products?limit=20', data: ({ items }) => ({ rows: items, filtered: true }) },
  emptyText: (data) => (data.filtered ? 'No product sold.' : 'No product sold yet.'),
  isEmpty: (data) => data.rows.length === 0,
  draw({ body, data, context }) {
    const best = Math.max(1, data.rows[0].net);
    body.replaceChildren(table('Best products by net sales', COLUMNS, data.rows.map((product, i) => ({
      cells: [
        String(i + 1),
        named(product, Math.max(0, product.net) / best),
        integer(product.units),
        product.views > 0 ? integer(product.views) : '—',
        money(product.net, context.currency),
      ],
    }))));
    const first = data.rows[0];
    const rate = first.views > 0 ? `, ${percent(first.orders / first.views)} orders per view` : '';
    return `${first.title ?? first.product_id} leads with ${money(first.net, context.currency)}${rate}.`;
  },
};
