// Customers by behaviour, age group and country.

import { figurePlaces } from '../bars.js';
import { axis, chart } from '../chart.js';
import { choice } from '../dom.js';
import { integer, percent } from '../format.js';
import { literal } from '../literal.js';

const SIDES = [['behaviours', 'Behaviour'], ['age_groups', 'Age'], ['countries', 'Country']];
const SHOWN = 8;

let side = 'behaviours';

const PARAMETERS = { behaviours: 'behaviour', age_groups: 'age_group', countries: 'country' };
const QUESTIONS = {
  behaviours: '/api/v1/segments/behavioural', age_groups: '/api/v1/segments/demographic?dimension=age_group', countries: '/api/v1/segments/demographic?dimension=country',
};

export const people = {
  name: 'people',
  channel: 'clusters',
  drill: ({ label }) => ({ [PARAMETERS[side]]: label }),
  filtered: {
    question: () => QUESTIONS[side],
    data: ({ items }) => ({ [side]: Object.fromEntries(items.filter((row) => row.customers > 0).map((row) => [row.segment, row.customers])) }),
  },
  minInterval: 2000,
  isEmpty: (data) => Object.keys(data[side]).length === 0,
  emptyText: () => (side === 'behaviours' ? 'No customer shows a behaviour that has a name yet.' : 'Not known of any customer yet.'),
  setUp({ controls, redraw }) {
    controls.append(choice('Customers by', SIDES, side, (chosen) => {
      side = chosen;
      redraw();
    }));
  },
  async draw({ body, data }) {
    const all = Object.entries(data[side]).sort((a, b) => b[1] - a[1]);
    const shown = all.slice(0, SHOWN).reverse();
    await chart(body, `Customers by ${SIDES.find(([value]) => value === side)[1].toLowerCase()}`, (colors) => [{
      type: 'bar',
      orientation: 'h',
      x: shown.map(([, count]) => count),
      y: shown.map(([name]) => literal(name)),
      text: shown.map(([, count]) => integer(count)),
      textposition: figurePlaces(shown.map(([, count]) => count)), textangle: 0,
      insidetextanchor: 'end',
      insidetextfont: { color: colors.surface },
      outsidetextfont: { color: colors.muted },
      cliponaxis: false,
      marker: { color: colors.series[1], opacity: 0.85 },
      hoverinfo: 'skip',
    }], (colors) => ({
      xaxis: { visible: false, fixedrange: true },
      yaxis: axis(colors, { type: 'category', tickfont: { color: colors.text, size: 12 }, ticklabelstandoff: 6 }),
      margin: { l: 8, r: 30, t: 4, b: 4 },
      bargap: 0.35,
    }));
    const sum = all.reduce((total, [, count]) => total + count, 0);
    return side === 'behaviours'
      ? `Most: ${all[0][0]}, ${integer(all[0][1])} customers. A customer may be in several, or in none.`
      : `Most: ${all[0][0]}, ${percent(all[0][1] / sum, 0)} of those of whom it is known.`;
  },
};
