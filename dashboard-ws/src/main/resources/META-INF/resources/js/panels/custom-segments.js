// Segments of the user's own: the list with members counted live, and the way to the builder.

import { tell } from '../api.js';
import { element, table } from '../dom.js';
import { integer } from '../format.js';
import { partsOf, replaceRows } from '../parts.js';
import { startBuilder } from './segment-builder.js';
import { ruleWords } from './segment-words.js';

const COLUMNS = [
  { title: 'Segment', className: 'text' }, { title: 'Customers', className: 'number' }, { title: 'Who', className: 'who narrow-off' }, { title: '', className: 'number' },
];

let builder = null;
let parts = null;

async function remove(id, row) {
  if (!confirm(`Remove the segment "${row.name}"?`)) {
    return;
  }
  try {
    await tell('DELETE', `/api/v1/custom-segments/${encodeURIComponent(id)}`, {}, row.version);
    parts.note.textContent = 'Removed. Its members leave within moments.';
  } catch (failure) {
    parts.note.textContent = failure.message;
  }
}

function action(text, label, act) {
  const button = element('button', { type: 'button', class: 'quiet', 'aria-label': label }, text);
  button.addEventListener('click', act);
  return button;
}

function rowOf(id, row) {
  const rule = JSON.parse(row.rule);
  return {
    cells: [
      element('span', { class: 'product' }, element('span', { class: 'name' }, row.name), row.description ? element('span', { class: 'sub' }, row.description) : null),
      element('span', { 'data-members': id, 'data-value': String(row.members) }, integer(row.members)),
      ruleWords(rule),
      element('span', { class: 'actions' },
        action('Change', `Change ${row.name}`, () => builder.edit(id, row, rule)), action('Remove', `Remove ${row.name}`, () => remove(id, row))),
    ],
  };
}

export const customSegments = {
  name: 'custom-segments',
  channel: 'custom-segments',
  whole: true,
  minInterval: 1000,
  draw({ body, data }) {
    parts = partsOf(body, { list: ['div', {}], note: ['p', { class: 'note', role: 'status', 'aria-live': 'polite' }], form: ['div', {}] });
    builder ??= startBuilder(parts.form);
    const rows = Object.entries(data.rows).sort((a, b) => b[1].members - a[1].members || a[1].name.localeCompare(b[1].name));
    if (rows.length === 0) {
      parts.list.replaceChildren(element('p', { class: 'words' }, 'No segment of your own yet. Say below who belongs to the first.'));
    } else {
      replaceRows(parts.list, table('Custom segments', COLUMNS, rows.map(([id, row]) => rowOf(id, row))));
    }
    return `${integer(rows.length)} of at most 100 segments. Customers enter and leave as their profile changes.`;
  },
};
