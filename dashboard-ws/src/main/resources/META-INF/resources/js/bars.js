// What several panels say the same way: a figure that may be missing, a share, a name that fits on an axis.

import { integer } from './format.js';
import { literal } from './literal.js';

const LONGEST = 22;

/** The figure in words, or a dash where there is none. */
export const orDash = (value, say) => (value === null || value === undefined ? '—' : say(value));

/** A name short enough for an axis, safe for Plotly. */
export const axisName = (text, longest = LONGEST) => literal(text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

/** Names that an axis keeps apart though they look alike. */
export const distinct = (names) => names.map((name, i) => name + '\u200b'.repeat(i));

/** A number of things, for example "1 order", "2 orders". */
export const counted = (count, one, many = `${one}s`) => `${integer(count)} ${count === 1 ? one : many}`;

/** A legend above the chart. */
export const legendAbove = { showlegend: true, legend: { orientation: 'h', y: 1.02, yanchor: 'bottom', x: 0, traceorder: 'normal' } };

/** A colour of the palette, which is #rrggbb, that lets what is behind it be seen. */
export const seenThrough = (color) => (/^#[0-9a-f]{6}$/i.test(color) ? `${color}66` : color);

const DAY_MS = 86_400_000;
const FEW_DAYS = 8;

/** An axis of days, given as 2026-01-31 in their order: few of them are named each, instead of hours between them. */
export const daysAxis = (days) => ({
  type: 'date', showgrid: false, nticks: FEW_DAYS, ...(Date.parse(days.at(-1)) - Date.parse(days[0]) <= FEW_DAYS * DAY_MS ? { dtick: DAY_MS } : {}),
});

const LONG_ENOUGH = 0.35;

/** Where the figure of a bar stands: in it when the bar is so long a part of the longest, otherwise beside it, so that none has to be written small. */
export function figurePlaces(values, longEnough = LONG_ENOUGH) {
  const most = Math.max(...values);
  return values.map((value) => (value >= longEnough * most ? 'inside' : 'outside'));
}
