// The days that figures are of: a preset or two days, in the address; and the days before them, to compare with.

import { param } from './address.js';

/** Presets and their words. Without any, live figures are of the days their panel says, and other questions of the usual days. */
export const PRESETS = [['7d', '7 days'], ['30d', '30 days'], ['90d', '90 days'], ['365d', '12 months'], ['all', 'All']];
/** The preset of questions where nothing is asked for. */
export const USUAL = '90d';
const DAY_MS = 86_400_000;

const isoDay = (time) => new Date(time).toISOString().slice(0, 10);
let known = null;

/** The shop's day at a time. */
function businessDay(time, zone) {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(time));
}

function ofPreset(preset, context) {
  if (preset === 'all') {
    return { from: null, to: null };
  }
  const last = businessDay(context.asOf(), context.zone);
  return { from: isoDay(Date.parse(last) - (Number.parseInt(preset, 10) - 1) * DAY_MS), to: last };
}

/** The shop's clock, by which presets are days. */
export function keepTime(context) {
  known = context;
}

/** The preset in the address; null when there is none, or days of one's own. */
export const givenPreset = () => (!param('from') && !param('to') && PRESETS.some(([name]) => name === param('range')) ? param('range') : null);

/** { from, to } that the address asks for, null for an open end; null when it asks for none. */
export function givenDays() {
  const from = param('from');
  const to = param('to');
  if (from || to) {
    return { from, to };
  }
  return givenPreset() && known ? ofPreset(givenPreset(), known) : null;
}

/** { from, to } as days such as 2026-01-31; null for an open end. The usual days when the address asks for none. */
export const currentRange = (context) => givenDays() ?? ofPreset(USUAL, context);

/** What to change in the address so that another module is of the days shown here: the usual ones stand in it too. */
export const sameDays = () => (givenDays() || givenPreset() ? {} : { range: USUAL });

/** The same by whole months, as figures by month are. */
export function sameMonths(context) {
  const { from, to } = currentRange(context);
  const last = to && new Date(Date.UTC(Number(to.slice(0, 4)), Number(to.slice(5, 7)), 0));
  return { range: null, from: from && `${from.slice(0, 7)}-01`, to: last && isoDay(last.getTime()) };
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

/** Whether the days are to be compared with as many right before; only closed ones can be. */
export function isCompared() {
  const days = givenDays();
  return param('compare') === 'previous' && Boolean(days?.from && days?.to);
}

/** As many days right before those that the address asks for, to compare with; null when it does not ask for that. */
export function daysBefore() {
  if (!isCompared()) {
    return null;
  }
  const { from, to } = givenDays();
  const count = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
  return { from: isoDay(Date.parse(from) - count * DAY_MS), to: isoDay(Date.parse(from) - DAY_MS) };
}
