// Net sales of all time by category, country, city or age group.

import { currentModule } from '../address.js';
import { figurePlaces } from '../bars.js';
import { axis, chart } from '../chart.js';
import { element } from '../dom.js';
import { compactMoney, integer, money, percent } from '../format.js';
import { literal } from '../literal.js';

const DIMENSIONS = [['category', 'category'], ['country', 'country'], ['location', 'city'], ['age_group', 'age group']];
const ORDERS = 0;
const UNITS = 1;
const NET = 4;
const SHOWN = 8;
const LISTED = 50;
const LONGEST = 22;

let dimension = 'category';
let names = [];

/** The value that an axis shows, perhaps shortened. */
const whole = (label) => names.find((name) => short(name) === label) ?? label;
const short = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

export const categories = {
  name: 'categories',
  channel: 'categories',
  drill: ({ label }) => (dimension === 'category' ? { module: currentModule(), category: whole(label) } : { [dimension]: whole(label) }),
  filtered: {
    question: () => `/api/v1/sales?dimension=${dimension}&limit=${LISTED}`,
    data: ({ items }) => ({
      filtered: true,
      [dimension]: { values: Object.fromEntries(items.map((row) => [row.key, [row.orders, row.units, row.gross, row.refunds_value, row.net, row.buyers]])) },
    }),
  },
  emptyText: (data) => (data.filtered ? 'Nothing was sold.' : 'No sales yet.'),
  isEmpty: (data) => Object.keys(data[dimension]?.values ?? {}).length === 0,
  setUp({ controls, redraw }) {
    const select = element('select', { 'aria-label': 'Sales by' },
      ...DIMENSIONS.map(([value, text]) => element('option', { value }, text)));
    select.addEventListener('change', () => {
      dimension = select.value;
      redraw();
    });
    controls.append(select);
  },
  async draw({ body, data, context }) {
    const all = Object.entries(data[dimension].values).sort((a, b) => b[1][NET] - a[1][NET]);
    const shown = all.slice(0, SHOWN).reverse();
    names = shown.map(([value]) => value);
    const sum = all.reduce((total, [, row]) => total + row[NET], 0);
    const name = DIMENSIONS.find(([value]) => value === dimension)[1];
    await chart(body, `Net sales by ${name}`, (colors) => [{
      type: 'bar',
      orientation: 'h',
      x: shown.map(([, row]) => row[NET]),
      y: shown.map(([value]) => literal(short(value))),
      text: shown.map(([, row]) => compactMoney(row[NET], context.currency)),
      textposition: figurePlaces(shown.map(([, row]) => row[NET])), textangle: 0,
      insidetextanchor: 'end',
      insidetextfont: { color: colors.surface },
      outsidetextfont: { color: colors.muted },
      cliponaxis: false,
      marker: { color: shown.map(([value]) => (value === 'unknown' ? colors.muted : colors.accent)), opacity: 0.85 },
      hovertext: shown.map(([value, row]) => `${literal(value)}<br><b>${money(row[NET], context.currency)}</b><br>${integer(row[ORDERS])} orders · ${integer(row[UNITS])} units`),
      hoverinfo: 'text',
    }], (colors) => ({
      xaxis: { visible: false, fixedrange: true },
      yaxis: axis(colors, { type: 'category', tickfont: { color: colors.text, size: 12 }, ticklabelstandoff: 6 }),
      margin: { l: 8, r: 16, t: 4, b: 4 },
      bargap: 0.3,
    }));
    const [first, row] = all[0];
    const rest = all.length - shown.length + (data[dimension].more ?? 0);
    const share = sum > 0 ? `, ${percent(row[NET] / sum, 0)} of what is listed` : '';
    return `${first} leads with ${money(row[NET], context.currency)}${share}.${rest > 0 ? ` ${integer(rest)} more not shown.` : ''}`;
  },
};
