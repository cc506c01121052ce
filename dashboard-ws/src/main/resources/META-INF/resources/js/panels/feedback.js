// What customers wrote, newest first, with how it sounds.

import { choice, element } from '../dom.js';
import { customerButton } from '../customer.js';
import { dateTime, integer, number } from '../format.js';
import { replaceRows } from '../parts.js';
import { rangeQuery } from '../range.js';

const MOODS = [['', 'All'], ['positive', 'Positive'], ['negative', 'Negative']];
const SHOWN = 40;
const KINDS = { positive: 'good', negative: 'bad' };

let mood = '';

export const feedback = {
  name: 'feedback',
  question: (context) => `/api/v1/feedback?${rangeQuery(context, { limit: String(SHOWN), ...(mood ? { mood } : {}) })}`,
  isEmpty: (data) => data.items.length === 0,
  emptyText: () => (mood ? `Nothing ${mood} in these days.` : 'Nobody wrote in these days.'),
  setUp({ controls, redraw }) {
    controls.append(choice('How it sounds', MOODS, mood, (value) => {
      mood = value;
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
        element('time', { datetime: row.at }, dateTime(row.at))))));
    return `The newest ${integer(data.items.length)}. How it sounds is a lexicon's judgement of the words, not a person's.`;
  },
};
