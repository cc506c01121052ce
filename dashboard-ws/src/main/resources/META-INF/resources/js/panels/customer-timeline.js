// All a customer did and all that was decided about them, newest first, by kind, page by page.

import { currentItem, currentModule, onAddress, param, setParams } from '../address.js';
import { element } from '../dom.js';
import { dateTime, fullDay, integer, money, timeOfDay } from '../format.js';
import { createPages, moreButton } from '../pages.js';
import { partsOf, replaceRows } from '../parts.js';
import { aboutWords, actionWords, furtherWords, KINDS } from './timeline-words.js';

const SIZE = 50;

const pages = createPages((entry) => entry.id);
let button = null;

function path() {
  const query = new URLSearchParams({ limit: SIZE });
  if (KINDS.some(([kind]) => kind && kind === param('kind'))) {
    query.set('kind', param('kind'));
  }
  return `/api/v1/customers/${encodeURIComponent(currentItem())}/timeline?${query}`;
}

function line(entry, context) {
  const about = aboutWords(entry);
  const further = furtherWords(entry);
  const amount = entry.value === null || entry.value === undefined ? null : money(entry.action === 'refund' ? -entry.value : entry.value, context.currency);
  return element('li', { 'data-kind': entry.kind },
    element('time', { datetime: entry.occurred_at, title: dateTime(entry.occurred_at) }, timeOfDay(entry.occurred_at)),
    element('span', { class: 'what' }, element('b', {}, actionWords(entry.action)), about ? ` ${about}` : null),
    amount === null ? null : element('span', { class: 'amount' }, amount),
    entry.text ? element('q', {}, entry.text) : null,
    further ? element('span', { class: 'further' }, further) : null);
}

/** Entries by the day that their times of day are of. */
function days(items, context) {
  const groups = [];
  for (const entry of items) {
    const day = fullDay(entry.occurred_at);
    if (groups.at(-1)?.day !== day) {
      groups.push({ day, entries: [] });
    }
    groups.at(-1).entries.push(entry);
  }
  return groups.map(({ day, entries }) => element('section', {}, element('h4', {}, day), element('ol', {}, ...entries.map((entry) => line(entry, context)))));
}

export const customerTimeline = {
  name: 'customer-timeline',
  whole: true,
  question: () => (currentModule() === 'customers' && currentItem() ? path() : null),
  isEmpty: (data) => data.items.length === 0,
  emptyText: () => (param('kind') ? 'Nothing of this kind.' : 'Nothing has happened yet.'),
  setUp({ controls }) {
    const select = element('select', { 'aria-label': 'What happened' }, ...KINDS.map(([value, text]) => element('option', { value }, text)));
    select.addEventListener('change', () => setParams({ kind: select.value || null }));
    const show = () => { select.value = param('kind') ?? ''; };
    onAddress(show);
    show();
    controls.append(select);
  },
  draw({ body, data, context }) {
    const parts = partsOf(body, { entries: ['div', { class: 'timeline' }], more: ['div', {}] });
    const show = (items) => {
      replaceRows(parts.entries, ...days(items, context));
      body.dataset.count = String(items.length);
    };
    show(pages.first(path(), data));
    button ??= moreButton(pages, 'Earlier', show);
    if (!parts.more.hasChildNodes()) {
      parts.more.append(button.node);
    }
    button.update();
    return `The latest ${integer(Number(body.dataset.count))}${pages.hasMore() ? '; there are more' : ''}.`;
  },
};
