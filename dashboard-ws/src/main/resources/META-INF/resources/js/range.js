// The days that a module's figures are of: a preset or two days, in the address.

import { onAddress, param, setParams } from './address.js';
import { choice, element } from './dom.js';

const PRESETS = [['30d', '30 days'], ['90d', '90 days'], ['365d', '12 months'], ['all', 'All']];
const USUAL = '90d';
const DAY_MS = 86_400_000;

const isoDay = (time) => new Date(time).toISOString().slice(0, 10);

/** The shop's day at a time. */
function businessDay(time, zone) {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(time));
}

/** { from, to } as days such as 2026-01-31; null for an open end. */
export function currentRange(context) {
  const from = param('from');
  const to = param('to');
  if (from || to) {
    return { from, to };
  }
  const preset = PRESETS.some(([name]) => name === param('range')) ? param('range') : USUAL;
  if (preset === 'all') {
    return { from: null, to: null };
  }
  const last = businessDay(context.asOf(), context.zone);
  return { from: isoDay(Date.parse(last) - (Number.parseInt(preset, 10) - 1) * DAY_MS), to: last };
}

/** The range as the beginning of a query, for instance "from=2026-01-01&to=2026-01-31". */
export function rangeQuery(context, more = {}) {
  const params = new URLSearchParams(more);
  for (const [name, day] of Object.entries(currentRange(context))) {
    if (day) {
      params.set(name, day);
    }
  }
  return params.toString();
}

/** The control, once for each module that has a place for it. */
export function startRange(place, context) {
  const from = element('input', { type: 'date', 'aria-label': 'From day' });
  const to = element('input', { type: 'date', 'aria-label': 'To day' });
  const presets = choice('Days', PRESETS, USUAL, (value) => setParams({ range: value === USUAL ? null : value, from: null, to: null }));

  function show() {
    const own = param('from') ?? param('to');
    const preset = own ? '' : param('range') ?? USUAL;
    presets.querySelectorAll('button').forEach((button) => button.setAttribute('aria-pressed', String(button.dataset.value === preset)));
    const range = currentRange(context);
    from.value = range.from ?? '';
    to.value = range.to ?? '';
    from.max = to.value;
    to.min = from.value;
  }

  const choose = () => setParams({ range: null, from: from.value || null, to: to.value || null });
  from.addEventListener('change', choose);
  to.addEventListener('change', choose);
  place.append(presets, element('span', { class: 'days' }, from, '–', to));
  onAddress(show);
  context.onChange(show);
  context.onFirstStatus(show);
  show();
}
