// The newest events of all kinds as they reach the log.

import { addressOf } from '../address.js';
import { choice, element } from '../dom.js';
import { dateTime, integer, money, timeOfDay } from '../format.js';
import { replaceRows } from '../parts.js';
import { actionWords } from './timeline-words.js';

const DAY_MS = 86_400_000;

let newest = 0;
let paused = null;

function line(number, row, context, fresh) {
  const recent = Math.abs(context.asOf() - Date.parse(row.at)) < DAY_MS;
  const where = [row.channel, row.location, row.country].filter((part) => part && part !== 'unknown').join(', ');
  return element('li', { class: `${row.action}${fresh ? ' fresh' : ''}`, 'data-number': number },
    element('span', { class: 'what' }, element('b', {}, actionWords(row.action)), row.title ? ` ${row.units > 1 ? `${integer(row.units)} × ` : ''}${row.title}` : null),
    element('span', { class: 'amount' }, row.amount === undefined ? '' : money(row.amount, context.currency)),
    element('span', { class: 'who' }, row.customer_id ? element('a', { href: addressOf('customers', row.customer_id), class: 'link' }, row.customer_id) : null, where ? ` · ${where}` : null),
    element('time', { datetime: row.at, title: dateTime(row.at) }, recent ? timeOfDay(row.at) : dateTime(row.at)));
}

export const liveEvents = {
  name: 'live-events',
  channel: 'activity',
  minInterval: 1000,
  emptyText: 'Nothing has happened since the gateway began to watch. Events appear as they happen.',
  isEmpty: (data) => Object.keys(data.rows).length === 0,
  setUp({ controls, redraw }) {
    controls.append(choice('Events', [['run', 'As they happen'], ['hold', 'Hold']], 'run', (value) => {
      paused = value === 'hold' ? true : null;
      redraw();
    }));
  },
  draw({ body, data, context }) {
    if (paused && body.hasChildNodes()) {
      return 'Held. What happens meanwhile is shown when you let it go on.';
    }
    const numbers = Object.keys(data.rows).map(Number).sort((a, b) => b - a);
    const first = newest === 0;
    const focused = body.contains(document.activeElement) ? document.activeElement.closest('[data-number]')?.dataset.number : null;
    replaceRows(body, element('ul', { class: 'feed' }, ...numbers.map((number) => line(number, data.rows[number], context, !first && number > newest))));
    if (focused) {
      body.querySelector(`[data-number="${CSS.escape(focused)}"] a`)?.focus();
    }
    newest = numbers[0];
    return `The latest ${integer(numbers.length)}, newest first. Hold the list to read it.`;
  },
};
