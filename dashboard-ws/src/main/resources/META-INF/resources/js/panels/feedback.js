// What customers wrote, newest first, with how it sounds and where the shop stands with it. Who may change things says the latter here.

import { tell } from '../api.js';
import { choice, element } from '../dom.js';
import { customerButton } from '../customer.js';
import { dateTime, integer, number } from '../format.js';
import { replaceRows } from '../parts.js';
import { rangeQuery } from '../range.js';

const MOODS = [['', 'All'], ['positive', 'Positive'], ['negative', 'Negative']];
const SHOWN = 40;
const KINDS = { positive: 'good', negative: 'bad' };

const STATUSES = [['new', 'New'], ['in_progress', 'In progress'], ['resolved', 'Resolved'], ['closed', 'Closed']];

let mood = '';
let status = '';
let mayAnswer = false;

/** Where the shop stands: a choice for those who may make it, a word for others. */
function standing(row) {
  if (!mayAnswer) {
    return (row.status ?? 'new') === 'new' ? null : element('span', { class: 'badge' }, STATUSES.find(([value]) => value === row.status)?.[1] ?? row.status);
  }
  const select = element('select', { 'aria-label': 'Where it stands' },
    ...STATUSES.map(([value, text]) => element('option', { value, selected: value === row.status }, text)));
  const failure = element('span', { role: 'alert' });
  select.addEventListener('change', async () => {
    try {
      const changed = await tell('PUT', `/api/v1/feedback/${encodeURIComponent(row.event_id)}/status`, { status: select.value }, row.status_version);
      row.status = changed.status;
      row.status_version = changed.version;
      failure.textContent = '';
    } catch (refused) {
      select.value = row.status;
      failure.textContent = ` ${refused.message}`;
    }
  });
  return element('span', {}, select, failure);
}

export const feedback = {
  name: 'feedback',
  question: (context) => `/api/v1/feedback?${rangeQuery(context, { limit: String(SHOWN), ...(mood ? { mood } : {}), ...(status ? { status } : {}) })}`,
  isEmpty: (data) => data.items.length === 0,
  emptyText: () => (status ? 'Nothing that stands so in these days.' : mood ? `Nothing ${mood} in these days.` : 'Nobody wrote in these days.'),
  setUp({ controls, context, redraw }) {
    context.who.then((me) => {
      mayAnswer = me?.mode === 'open' || Boolean(me?.roles?.includes('analyst'));
      redraw();
    });
    controls.append(choice('How it sounds', MOODS, mood, (value) => {
      mood = value;
      redraw();
    }), choice('Where it stands', [['', 'All'], ...STATUSES.slice(0, 3)], status, (value) => {
      status = value;
      redraw();
    }));
  },
  draw({ body, data, context }) {
    replaceRows(body, ...data.items.map((row) => element('li', {},
      element('div', { class: 'said' },
        element('span', { class: 'what' }, row.text ?? (row.score === null || row.score === undefined ? '' : `${row.type}: ${integer(row.score)}`)),
        row.mood ? element('span', { class: 'badge', 'data-kind': KINDS[row.mood], title: `Sentiment ${number({ maximumFractionDigits: 2 }).format(row.sentiment)}` }, row.mood) : null),
      element('div', { class: 'from' },
        customerButton(row.customer_id, context),
        ` · ${row.type}${row.rating ? ` · ${'★'.repeat(row.rating)}` : ''} · `,
        element('time', { datetime: row.at }, dateTime(row.at)), ' ', standing(row)))));
    return `The newest ${integer(data.items.length)}. How it sounds is a lexicon's judgement of the words, not a person's.`;
  },
};
