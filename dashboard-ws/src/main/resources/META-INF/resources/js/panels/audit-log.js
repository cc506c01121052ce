// Who did what, from where and when; and whether the log is whole.

import { ask } from '../api.js';
import { counted } from '../bars.js';
import { element, table } from '../dom.js';
import { dateTime, integer } from '../format.js';
import { actButton, doing, labelled } from '../forms.js';
import { createPages, moreButton } from '../pages.js';
import { partsOf, replaceRows } from '../parts.js';
import { rangeQuery } from '../range.js';

const SIZE = 50;
const COLUMNS = [
  { title: 'When', className: 'when' }, { title: 'Who', className: 'id' }, { title: 'Did', className: 'id' }, { title: 'To' }, { title: 'Outcome' },
  { title: 'From', className: 'when' }, { title: 'More' },
];
const PATH = '/api/v1/audit-log';
const ACTIONS = [
  'session.began', 'session.ended', 'session.token_reused', 'user.first_admin', 'user.created', 'user.changed', 'user.removed', 'user.link', 'user.password_by_link', 'user.password',
  'key.created', 'key.renamed', 'key.revoked', 'api.changed', 'api.refused', 'personal_data.read',
];

const pages = createPages((row) => row.id);
const wanted = { action: '', actor: '' };
let button = null;

function path(context) {
  return `${PATH}?${rangeQuery(context, { ...Object.fromEntries(Object.entries(wanted).filter(([, value]) => value)), limit: SIZE })}`;
}

export const auditLog = {
  name: 'audit-log',
  whole: true,
  question: path,
  isEmpty: (data) => data.items.length === 0,
  emptyText: 'Nothing like that is written down in these days.',
  setUp({ controls, redraw }) {
    const action = element('input', { type: 'search', list: 'audit-actions', maxlength: '100', autocomplete: 'off', spellcheck: 'false', placeholder: 'all', 'data-filter': 'action' });
    const actor = element('input', { type: 'search', maxlength: '100', autocomplete: 'off', spellcheck: 'false', placeholder: 'everybody', 'data-filter': 'actor' });
    const note = element('span', { class: 'note', role: 'status', 'aria-live': 'polite' });
    for (const [name, box] of [['action', action], ['actor', actor]]) {
      box.addEventListener('change', () => {
        wanted[name] = box.value.trim();
        redraw();
      });
    }
    const check = actButton('Check the chain', (control) => doing(control, note, async () => {
      const found = await ask(`${PATH}/verify`);
      return found.intact
        ? `All ${integer(found.entries)} entries are as they were written. Keep this elsewhere: ${found.head}`
        : `Entry ${integer(found.fault.id)} is not as it was written: ${found.fault.what}.`;
    }));
    controls.append(labelled('Did', action), labelled('Who', actor), element('datalist', { id: 'audit-actions' }, ...ACTIONS.map((value) => element('option', { value }))),
      check, element('a', { class: 'button', href: `${PATH}/export`, download: 'audit-log.ndjson' }, 'Export all'), note);
  },
  draw({ body, data, context }) {
    const parts = partsOf(body, { rows: ['div', { class: 'wide-table' }], more: ['div', {}] });
    const show = (items) => {
      replaceRows(parts.rows, table('Audit log', COLUMNS, items.map((row) => ({
        cells: [
          element('time', { datetime: row.at }, dateTime(row.at)), row.actor, row.action, row.target ?? '—',
          element('span', { class: 'badge', 'data-kind': row.outcome === 'done' ? 'good' : 'bad' }, row.outcome), row.address ?? '—', row.details ?? '',
        ],
      })), { cards: true }));
      body.dataset.count = String(items.length);
    };
    show(pages.first(path(context), data));
    button ??= moreButton(pages, 'Earlier', show);
    if (!parts.more.hasChildNodes()) {
      parts.more.append(button.node);
    }
    button.update();
    return `${counted(Number(body.dataset.count), 'entry', 'entries')}${pages.hasMore() ? ' and more' : ''}, newest first.`;
  },
};
