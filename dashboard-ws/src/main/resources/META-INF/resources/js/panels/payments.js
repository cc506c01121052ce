// Orders by how, where and on what they were placed.

import { choice, table } from '../dom.js';
import { integer, money, number, percent } from '../format.js';
import { rangeQuery } from '../range.js';

const SPLITS = [['channel', 'Channel'], ['device', 'Device'], ['payment_method', 'Payment']];
const COLUMNS = [
  { title: '', className: 'id' }, { title: 'Orders', className: 'number' }, { title: 'Share', className: 'number' }, { title: 'Mean amount', className: 'number' },
  { title: 'Units', className: 'number narrow-off' }, { title: 'Discount', className: 'number narrow-off' },
];

let split = 'channel';
const orNone = (value, say) => (value === null || value === undefined ? '—' : say(value));

export const payments = {
  name: 'payments',
  question: (context) => `/api/v1/behaviour?${rangeQuery(context, { dimension: split })}`,
  isEmpty: (data) => data.length === 0,
  emptyText: 'No order in these days.',
  setUp({ controls, redraw }) {
    controls.append(choice('Orders by', SPLITS, split, (value) => {
      split = value;
      redraw();
    }));
  },
  draw({ body, data, context }) {
    const all = data.reduce((sum, row) => sum + row.orders, 0);
    body.replaceChildren(table(`Orders by ${split}`, COLUMNS, data.map((row) => ({
      cells: [
        row.value, integer(row.orders), percent(row.orders / all), orNone(row.average_order_value, (value) => money(value, context.currency)),
        orNone(row.units_per_order, (value) => number({ maximumFractionDigits: 1 }).format(value)), orNone(row.discount_share, percent),
      ],
    }))));
    return `${integer(all)} orders.`;
  },
};
