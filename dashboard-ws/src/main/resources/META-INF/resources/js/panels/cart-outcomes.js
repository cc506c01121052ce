// What became of the carts that were opened in the days.

import { figurePlaces, orDash } from '../bars.js';
import { axis, chart } from '../chart.js';
import { table } from '../dom.js';
import { integer, money, percent } from '../format.js';
import { asTable, partsOf } from '../parts.js';
import { givenDays, rangeQuery, USUAL } from '../range.js';

const COLUMNS = [{ title: 'Carts', className: 'text' }, { title: 'Number', className: 'number' }, { title: 'Share', className: 'number' }];

/** In less than so many pixels figures stand beside their bars, which leave them room. */
const NARROW = 420;
const ROOM_BESIDE = 1.5;

/** What the service calls them. */
const STATES = {
  'Bought at once': 'purchased', 'Bought later': 'recovered', 'Abandoned for good': 'abandoned', Emptied: 'emptied', 'Still open': 'open',
};

function outcomes(counts, colors) {
  return [
    { title: 'Bought at once', value: counts.purchased, color: colors?.good },
    { title: 'Bought later', value: counts.recovered, color: colors?.accent },
    { title: 'Abandoned for good', value: counts.abandoned - counts.recovered, color: colors?.bad },
    { title: 'Emptied', value: counts.emptied, color: colors?.muted },
    ...(counts.open === null ? [] : [{ title: 'Still open', value: counts.open, color: colors?.series[1] }]),
  ];
}

export const cartOutcomes = {
  name: 'cart-outcomes',
  drill: ({ label }) => (STATES[label] ? { cart: STATES[label], ...(givenDays() ? {} : { range: USUAL }) } : null),
  question: (context) => `/api/v1/carts/summary?${rangeQuery(context)}`,
  isEmpty: ({ counts }) => outcomes(counts).every((row) => row.value === 0),
  emptyText: 'No cart was opened in these days.',
  async draw({ body, data: { counts }, context }) {
    const parts = partsOf(body, { bars: ['div', { class: 'chart' }], rows: ['div', {}] });
    const { currency } = context;
    const values = outcomes(counts).map((row) => row.value);
    const isNarrow = parts.bars.clientWidth < NARROW;
    const all = outcomes(counts).reduce((sum, row) => sum + row.value, 0);
    await chart(parts.bars, 'What became of carts', (colors) => {
      const rows = outcomes(counts, colors);
      return [{
        type: 'bar', orientation: 'h', x: rows.map((row) => row.value), y: rows.map((row) => row.title), marker: { color: rows.map((row) => row.color), opacity: 0.85 },
        text: rows.map((row) => `${integer(row.value)} · ${percent(row.value / all, 0)}`), textposition: isNarrow ? 'outside' : figurePlaces(values, 0.5), textangle: 0, insidetextanchor: 'end', insidetextfont: { color: colors.surface }, outsidetextfont: { color: colors.muted }, cliponaxis: false,
        hovertext: rows.map((row) => `${row.title}<br><b>${integer(row.value)}</b> of ${integer(all)}`), hoverinfo: 'text',
      }];
    }, (colors) => ({
      xaxis: { visible: false, fixedrange: true, ...(isNarrow ? { range: [0, Math.max(...values) * ROOM_BESIDE] } : {}) },
      yaxis: axis(colors, { type: 'category', autorange: 'reversed', tickfont: { color: colors.text, size: 12 }, ticklabelstandoff: 6 }),
      margin: { l: 8, r: 40, t: 4, b: 4 },
      bargap: 0.3,
    }));
    asTable(parts.rows, table('What became of carts', COLUMNS, outcomes(counts).map((row) => ({ cells: [row.title, integer(row.value), percent(row.value / all)] }))));
    return `Abandonment ${orDash(counts.abandonment_rate, percent)}, recovery ${orDash(counts.recovery_rate, percent)}, conversion ${orDash(counts.conversion_rate, percent)}. `
      + `${money(counts.abandoned_value, currency)} were left in carts, ${money(counts.recovered_value, currency)} of it bought after all.`;
  },
};
