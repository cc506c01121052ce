// Imports: how far each is, why it failed, and what cleaning did.

import { element, table } from '../dom.js';
import { ago, dateTime, integer } from '../format.js';
import { actButton, doing, sureButton } from '../forms.js';
import { atIngest, IMPORTS } from '../imports.js';
import { partsOf, replaceRows } from '../parts.js';

const SOON_MS = 1_000;
const UNDER_WAY = ['queued', 'running', 'waiting_for_kafka'];
const STATES = {
  queued: ['waits its turn', 'warn'], running: ['runs', 'warn'], waiting_for_kafka: ['waits for Kafka', 'warn'], completed: ['completed', 'good'],
  failed: ['failed', 'bad'], cancelled: ['cancelled', 'bad'], interrupted: ['interrupted', 'bad'],
};
const STEPS = {
  unreadable: 'cannot be read', without_customer: 'no customer', cancelled: 'cancelled', not_positive: 'quantity or price not above zero', duplicate: 'twice the same', outlier: 'far from the others', oversized_order: 'an order too large',
};
const COLUMNS = [{ title: 'File', className: 'text' }, { title: 'State', className: 'text' }, { title: 'Rows', className: 'number' }, { title: 'Events acknowledged', className: 'number narrow-off' }, { title: 'Asked for', className: 'when narrow-off' }, { title: '', className: 'number' }];

let shown = '';
let again = null;
let timer = 0;
let parts = null;

function report(status) {
  const { report: done } = status;
  if (!done) {
    return [element('p', { class: 'words' }, status.problem?.detail ?? 'There is no report yet.')];
  }
  const steps = done.steps.map((step) => ({
    cells: [STEPS[step.step] ?? step.step, integer(step.removed), integer(step.left), step.examples.map((example) => `${integer(example.row)}: ${example.reason}`).join('; ')],
  }));
  return [
    element('p', { class: 'words' }, `${integer(done.rows)} rows; left are ${integer(done.lines)} lines of ${integer(done.orders)} orders by ${integer(done.customers)} customers, worth ${done.revenue}.`),
    ...done.notes.map((note) => element('p', { class: 'words' }, note)),
    element('div', { class: 'wide-table foreign' }, table('What cleaning took out', [{ title: 'Why' }, { title: 'Taken out', className: 'number' }, { title: 'Left', className: 'number' }, { title: 'The first rows', className: 'text' }], steps)),
  ];
}

async function open(id, title) {
  const status = await atIngest('GET', `${IMPORTS}/${encodeURIComponent(id)}`);
  const close = actButton('Close', () => parts.one.replaceChildren());
  parts.one.replaceChildren(element('section', { class: 'bench', 'aria-label': `Report: ${title}` }, element('h4', { tabindex: '-1' }, title), ...report(status), element('div', { class: 'actions' }, close)));
  parts.one.querySelector('h4').focus();
}

function row(each) {
  const [words, kind] = STATES[each.state] ?? [each.state, 'warn'];
  const isUnderWay = UNDER_WAY.includes(each.state);
  const state = element('div', {}, element('span', { class: 'badge', 'data-kind': kind }, each.dry_run ? `${words}, only counted` : words));
  if (isUnderWay) {
    state.append(element('progress', { max: '100', value: String(each.progress.percent), 'aria-label': `How far ${each.file} is` }));
  } else if (each.problem) {
    state.append(element('p', { class: 'words' }, each.problem.detail));
  }
  const act = isUnderWay
    ? sureButton('Stop', 'Really stop?', (button) => doing(button, parts.note, async () => {
      await atIngest('DELETE', `${IMPORTS}/${encodeURIComponent(each.id)}`);
      await again();
    }))
    : actButton('Report', (button) => doing(button, parts.note, () => open(each.id, each.file)));
  return {
    cells: [
      each.file || '—', state, integer(each.progress.rows), integer(each.progress.events_acknowledged),
      element('time', { datetime: each.created_at, title: dateTime(each.created_at) }, ago(each.created_at, Date.now())), act,
    ],
  };
}

export const importList = {
  name: 'import-list',
  whole: true,
  question: () => IMPORTS,
  emptyText: 'Nothing was imported yet.',
  isEmpty: ({ imports }) => imports.length === 0,
  setUp({ redraw }) {
    again = redraw;
    document.addEventListener('tillstream-imported', () => again());
  },
  draw({ body, data }) {
    parts = partsOf(body, { rows: ['div', { class: 'wide-table foreign' }], note: ['p', { class: 'note', role: 'status', 'aria-live': 'polite' }], one: ['div', {}] });
    const now = JSON.stringify(data.imports);
    if (now !== shown) {
      shown = now;
      replaceRows(parts.rows, table('Imports', COLUMNS, data.imports.map(row), { cards: true }));
    }
    const underWay = data.imports.filter((each) => UNDER_WAY.includes(each.state)).length;
    clearTimeout(timer);
    if (underWay > 0) {
      timer = setTimeout(() => parts.rows.offsetParent && again(), SOON_MS);
    }
    return `${integer(underWay)} of ${integer(data.imports.length)} are under way. One that was interrupted goes on by itself when the service runs again; import the file again if it does not.`;
  },
};
