// Alerts as they stand, also those that are cleared; raised ones stand on the overview too.

import { counted, orDash } from '../bars.js';
import { element, table } from '../dom.js';
import { ago, dateTime, integer, number } from '../format.js';
import { createPages, moreButton } from '../pages.js';
import { partsOf, replaceRows } from '../parts.js';
import { alertWords } from './reason-words.js';

const PATH = '/api/v1/alerts?limit=50';
const COLUMNS = [
  { title: 'State' }, { title: 'What', className: 'text' }, { title: 'About', className: 'id' }, { title: 'Measured', className: 'number' }, { title: 'Limit', className: 'number' },
  { title: 'Since', className: 'when' }, { title: 'Raised', className: 'when' },
];

const pages = createPages((row) => row.id);
let button = null;

const figure = (value) => orDash(value, (known) => number({ maximumSignificantDigits: 3 }).format(known));
const time = (at) => orDash(at, (known) => element('time', { datetime: known, title: dateTime(known) }, ago(known, Date.now())));

export const alerts = {
  name: 'alerts',
  whole: true,
  question: () => PATH,
  isEmpty: (data) => data.items.length === 0,
  emptyText: 'No alert was ever raised.',
  draw({ body, data }) {
    const parts = partsOf(body, { rows: ['div', { class: 'wide-table foreign' }], more: ['div', {}] });
    let shown = [];
    const show = (items) => {
      shown = items;
      replaceRows(parts.rows, table('Alerts', COLUMNS, items.map((row) => ({
        cells: [
          element('span', { class: 'badge', 'data-kind': row.state === 'raised' ? 'bad' : 'good' }, row.state),
          alertWords(row), row.subject, figure(row.value), figure(row.limit), time(row.at), time(row.raised_at),
        ],
      })), { cards: true }));
    };
    show(pages.first(PATH, data));
    button ??= moreButton(pages, 'Earlier', show);
    if (!parts.more.hasChildNodes()) {
      parts.more.append(button.node);
    }
    button.update();
    return `${integer(shown.filter(({ state }) => state === 'raised').length)} of ${counted(shown.length, 'alert')} stand.`;
  },
};
