// Purchases and refunds as they reach the log.

import { element } from '../dom.js';
import { dateTime, integer, money, timeOfDay } from '../format.js';
import { replaceRows } from '../parts.js';

const DAY_MS = 86_400_000;

const LISTED = 50;

let newestDrawn = 0;

/** The service's rows as those of the channel, the newest with the greatest number. */
function rowsOf({ items }) {
  const rows = items.map((row, i) => [items.length - i, {
    action: row.kind, customer_id: row.customer_id, at: row.occurred_at, amount: row.amount, units: row.units, country: row.country, location: row.location,
    title: row.items[0]?.title ?? row.items[0]?.product_id,
  }]);
  return { filtered: true, rows: Object.fromEntries(rows) };
}

function line(number, row, context, fresh) {
  const refund = row.action === 'refund';
  const units = row.units > 1 ? `${integer(row.units)} × ` : '';
  const what = row.title ?? (refund ? 'Refund' : 'Order');
  const where = [row.location, row.country].filter((part) => part && part !== 'unknown').join(', ');
  const recent = Math.abs(context.asOf() - Date.parse(row.at)) < DAY_MS;
  return element('li', { class: `${refund ? 'refund' : 'purchase'}${fresh ? ' fresh' : ''}`, 'data-number': number },
    element('span', { class: 'what' }, `${refund ? 'Refund · ' : ''}${units}${what}`),
    element('span', { class: 'amount' }, money(row.amount, context.currency)),
    element('span', { class: 'who' }, [`Customer ${row.customer_id}`, where].filter(Boolean).join(' · ')),
    element('time', { datetime: row.at, title: dateTime(row.at) }, recent ? timeOfDay(row.at) : dateTime(row.at)));
}

export const transactions = {
  name: 'transactions',
  channel: 'transactions',
  filtered: { question: () => `/api/v1/transactions?limit=${LISTED}`, data: rowsOf },
  emptyText: (data) => (data.filtered ? 'No transaction.' : 'No transactions yet. They appear as they happen.'),
  isEmpty: (data) => Object.keys(data.rows).length === 0,
  draw({ body, data, context }) {
    const numbers = Object.keys(data.rows).map(Number).sort((a, b) => b - a);
    const first = newestDrawn === 0;
    replaceRows(body, element('ul', { class: 'feed' },
      ...numbers.map((number) => line(number, data.rows[number], context, !first && !data.filtered && number > newestDrawn))));
    newestDrawn = data.filtered ? newestDrawn : numbers[0];
    return `The latest ${integer(numbers.length)}, newest first.`;
  },
};
