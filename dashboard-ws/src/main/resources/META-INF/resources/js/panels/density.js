// Where all customers lie, of whom the points of a scatter are a sample: cells of two figures, each with the exact number of its customers.

import { counted } from '../bars.js';
import { integer, money, percent } from '../format.js';

const BEYOND = 1.5; // how far a last step is drawn that has no end, as a multiple of where it begins
const FAINT = 0.08;
const STRONG = 0.7;
const SMALLEST_SPEND = 0.01;

const whole = ({ from, to }) => (to === undefined ? `${integer(from)} and more` : to - from === 1 ? integer(from) : `${integer(from)} to ${integer(to - 1)}`);

function amount({ from, to }, currency) {
  if (to === undefined) {
    return `${money(from, currency)} and more`;
  }
  return from < SMALLEST_SPEND ? `below ${money(to, currency)}` : `${money(from, currency)} to ${money(to, currency)}`;
}

/** The greatest amount below a bound, in micros of the currency's unit. */
const justBelow = (bound) => Number((bound - 1e-6).toFixed(6));
/** The greatest number below a probability. */
const rightBelow = (bound) => bound * (1 - Number.EPSILON / 2);

/** Figures that cells are by: where a bound is on the axis, what a step is called, which customers the list shows of it. */
export const byOrders = {
  at: (bound) => bound - 0.5,
  say: (step) => (step.to === 2 ? '1 order' : `${whole(step)} orders`),
  of: ({ from, to }) => ({ min_orders: from, max_orders: to === undefined ? null : to - 1 }),
};
export const bySpend = (currency) => ({
  at: (bound) => Math.max(bound, 0.5), // the axis is logarithmic
  say: (step) => amount(step, currency),
  of: ({ from, to }) => ({ min_net: from, max_net: to === undefined ? null : justBelow(to) }),
});
/** Customers by a step of what they are expected to spend. */
export const ofExpected = ({ from, to }) => ({ min_value_expected: from, max_value_expected: to === undefined ? null : justBelow(to) });
export const byExpected = (currency) => ({ at: (bound) => Math.max(bound, 0.1), say: (step) => `expected ${amount(step, currency)}`, of: ofExpected });
export const byAlive = {
  at: (bound) => bound,
  end: 1,
  say: ({ from, to }) => `still buys: ${percent(from, 0)} to ${percent(to ?? 1, 0)}`,
  of: ({ from, to }) => ({ min_alive_probability: from, max_alive_probability: to === undefined ? null : rightBelow(to) }),
};
export const byRecency = {
  at: (bound) => bound + 1,
  say: (step) => (step.to === 2 && step.from === 1 ? '1 day ago' : `${whole(step)} days ago`),
  of: ({ from, to }) => ({ min_recency_days: from, max_recency_days: to === undefined ? null : to - 1 }),
};

/** A logarithmic axis of whole orders: none between them. */
export const ORDERS_TICKS = ((orders) => ({ type: 'log', tickvals: orders, ticktext: orders.map((count) => (count < 1_000 ? String(count) : `${count / 1_000}k`)) }))(
  [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000]);

/** A logarithmic axis of amounts, also below 1. */
export const AMOUNT_TICKS = ((amounts) => ({ type: 'log', tickvals: amounts, ticktext: amounts.map((amount) => (amount < 1_000 ? String(amount) : amount < 1e6 ? `${amount / 1_000}k` : `${amount / 1e6}M`)) }))(
  [0.01, 0.1, 1, 10, 100, 1_000, 10_000, 100_000, 1e6, 1e7, 1e8]);

/** A logarithmic axis of days, with room for today. */
export const RECENCY_TICKS = ((days) => ({ type: 'log', tickvals: days.map(byRecency.at), ticktext: days.map(String) }))([0, 1, 3, 7, 14, 30, 90, 180, 365, 730]);

/** Spreads customers of the same whole number a little, always the same way, so that they do not hide each other: -0.5 to 0.5. */
export function spread(customerId) {
  let hash = 0;
  for (let i = 0; i < customerId.length; i++) {
    hash = Math.imul(hash ^ customerId.charCodeAt(i), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash, 0x85ebca6b);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32 - 0.5;
}

function stepsOf(bounds, places) {
  const first = Math.min(...places) - 1;
  return Array.from({ length: Math.max(...places) - first }, (_, i) => ({ from: bounds[first + i], to: bounds[first + i + 1] }));
}

/**
 * The cells of { x: [lower bounds], y, cells: { "1.7": customers } }, cut to where somebody is: { customers, xs, ys: steps { from, to }, the last possibly without `to`,
 * rows: customers, or null where nobody is }. Null when nobody is anywhere.
 */
export function cellsOf(density) {
  const found = Object.entries(density?.cells ?? {}).map(([place, customers]) => [...place.split('.').map(Number), customers]);
  if (found.length === 0) {
    return null;
  }
  const xs = stepsOf(density.x, found.map(([x]) => x));
  const ys = stepsOf(density.y, found.map(([, y]) => y));
  const [left, low] = [density.x.indexOf(xs[0].from) + 1, density.y.indexOf(ys[0].from) + 1];
  const rows = ys.map(() => xs.map(() => null));
  found.forEach(([x, y, customers]) => {
    rows[y - low][x - left] = customers;
  });
  return { customers: found.reduce((sum, [, , customers]) => sum + customers, 0), xs, ys, rows };
}

const edges = (steps, { at, end }) => [...steps.map(({ from }) => at(from)), at(steps.at(-1).to ?? end ?? steps.at(-1).from * BEYOND)];

/** A colour scale for numbers between 1 and most: each doubling is as much stronger. */
function byDoublings(color, most) {
  const [red, green, blue] = [1, 3, 5].map((i) => Number.parseInt(color.slice(i, i + 2), 16));
  const doublings = Math.max(1, Math.ceil(Math.log2(most)));
  const shade = (share) => `rgba(${red},${green},${blue},${(FAINT + (STRONG - FAINT) * share).toFixed(3)})`;
  return [[0, shade(0)], ...Array.from({ length: doublings }, (_, i) => [Math.min(1, 2 ** (i + 1 - doublings)), shade((i + 1) / doublings)])];
}

/** A heat map of the cells. x and y are figures such as byOrders. A cell leads to its customers by its customdata. */
export function densityTrace(colors, { customers, xs, ys, rows }, x, y) {
  const most = Math.max(...rows.flat());
  return {
    type: 'heatmap', x: edges(xs, x), y: edges(ys, y), z: rows, zmin: 0, zmax: Math.max(2, most), colorscale: byDoublings(colors.muted, Math.max(2, most)), showscale: false, xgap: 1, ygap: 1,
    hoverongaps: false, hoverinfo: 'text', meta: { x: xs.map(x.say), y: ys.map(y.say) },
    hovertext: rows.map((row, i) => row.map((count, k) => (count === null ? '' : `<b>${counted(count, 'customer')}</b> · ${percent(count / customers)}<br>${x.say(xs[k])}<br>${y.say(ys[i])}`))),
    customdata: rows.map((row, i) => row.map((count, k) => (count === null ? null : { ...x.of(xs[k]), ...y.of(ys[i]) }))),
  };
}

/** Where a mark leads: a cell to its customers. A point opens its customer, by other means. */
export const cellCustomers = ({ customdata }) => (customdata !== null && typeof customdata === 'object' ? customdata : null);
