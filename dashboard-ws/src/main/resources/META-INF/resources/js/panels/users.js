// People: who may do what. A new one gets a link, by which they choose a password of their own.

import { tell } from '../api.js';
import { element, table } from '../dom.js';
import { counted } from '../bars.js';
import { ago, dateTime } from '../format.js';
import { actButton, doing, labelled, onceBox, select, sureButton } from '../forms.js';
import { partsOf, replaceRows } from '../parts.js';
import { asPersonal, SIGHTS, sightOf } from './sights.js';

const ROLES = [['viewer', 'Viewer: reads'], ['analyst', 'Analyst: saves views and segments'], ['admin', 'Administrator: everything']];
const COLUMNS = [
  { title: 'Name', className: 'id' }, { title: 'Role' }, { title: 'Personal data' }, { title: 'State', className: 'narrow-off' }, { title: 'Signed in', className: 'when narrow-off' }, { title: '', className: 'number' },
];
const PATH = '/api/v1/users';

let shown = '';
let note = null;
let again = null;

const linkHint = (link) => `Give it to them. It works once, until ${dateTime(link.expires_at)}, and is shown now only.`;

function form(made) {
  const name = element('input', { type: 'text', maxlength: '100', required: true, autocomplete: 'off', name: 'name' });
  const role = select({ name: 'role' }, ROLES);
  const personal = select({ name: 'personal' }, SIGHTS);
  const add = element('button', { type: 'submit', class: 'primary', 'data-action': 'add-user' }, 'Add');
  const node = element('form', { class: 'entry', novalidate: true }, labelled('Name', name), labelled('Role', role), labelled('Sees personal data', personal), add);
  node.addEventListener('submit', (event) => {
    event.preventDefault();
    doing(add, note, async () => {
      const created = await tell('POST', PATH, { name: name.value.trim(), role: role.value, ...asPersonal(personal.value) });
      made.replaceChildren(onceBox(`Link for ${created.user.name}`, created.link.url, linkHint(created.link)));
      node.reset();
      await again();
    });
  });
  return node;
}

function row(user, made) {
  const change = (control, part) => doing(control, note, async () => {
    const draft = { name: user.name, role: user.role, ...asPersonal(sightOf(user)), disabled: user.disabled, ...part };
    try {
      await tell('PUT', `${PATH}/${user.id}`, draft, user.version);
    } finally {
      shown = ''; // what was chosen and refused is put back
      await again();
    }
    return `${user.name} is changed and has to sign in again.`;
  });
  const role = select({ 'aria-label': `Role of ${user.name}` }, ROLES.map(([value]) => [value, value]), user.role);
  role.addEventListener('change', () => change(role, { role: role.value }));
  const personal = select({ 'aria-label': `${user.name} sees personal data` }, SIGHTS, sightOf(user));
  personal.addEventListener('change', () => change(personal, asPersonal(personal.value)));
  const state = user.disabled ? ['Disabled', 'bad'] : user.has_password ? ['Active', 'good'] : ['Invited', 'warn'];
  const link = actButton('New link', (button) => doing(button, note, async () => {
    const fresh = await tell('POST', `${PATH}/${user.id}/link`);
    made.replaceChildren(onceBox(`Link for ${user.name}`, fresh.url, linkHint(fresh)));
  }));
  const off = actButton(user.disabled ? 'Enable' : 'Disable', (button) => change(button, { disabled: !user.disabled }));
  const remove = sureButton('Remove', 'Really remove?', (button) => doing(button, note, async () => {
    await tell('DELETE', `${PATH}/${user.id}`, undefined, user.version);
    await again();
    return `${user.name} is removed.`;
  }));
  return {
    cells: [
      user.name, role, personal, element('span', { class: 'badge', 'data-kind': state[1] }, state[0]),
      user.last_sign_in_at ? element('time', { datetime: user.last_sign_in_at, title: dateTime(user.last_sign_in_at) }, ago(user.last_sign_in_at, Date.now())) : 'never',
      element('div', { class: 'actions' }, link, off, remove),
    ],
  };
}

export const users = {
  name: 'users',
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
      replaceRows(parts.rows, table('People', COLUMNS, data.items.map((user) => row(user, parts.made)), { cards: true }));
    }
    return `${counted(data.items.length, 'person', 'people')}. A change of role, or of what somebody may see, ends their sessions.`;
  },
};
