// Orders against spend: one point per sampled customer, above a map of all customers where there are more.

import { counted } from '../bars.js';
import { axis, chart } from '../chart.js';
import { element } from '../dom.js';
import { currencySymbol, integer, money } from '../format.js';
import { addressChanged } from '../address.js';
import { openCustomer } from '../customer.js';
import { literal } from '../literal.js';
import { replaceRows } from '../parts.js';
import { palette } from '../theme.js';
import { byOrders, bySpend, cellCustomers, cellsOf, densityTrace, ORDERS_TICKS, spread } from './density.js';
import { bySegment, inOrder, segmentColor } from './segment-colors.js';

const ORDERS = 0;
const NET = 1;
const SEGMENT = 2;
const listening = new WeakSet();
const LOG_FROM = 30; // a range of values wider than this reads better on a log axis

const isWide = (values) => Math.max(...values) / Math.max(1, Math.min(...values)) > LOG_FROM;

/** The legend doubles as the chart's figures for those who do not see it. */
function showLegend(section, counts) {
  const colors = palette();
  const list = section.querySelector('[data-legend]');
  replaceRows(list, ...inOrder(Object.keys(counts)).map((segment) => {
    const dot = element('span', { class: 'swatch', 'aria-hidden': 'true' });
    dot.style.backgroundColor = segmentColor(colors, segment);
    return element('li', {}, dot, element('a', { href: addressChanged('customers', { segment }) }, segment), ' ', element('b', {}, integer(counts[segment])));
  }));
}

export const segments = {
  name: 'segments',
  about: ({ series }) => ({ segment: series }),
  drill: cellCustomers,
  channel: 'segments',
  minInterval: 3000,
  emptyText: 'No customers with an order yet.',
  isEmpty: (data) => Object.keys(data.sample).length === 0,
  async draw({ body, data, context, section }) {
    const points = Object.values(data.sample).filter((point) => point[NET] > 0);
    const all = cellsOf(data.density);
    const map = all && all.customers > points.length ? all : null;
    const logX = map !== null || isWide(points.map((point) => point[ORDERS]));
    const logY = map !== null || isWide(points.map((point) => point[NET]));
    const wideY = !map || map.ys.at(-1).from > LOG_FROM * map.ys[0].from;
    const groups = bySegment(data.sample, SEGMENT);
    await chart(body, 'Spend against number of purchases by customer segment', (colors) => [...(map ? [densityTrace(colors, map, byOrders, bySpend(context.currency))] : []), ...inOrder(groups.keys()).map((segment) => {
      const entries = groups.get(segment).filter(([, point]) => point[NET] > 0);
      return {
        type: 'scatter',
        mode: 'markers',
        name: literal(segment),
        x: entries.map(([id, point]) => (logX ? point[ORDERS] + Math.min(0.8, 0.22 * point[ORDERS]) * spread(id) : point[ORDERS] + 0.5 * spread(id))),
        y: entries.map(([, point]) => point[NET]),
        customdata: entries.map(([id]) => id),
        hovertext: entries.map(([id, point]) => `Customer ${literal(id)}<br>${counted(point[ORDERS], 'order')} · <b>${money(point[NET], context.currency)}</b><br>${literal(segment)}`),
        hoverinfo: 'text',
        marker: { color: segmentColor(colors, segment), size: map ? 5 : 7, opacity: 0.7, line: { width: 0 } },
      };
    })], (colors) => ({
      xaxis: axis(colors, { ...(logX ? ORDERS_TICKS : { type: 'linear', tickformat: 'd', rangemode: 'tozero' }), title: { text: 'Orders' } }),
      yaxis: axis(colors, { type: logY ? 'log' : 'linear', title: { text: `Spend (${currencySymbol(context.currency)})` }, tickformat: '~s', ...(logY ? { dtick: wideY ? 1 : 'D2' } : {}) }),
      hovermode: 'closest',
    }));
    if (!listening.has(body)) {
      listening.add(body);
      body.on('plotly_click', ({ points: [{ customdata }] }) => typeof customdata === 'string' && openCustomer(customdata, context));
    }
    showLegend(section, data.counts);
    const named = inOrder(Object.keys(data.counts)).map((name) => [name, data.counts[name]]).sort((a, b) => b[1] - a[1]);
    const largest = named.length > 0 ? ` Largest segment: ${named[0][0]} with ${integer(named[0][1])}.` : '';
    const drawn = map ? map.customers : points.length;
    const shown = map ? `Cells count all ${integer(drawn)} customers, the stronger the more; points are a sample of ${integer(points.length)}` : `All ${integer(drawn)} customers`;
    const hidden = data.customers - drawn;
    return `${shown}, spread a little sideways.${largest}${hidden > 0 ? ` ${integer(hidden)} with no net spend are not drawn.` : ''}`;
  },
};
