// What is bought together as a network: the closer the tie, the thicker the line.

import { axisName } from '../bars.js';
import { chart } from '../chart.js';
import { choice, table } from '../dom.js';
import { integer, number, percent } from '../format.js';
import { literal } from '../literal.js';
import { asTable, partsOf } from '../parts.js';

const LEVELS = [['product', 'Products'], ['category', 'Categories']];
const ITEMS = 28;
/** How far up and down both sides of the circle reach: names above one another would stand in one another's way. */
const SIDE = (65 / 180) * Math.PI;
const NARROW = 480;
const WIDTHS = 4;
const [WITH, THEN, LIFT, CONFIDENCE, BASKETS] = [0, 1, 2, 3, 4];
const COLUMNS = [{ title: 'Bought', className: 'text' }, { title: 'With', className: 'text' }, { title: 'As often as by chance', className: 'number' }, { title: 'Orders', className: 'number' }];

let level = 'product';

const times = (lift) => `${number({ maximumFractionDigits: lift < 10 ? 1 : 0 }).format(lift)} ×`;

/** Each pair once, the strongest first, as many as tie no more items than there is place for. */
function tiesOf(pairs) {
  const seen = new Set();
  const items = new Set();
  return [...pairs].sort((a, b) => b[LIFT] - a[LIFT]).filter((pair) => {
    const ends = [pair[WITH], pair[THEN]];
    const key = [...ends].sort().join('\n');
    const hasPlace = items.size + ends.filter((end) => !items.has(end)).length <= ITEMS;
    if (seen.has(key) || !hasPlace) {
      return false;
    }
    seen.add(key);
    ends.forEach((end) => items.add(end));
    return true;
  });
}

/** Places on both sides of a circle, neighbours beside each other: each next item is the one most tied to those placed last. */
function placesOf(ties) {
  const neighbours = new Map();
  for (const tie of ties) {
    for (const [one, other] of [[tie[WITH], tie[THEN]], [tie[THEN], tie[WITH]]]) {
      neighbours.set(one, [...(neighbours.get(one) ?? []), [other, tie[LIFT]]]);
    }
  }
  const left = new Set([...neighbours.keys()].sort((a, b) => neighbours.get(b).length - neighbours.get(a).length || a.localeCompare(b)));
  const order = [];
  while (left.size > 0) {
    const last = order.at(-1);
    const near = last === undefined ? [] : neighbours.get(last).filter(([name]) => left.has(name)).sort((a, b) => b[1] - a[1]);
    const next = near.length > 0 ? near[0][0] : left.values().next().value;
    left.delete(next);
    order.push(next);
  }
  const places = new Map();
  order.forEach((name, i) => {
    const right = Math.ceil(order.length / 2);
    const [rank, count, middle] = i < right ? [i, right, 0] : [i - right, order.length - right, Math.PI];
    const angle = middle + (count > 1 ? SIDE * ((2 * rank) / (count - 1) - 1) : 0);
    places.set(name, { x: Math.cos(angle), y: Math.sin(angle), ties: neighbours.get(name).length });
  });
  return places;
}

export const bundleNetwork = {
  name: 'bundle-network',
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
    const parts = partsOf(body, { net: ['div', { class: 'chart tall' }], rows: ['div', {}] });
    const ties = tiesOf(data[level].pairs);
    const places = placesOf(ties);
    const names = [...places.keys()];
    const reach = parts.net.clientWidth < NARROW ? 3.1 : 1.9; // words beside the outermost places
    const most = Math.log(Math.max(2, ties[0][LIFT]));
    const step = (tie) => Math.min(WIDTHS - 1, Math.max(0, Math.floor((WIDTHS * Math.log(Math.max(1, tie[LIFT]))) / most)));
    await chart(parts.net, 'Network of what is bought together', (colors) => [
      ...Array.from({ length: WIDTHS }, (_, width) => {
        const own = ties.filter((tie) => step(tie) === width);
        return {
          type: 'scatter', mode: 'lines', hoverinfo: 'skip', line: { color: colors.accent, width: 0.8 + 1.4 * width }, opacity: 0.2 + 0.18 * width,
          x: own.flatMap((tie) => [places.get(tie[WITH]).x, places.get(tie[THEN]).x, null]), y: own.flatMap((tie) => [places.get(tie[WITH]).y, places.get(tie[THEN]).y, null]),
        };
      }),
      {
        type: 'scatter', mode: 'markers+text', x: names.map((name) => places.get(name).x), y: names.map((name) => places.get(name).y), text: names.map((name) => axisName(name, 18)),
        textposition: names.map((name) => (places.get(name).x > 0 ? 'middle right' : 'middle left')),
        textfont: { color: colors.text, size: 10 }, cliponaxis: false,
        marker: { color: colors.second, size: names.map((name) => 7 + 3 * Math.sqrt(places.get(name).ties)), line: { color: colors.surface, width: 1 } },
        hovertext: names.map((name) => `${literal(name)}<br>${ties.filter((tie) => tie[WITH] === name || tie[THEN] === name).slice(0, 6).map((tie) => `${times(tie[LIFT])} with ${literal(tie[WITH] === name ? tie[THEN] : tie[WITH])}`).join('<br>')}`), hoverinfo: 'text',
      },
    ], () => ({
      xaxis: { visible: false, fixedrange: true, range: [-reach, reach] },
      yaxis: { visible: false, fixedrange: true, range: [-1.2, 1.2] },
      hovermode: 'closest',
    }));
    asTable(parts.rows, table('Bought together', COLUMNS, ties.map((tie) => ({ cells: [tie[WITH], tie[THEN], times(tie[LIFT]), integer(tie[BASKETS])] }))));
    return `The ${integer(ties.length)} strongest ties among ${integer(names.length)}. Thickest: ${ties[0][WITH]} and ${ties[0][THEN]}, ${times(ties[0][LIFT])} as often as by chance, in ${percent(ties[0][CONFIDENCE])} of the orders with the first.`;
  },
};
