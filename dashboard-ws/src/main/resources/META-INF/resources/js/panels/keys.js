// API keys, for programs.

import { tell } from '../api.js';
import { element, table } from '../dom.js';
import { ago, dateTime, integer } from '../format.js';
import { doing, labelled, onceBox, select, sureButton } from '../forms.js';
import { partsOf, replaceRows } from '../parts.js';
import { asPersonal, SIGHTS, sightWords } from './sights.js';

const SCOPES = [['viewer', 'Viewer: reads'], ['analyst', 'Analyst: saves views and segments'], ['admin', 'Administrator: everything'], ['ingest', 'Ingest: sends events, reads nothing']];
const COLUMNS = [
  { title: 'Key', className: 'id' }, { title: 'Scope' }, { title: 'Personal data', className: 'narrow-off' }, { title: 'State' }, { title: 'Last used', className: 'when narrow-off' },
  { title: 'Made by', className: 'narrow-off' }, { title: '', className: 'number' },
];
const PATH = '/api/v1/keys';

let shown = '';
let note = null;
let again = null;

function form(made) {
  const name = element('input', { type: 'text', maxlength: '100', required: true, autocomplete: 'off', name: 'name' });
  const scope = select({ name: 'scope' }, SCOPES);
  const personal = select({ name: 'personal' }, SIGHTS);
  const days = element('input', { type: 'number', min: '1', max: '365', value: '90', name: 'days' });
  const add = element('button', { type: 'submit', class: 'primary', 'data-action': 'add-key' }, 'Make a key');
  const node = element('form', { class: 'entry', novalidate: true }, labelled('What for', name), labelled('Scope', scope), labelled('Days', days), labelled('Sees personal data', personal), add);
  node.addEventListener('submit', (event) => {
    event.preventDefault();
    doing(add, note, async () => {
      const draft = { name: name.value.trim(), scope: scope.value, ...asPersonal(personal.value), expires_in_days: Number(days.value) };
      const created = await tell('POST', PATH, draft);
      made.replaceChildren(onceBox(`Key ${created.key.name}`, created.secret, `For "Authorization: Bearer …". It is shown now only, and holds until ${dateTime(created.key.expires_at)}.`));
      node.reset();
      await again();
    });
  });
  return node;
}

function stateOf(key) {
  if (key.revoked_at) {
    return ['Revoked', 'bad'];
  }
  return Date.parse(key.expires_at) <= Date.now() ? ['Expired', 'warn'] : [`Until ${dateTime(key.expires_at)}`, 'good'];
}

function row(key) {
  const [words, kind] = stateOf(key);
  const revoke = sureButton('Revoke', 'Really revoke?', (button) => doing(button, note, async () => {
    await tell('DELETE', `${PATH}/${key.id}`, undefined, key.version);
    await again();
    return `${key.name} is revoked.`;
  }));
  return {
    cells: [
      key.name, key.scope, sightWords(key), element('span', { class: 'badge', 'data-kind': kind }, words),
      key.last_used_at ? element('time', { datetime: key.last_used_at, title: dateTime(key.last_used_at) }, ago(key.last_used_at, Date.now())) : 'never',
      key.created_by, key.revoked_at ? '' : element('div', { class: 'actions' }, revoke),
    ],
  };
}

export const keys = {
  name: 'keys',
  whole: true,
  question: () => PATH,
  setUp({ redraw }) {
    again = redraw;
  },
  draw({ body, data }) {
    const parts = partsOf(body, { form: ['div', {}], note: ['p', { class: 'note', role: 'status', 'aria-live': 'polite' }], made: ['div', {}], rows: ['div', { class: 'wide-table' }] });
    note = parts.note;
    if (!parts.form.hasChildNodes()) {
      parts.form.append(form(parts.made));
    }
    const now = JSON.stringify(data.items);
    if (now !== shown) {
      shown = now;
      replaceRows(parts.rows, data.items.length === 0 ? element('p', { class: 'words' }, 'No key yet.') : table('API keys', COLUMNS, data.items.map(row), { cards: true }));
    }
    const active = data.items.filter((key) => stateOf(key)[1] === 'good').length;
    return `${integer(active)} of ${integer(data.items.length)} hold. Use of a key at the ingest service is not seen here.`;
  },
};
