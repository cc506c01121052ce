// Carts that are abandoned now and could still be recovered.

import { customerButton } from '../customer.js';
import { choice, element, table } from '../dom.js';
import { ago, dateTime, integer, money } from '../format.js';
import { replaceRows } from '../parts.js';

const SHOWN = 30;
const MOST = 1000;
const COLUMNS = [
  { title: 'Customer', className: 'id' }, { title: 'In the cart', className: 'text' },
  { title: 'Value', className: 'number' }, { title: 'Abandoned', className: 'when' },
];
const ORDERS = {
  newest: (a, b) => Date.parse(b.abandoned_at) - Date.parse(a.abandoned_at),
  value: (a, b) => b.value - a.value,
};

let order = 'newest';

/** The service's carts as those of the channel. */
function rowsOf({ items, next_cursor: next }) {
  const rows = items.map((cart) => [cart.cart_key, {
    customer_id: cart.customer_id, value: cart.value, abandoned_at: cart.changed_at, lines: cart.items.length,
    titles: cart.items.slice(0, 3).map((item) => item.title ?? item.product_id),
  }]);
  return { count: items.length, value: items.reduce((sum, cart) => sum + cart.value, 0), complete: next === null, rows: Object.fromEntries(rows) };
}

function contents(cart) {
  const more = cart.lines - cart.titles.length;
  return cart.titles.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

export const carts = {
  name: 'carts',
  channel: 'carts',
  filtered: { question: () => `/api/v1/carts?limit=${MOST}`, data: rowsOf },
  emptyText: 'No cart is abandoned at the moment.',
  isEmpty: (data) => data.count === 0,
  setUp({ controls, redraw }) {
    controls.append(choice('Order', [['newest', 'Newest'], ['value', 'Most valuable']], order, (value) => {
      order = value;
      redraw();
    }));
    setInterval(redraw, 30_000); // "5 minutes ago" grows older by itself
  },
  draw({ body, data, context }) {
    const rows = Object.values(data.rows).sort(ORDERS[order]).slice(0, SHOWN);
    replaceRows(body, table('Abandoned carts', COLUMNS, rows.map((cart) => ({
      cells: [
        customerButton(cart.customer_id, context),
        contents(cart),
        money(cart.value, context.currency),
        element('time', { datetime: cart.abandoned_at, title: dateTime(cart.abandoned_at) }, ago(cart.abandoned_at, context.asOf())),
      ],
    }))));
    body.dataset.count = String(data.count);
    const all = `${integer(data.count)} carts worth ${money(data.value, context.currency)} were abandoned within 7 days and not recovered.`;
    return data.complete ? all : `${all} Older ones had to be left out.`;
  },
};
