// From visit to purchase.

import { chart } from '../chart.js';
import { choice } from '../dom.js';
import { integer, percent } from '../format.js';
import { givenDays } from '../range.js';

const WINDOWS = [['day', '24 h'], ['week', '7 d'], ['month', '30 d'], ['all', 'All']];
const STEPS = [['visits', 'Visit'], ['views', 'View product'], ['carts', 'Add to cart'], ['checkouts', 'Checkout'], ['purchases', 'Purchase']];

const FIELDS = { visit: 'visits', view_item: 'views', add_to_cart: 'carts', begin_checkout: 'checkouts', purchase: 'purchases' };

const REACHED = Object.fromEntries(Object.entries(FIELDS).map(([step, field]) => [STEPS.find(([name]) => name === field)[1], step]));
const RANGES = { week: '7d', month: '30d', all: 'all' };
const DAY_MS = 86_400_000;
const GAP = 0.18;

let span = 'month';
let spans = null;
let clock = null;
let ofAllTime = false;

/** What leads from the end of one bar to the beginning of the next, as wide as these are. */
function between(above, below, i, colors) {
  const [top, bottom] = [i + (1 - GAP) / 2, i + 1 - (1 - GAP) / 2];
  return {
    type: 'path', path: `M${-above / 2},${top}L${above / 2},${top}L${below / 2},${bottom}L${-below / 2},${bottom}Z`,
    layer: 'below', fillcolor: colors.accentSoft, line: { width: 0 },
  };
}

/** The days of the window that is shown, for the list of those behind a step. */
function daysShown() {
  if (givenDays()) {
    return {};
  }
  if (ofAllTime) {
    return { range: 'all' };
  }
  const day = (time) => new Date(time).toISOString().slice(0, 10);
  return span === 'day' ? { range: null, from: day(clock.asOf() - DAY_MS), to: day(clock.asOf()) } : { range: RANGES[span] };
}

export const funnel = {
  name: 'funnel',
  channel: 'funnel',
  drill: ({ label }) => (REACHED[label] ? { funnel: REACHED[label], ...daysShown() } : null),
  filtered: {
    question: () => '/api/v1/funnel',
    data({ steps, direct_purchases: direct }) {
      const counts = { direct_purchases: direct, ...Object.fromEntries(steps.map(({ step, count }) => [FIELDS[step], count])) };
      return { filtered: true, all: counts, [span]: counts };
    },
  },
  emptyText: (data) => (data.filtered ? 'No visits.' : 'No visits yet.'),
  isEmpty: (data) => !(data.all?.visits > 0 || data.all?.direct_purchases > 0),
  setUp({ controls, redraw, context }) {
    clock = context;
    spans = choice('Window', WINDOWS, span, (value) => {
      span = value;
      redraw();
    });
    controls.append(spans);
  },
  async draw({ body, data }) {
    spans.hidden = data.filtered === true;
    ofAllTime = data.filtered === true && givenDays() === null;
    const counts = data[span];
    const values = STEPS.map(([field]) => counts[field]);
    const first = values[0];
    await chart(body, 'Purchase funnel', (colors) => [{
      type: 'bar', orientation: 'h',
      y: STEPS.map(([, title]) => title),
      x: values,
      base: values.map((value) => -value / 2),
      text: values.map((value, i) => (i === 0 || first === 0 ? integer(value) : `${integer(value)} · ${percent(value / first)}`)),
      textposition: 'auto', textangle: 0, insidetextanchor: 'middle', cliponaxis: false,
      insidetextfont: { color: colors.surface },
      outsidetextfont: { color: colors.muted },
      hovertext: values.map((value, i) => (i === 0 || values[i - 1] === 0 ? integer(value) : `${percent(value / values[i - 1])} of the step before`)),
      hoverinfo: 'text',
      marker: { color: colors.accent, opacity: STEPS.map((_, i) => 0.95 - 0.12 * i) },
    }], (colors) => ({
      yaxis: { type: 'category', autorange: 'reversed', automargin: true, tickfont: { color: colors.text, size: 12 }, fixedrange: true, ticklabelstandoff: 6 },
      xaxis: { visible: false, fixedrange: true },
      margin: { l: 8, r: 8, t: 4, b: 4 },
      bargap: GAP,
      shapes: values.slice(1).map((value, i) => between(values[i], value, i, colors)),
    }));
    const overall = first > 0 ? `${percent(counts.purchases / first, 2)} of ${integer(first)} visits ended in a purchase${ofAllTime ? ', of all time' : ''}.` : 'No visits in this window.';
    const direct = counts.direct_purchases > 0 ? ` ${integer(counts.direct_purchases)} purchases came without recorded steps.` : '';
    return overall + direct;
  },
};
