// Customers: searched, filtered and sorted, page by page. What is looked for stands in the address.

import { addressOf, currentModule, onAddress, param, setParams } from '../address.js';
import { counted, orDash } from '../bars.js';
import { element, table } from '../dom.js';
import { givenFilters } from '../filters.js';
import { ago, integer, money, percent } from '../format.js';
import { createPages, moreButton } from '../pages.js';
import { partsOf, replaceRows } from '../parts.js';
import { SEGMENTS } from './segment-colors.js';

const SIZE = 50;
const SORTS = [
  ['-net', 'Most spent'], ['-orders', 'Most orders'], ['-last_purchase_at', 'Bought last'], ['-last_seen_at', 'Seen last'], ['-value_expected', 'Most expected'],
  ['-churn_probability', 'Likeliest to leave'], ['-purchase_probability', 'Likeliest to buy'], ['last_purchase_at', 'Longest without a purchase'], ['customer_id', 'By id'],
];
const FILTERS = [
  ['segment', 'Segment', SEGMENTS], ['tier', 'Churn risk', ['High', 'Medium', 'Low']], ['cluster', 'Tier', ['Platinum', 'Gold', 'Silver', 'Bronze']],
  ['behaviour', 'Behaviour', ['Frequent Buyer', 'Bargain Hunter', 'Brand Loyal', 'Window Shopper', 'Seasonal Buyer']],
];
const COLUMNS = [
  { title: 'Customer', className: 'id' }, { title: 'Segment', className: 'narrow-off' }, { title: 'Orders', className: 'number' }, { title: 'Spent', className: 'number' },
  { title: 'Last purchase', className: 'when narrow-off' }, { title: 'Churn', className: 'number' }, { title: 'Buys in 7 days', className: 'number narrow-off' },
  { title: 'Expected', className: 'number narrow-off' }, { title: 'From', className: 'narrow-off' },
];
const LONGEST = 100;

const pages = createPages((row) => row.customer_id);
let button = null;
let search = null;

const isHere = () => currentModule() === 'customers';

function path() {
  const query = new URLSearchParams();
  for (const name of ['search', 'sort', ...FILTERS.map(([filter]) => filter)]) {
    if (param(name)) {
      query.set(name, param(name));
    }
  }
  query.set('limit', SIZE);
  return `/api/v1/customers?${query}`;
}

/** A select whose choice stands in the address. */
function chooser(name, title, options, usual) {
  const select = element('select', { 'data-filter': name }, ...options.map(([value, text]) => element('option', { value }, text)));
  select.addEventListener('change', () => setParams({ [name]: select.value === usual ? null : select.value }));
  return { name, usual, select, node: element('label', {}, element('span', {}, title), select) };
}

function cells(row, context) {
  const where = [row.location, row.country].filter((part) => part && part !== 'unknown').join(', ');
  return [
    element('a', { href: addressOf('customers', row.customer_id), class: 'link' }, row.customer_id),
    row.segment ?? '—', integer(row.orders), money(row.net, context.currency), row.last_purchase_at ? ago(row.last_purchase_at, context.asOf()) : '—',
    row.churn_tier ? `${row.churn_tier}${row.churn_probability === null ? '' : ` · ${percent(row.churn_probability, 0)}`}` : '—',
    orDash(row.purchase_probability, (value) => percent(value, 0)), orDash(row.value_expected, (value) => money(value, context.currency)), where || '—',
  ];
}

export const customers = {
  name: 'customers',
  question: () => (isHere() ? path() : null),
  isEmpty: (data) => data.items.length === 0,
  emptyText: () => (param('search') || Object.keys(givenFilters()).length > 0 ? 'No customer is like that. Take a filter away.' : 'No customer yet. They appear with the first event.'),
  setUp({ controls, context, section }) {
    const box = element('input', { type: 'search', maxlength: LONGEST, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'customers-hint', 'data-filter': 'search' });
    const hint = element('span', { id: 'customers-hint', class: 'note' }, 'The beginning of an id');
    search = element('form', { class: 'search', role: 'search' }, element('label', {}, element('span', {}, 'Search'), box), element('button', { class: 'quiet', type: 'submit' }, 'Find'));
    const choosers = [
      ...FILTERS.map(([name, title, values]) => chooser(name, title, [['', 'All'], ...values.map((value) => [value, value])], '')),
      chooser('sort', 'Sorted by', SORTS, '-net'),
    ];
    search.addEventListener('submit', (event) => {
      event.preventDefault();
      setParams({ search: box.value.trim() || null });
    });
    box.addEventListener('search', () => box.value === '' && param('search') && setParams({ search: null }));
    let shown = '';
    function show() {
      const given = param('search') ?? '';
      if (given !== shown) { // what is being typed stays when something else changes
        shown = given;
        box.value = given;
      }
      for (const { name, usual, select } of choosers) {
        select.value = param(name) ?? usual;
      }
    }
    controls.append(search, ...choosers.map((each) => each.node));
    section.querySelector('[data-body]').before(hint);
    context.who.then((me) => {
      if (me?.roles?.some((role) => role === 'personal_data' || role === 'personal_contacts')) {
        hint.textContent = 'The beginning of an id, of a name or last name, or of an e-mail address';
      }
    });
    onAddress(show);
    show();
  },
  draw({ body, data, context }) {
    const parts = partsOf(body, { rows: ['div', { class: 'wide-table' }], more: ['div', {}] });
    const show = (items) => {
      replaceRows(parts.rows, table('Customers', COLUMNS, items.map((row) => ({ cells: cells(row, context) }))));
      body.dataset.count = String(items.length);
    };
    show(pages.first(path(), data));
    button ??= moreButton(pages, 'More customers', show);
    if (!parts.more.hasChildNodes()) {
      parts.more.append(button.node);
    }
    button.update();
    return `${counted(Number(body.dataset.count), 'customer')}${pages.hasMore() ? ', and there are more' : ''}.`;
  },
};
