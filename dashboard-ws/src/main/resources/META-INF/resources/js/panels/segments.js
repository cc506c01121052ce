// Orders against spend, one point per sampled customer.

import { axis, chart } from '../chart.js';
import { element } from '../dom.js';
import { currencySymbol, integer, money } from '../format.js';
import { addressChanged } from '../address.js';
import { openCustomer } from '../customer.js';
import { literal } from '../literal.js';
import { palette } from '../theme.js';
import { bySegment, inOrder, segmentColor } from './segment-colors.js';

const ORDERS = 0;
const NET = 1;
const SEGMENT = 2;
const listening = new WeakSet();
const LOG_FROM = 30; // a range of values wider than this reads better on a log axis

/** Spreads customers with the same number of orders a little sideways, always the same way, so that they do not hide each other. */
function spread(customerId) {
  let hash = 0;
  for (let i = 0; i < customerId.length; i++) {
    hash = Math.imul(hash ^ customerId.charCodeAt(i), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash, 0x85ebca6b);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32 - 0.5;
}

const isWide = (values) => Math.max(...values) / Math.max(1, Math.min(...values)) > LOG_FROM;

/** The legend doubles as the chart's figures for those who do not see it. */
function showLegend(section, counts) {
  const colors = palette();
  const list = section.querySelector('[data-legend]');
  list.replaceChildren(...inOrder(Object.keys(counts)).map((segment) => {
    const dot = element('span', { class: 'swatch', 'aria-hidden': 'true' });
    dot.style.backgroundColor = segmentColor(colors, segment);
    return element('li', {}, dot, element('a', { href: addressChanged('customers', { segment }) }, segment), ' ', element('b', {}, integer(counts[segment])));
  }));
}

export const segments = {
  name: 'segments',
  about: ({ series }) => ({ segment: series }),
  channel: 'segments',
  minInterval: 3000,
  emptyText: 'No customers with an order yet.',
  isEmpty: (data) => Object.keys(data.sample).length === 0,
  async draw({ body, data, context, section }) {
    const points = Object.values(data.sample).filter((point) => point[NET] > 0);
    const logX = isWide(points.map((point) => point[ORDERS]));
    const logY = isWide(points.map((point) => point[NET]));
    const groups = bySegment(data.sample, SEGMENT);
    await chart(body, 'Spend against number of purchases by customer segment', (colors) => inOrder(groups.keys()).map((segment) => {
      const entries = groups.get(segment).filter(([, point]) => point[NET] > 0);
      return {
        type: 'scatter',
        mode: 'markers',
        name: literal(segment),
        x: entries.map(([id, point]) => (logX ? point[ORDERS] * (1 + 0.22 * spread(id)) : point[ORDERS] + 0.5 * spread(id))),
        y: entries.map(([, point]) => point[NET]),
        customdata: entries.map(([id]) => id),
        hovertext: entries.map(([id, point]) => `Customer ${literal(id)}<br>${integer(point[ORDERS])} orders · <b>${money(point[NET], context.currency)}</b><br>${literal(segment)}`),
        hoverinfo: 'text',
        marker: { color: segmentColor(colors, segment), size: 7, opacity: 0.7, line: { width: 0 } },
      };
    }), (colors) => ({
      xaxis: axis(colors, { type: logX ? 'log' : 'linear', title: { text: 'Orders' }, ...(logX ? { dtick: 'D2', tickformat: '~s' } : { tickformat: 'd', rangemode: 'tozero' }) }),
      yaxis: axis(colors, { type: logY ? 'log' : 'linear', title: { text: `Spend (${currencySymbol(context.currency)})` }, tickformat: '~s', ...(logY ? { dtick: 1 } : {}) }),
      hovermode: 'closest',
    }));
    if (!listening.has(body)) {
      listening.add(body);
      body.on('plotly_click', (event) => openCustomer(event.points[0].customdata, context));
    }
    showLegend(section, data.counts);
    const sampled = data.sampled < data.customers ? `A sample of ${integer(data.sampled)} of ${integer(data.customers)} customers` : `All ${integer(data.customers)} customers`;
    const named = inOrder(Object.keys(data.counts)).map((name) => [name, data.counts[name]]).sort((a, b) => b[1] - a[1]);
    const largest = named.length > 0 ? ` Largest segment: ${named[0][0]} with ${integer(named[0][1])}.` : '';
    const hidden = Object.values(data.sample).length - points.length;
    return `${sampled}, spread a little sideways.${largest}${hidden > 0 ? ` ${integer(hidden)} with no net spend are not drawn.` : ''}`;
  },
};
