// Tickets by what they are about.

import { addressChanged } from '../address.js';
import { element, table } from '../dom.js';
import { integer, longDuration, percent } from '../format.js';
import { replaceRows } from '../parts.js';
import { rangeQuery, sameDays } from '../range.js';

const COLUMNS = [
  { title: 'About', className: 'id' }, { title: 'Tickets', className: 'number' }, { title: 'Open', className: 'number' }, { title: 'First answer', className: 'number narrow-off' },
  { title: 'Resolved after', className: 'number' }, { title: 'Opened again', className: 'number narrow-off' }, { title: 'Satisfied', className: 'number' },
];
const orNone = (value, say) => (value === null || value === undefined ? '—' : say(value));

export const supportCategories = {
  name: 'support-categories',
  question: (context) => `/api/v1/support?${rangeQuery(context, { dimension: 'category' })}`,
  isEmpty: (data) => data.length === 0,
  emptyText: 'No ticket was opened in these days.',
  draw({ body, data }) {
    const rows = [...data].sort((a, b) => b.opened - a.opened);
    replaceRows(body, table('Tickets by category', COLUMNS, rows.map((row) => ({
      cells: [
        element('a', { class: 'link', href: addressChanged('customers', { ticket: row.value, ...sameDays() }) }, row.value), integer(row.opened), integer(row.open),
        orNone(row.first_response_median_seconds, longDuration), orNone(row.resolution_median_seconds, longDuration),
        orNone(row.reopened.share, percent), orNone(row.satisfied.share, (share) => percent(share, 0)),
      ],
    }))));
    return 'Times are medians.';
  },
};
