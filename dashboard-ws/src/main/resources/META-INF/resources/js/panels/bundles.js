// What is bought together: lift of pairs, as a heat map.

import { axis, chart } from '../chart.js';
import { choice } from '../dom.js';
import { integer, number, percent } from '../format.js';
import { literal } from '../literal.js';

const LEVELS = [['product', 'Products'], ['category', 'Categories']];
const ITEMS = 12;
const LONGEST = 22;
const WITH = 0;
const THEN = 1;
const LIFT = 2;
const CONFIDENCE = 3;
const BASKETS = 4;

let level = 'product';

const short = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
const times = (lift) => number({ maximumFractionDigits: lift < 10 ? 1 : 0 }).format(lift);

/** The items that occur in most pairs, weightiest pairs first; enough for a picture. */
function itemsOf(pairs) {
  const items = new Set();
  for (const pair of pairs) {
    if (items.size + (items.has(pair[WITH]) ? 0 : 1) + (items.has(pair[THEN]) ? 0 : 1) <= ITEMS) {
      items.add(pair[WITH]);
      items.add(pair[THEN]);
    }
  }
  return [...items];
}

/** Different items can have the same short name: then the axis needs them apart. */
function labelsOf(items) {
  const seen = new Map();
  return items.map((item) => {
    const name = short(item);
    seen.set(name, (seen.get(name) ?? 0) + 1);
    return literal(seen.get(name) > 1 ? `${name} (${seen.get(name)})` : name);
  });
}

export const bundles = {
  name: 'bundles',
  channel: 'bundles',
  minInterval: 3000,
  isEmpty: (data) => data[level].pairs.length === 0,
  emptyText: (data) => data[level].sentence ?? 'No rules yet: they come with enough baskets.',
  setUp({ controls, redraw }) {
    controls.append(choice('Level', LEVELS, level, (chosen) => {
      level = chosen;
      redraw();
    }));
  },
  async draw({ body, data }) {
    const { pairs, baskets } = data[level];
    const items = itemsOf(pairs);
    const labels = labelsOf(items);
    const cells = new Map(pairs.map((pair) => [`${pair[WITH]}\n${pair[THEN]}`, pair]));
    const at = (from, to) => cells.get(`${from}\n${to}`);
    await chart(body, 'Lift of pairs that are bought together', (colors) => [{
      type: 'heatmap',
      x: labels,
      y: labels,
      z: items.map((from) => items.map((to) => at(from, to)?.[LIFT] ?? null)),
      hovertext: items.map((from) => items.map((to) => {
        const pair = at(from, to);
        return pair ? `${literal(from)} → ${literal(to)}<br><b>${times(pair[LIFT])} ×</b> as often as by chance<br>in ${percent(pair[CONFIDENCE])} of its baskets, ${integer(pair[BASKETS])} in all` : '';
      })),
      hoverinfo: 'text',
      hoverongaps: false,
      xgap: 2,
      ygap: 2,
      colorscale: [[0, colors.accentSoft], [1, colors.accent]],
      colorbar: { thickness: 10, outlinewidth: 0, tickfont: { color: colors.muted, size: 11 }, nticks: 5, xpad: 8, ypad: 0, ticksuffix: ' ×' },
    }], (colors) => ({
      xaxis: axis(colors, { type: 'category', showgrid: false, tickangle: -40, tickfont: { color: colors.text, size: 10 } }),
      yaxis: axis(colors, { type: 'category', autorange: 'reversed', showgrid: false, tickfont: { color: colors.text, size: 10 }, ticklabelstandoff: 6 }),
    }));
    const best = pairs.reduce((a, b) => (b[LIFT] > a[LIFT] ? b : a));
    return `${best[WITH]} and ${best[THEN]} are bought together ${times(best[LIFT])} times as often as by chance. From ${integer(baskets ?? 0)} orders; significant pairs only.`;
  },
};
