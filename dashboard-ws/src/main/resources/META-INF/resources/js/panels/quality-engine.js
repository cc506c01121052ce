// How the flow is: what comes in, how much waits, how long it takes, what was refused.

import { element } from '../dom.js';
import { duration, integer, number } from '../format.js';

const tile = (id, title, value, note) => element('div', { class: 'tile', 'data-figure': id }, element('dt', {}, title), element('dd', { class: 'value' }, value), element('dd', { class: 'note' }, note));
const ms = (value) => (value === undefined ? '—' : duration(Math.max(100, value)));

export const qualityEngine = {
  name: 'quality-engine',
  whole: true,
  channel: 'status',
  minInterval: 1000,
  draw({ body, data }) {
    const known = data.engine !== undefined;
    const rate = known ? number({ maximumFractionDigits: data.events_per_second < 10 ? 1 : 0 }).format(data.events_per_second) : '—';
    body.replaceChildren(
      tile('engine', 'Engine', known ? data.engine : 'no answer', known ? 'counts the events of the log' : 'it does not say how it is'),
      tile('rate', 'Events a second', rate, 'counted by the engine'),
      tile('waiting', 'Events waiting', known ? integer(data.engine_lag) : '—', 'in the log, not counted yet'),
      tile('lag', 'Figures behind', ms(data.lag_ms), 'from log to page, now'),
      tile('p95', '95 of 100 within', ms(data.p95_ms), 'from log to page'),
      tile('rejected', 'Rejected', known ? integer(data.rejected) : '—', 'since the engine started'));
  },
};
