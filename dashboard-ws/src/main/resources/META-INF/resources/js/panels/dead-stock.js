// What does not sell, and what to sell it with.

import { element, table } from '../dom.js';
import { integer, number, percent } from '../format.js';

const COLUMNS = [
  { title: 'Product', className: 'text' }, { title: 'On hand', className: 'number' }, { title: 'Sold', className: 'number narrow-off' },
  { title: 'Share sold', className: 'number' }, { title: 'Bundle it with', className: 'text' },
];

function proposals(row) {
  if (row.proposals.length === 0) {
    return element('span', { class: 'test' }, 'nothing that is more than chance');
  }
  return row.proposals.map((of) => `${of.title} (${number({ maximumFractionDigits: 1 }).format(of.lift)} ×)`).join(' · ');
}

function sold(row) {
  const bar = element('meter', { class: 'share', min: '0', max: '1', value: String(row.sold_ratio), 'aria-hidden': 'true' });
  return element('span', { class: 'sold' }, percent(row.sold_ratio, 0), bar);
}

export const deadStock = {
  name: 'dead-stock',
  channel: 'bundles',
  minInterval: 2000,
  isEmpty: (data) => data.dead.length === 0,
  emptyText: 'No dead stock known: it takes products whose stock on hand was stated.',
  draw({ body, data }) {
    body.replaceChildren(table('Dead stock with proposals', COLUMNS, data.dead.map((row) => ({
      cells: [row.title, integer(row.stock_on_hand), integer(row.units_sold), sold(row), proposals(row)],
    }))));
    const more = data.dead_count > data.dead.length ? `, the ${data.dead.length} with most on hand are listed` : '';
    return `${integer(data.dead_count)} products of which less than 60 % is sold${more}.`;
  },
};
