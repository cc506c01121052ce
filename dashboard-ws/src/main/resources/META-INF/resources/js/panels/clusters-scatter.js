// Orders against spend, coloured by cluster: a sample, above a map of all customers where there are more.

import { counted } from '../bars.js';
import { axis, chart } from '../chart.js';
import { currencySymbol, integer, money } from '../format.js';
import { openCustomer } from '../customer.js';
import { literal } from '../literal.js';
import { byOrders, bySpend, cellCustomers, cellsOf, densityTrace, ORDERS_TICKS } from './density.js';
import { TIERS, tierColor } from './tier-colors.js';

const ORDERS = 0;
const NET = 1;
const TIER = 2;
const listening = new WeakSet();

export const clustersScatter = {
  name: 'clusters-scatter',
  about: ({ series }) => ({ cluster: series }),
  drill: cellCustomers,
  channel: 'clusters',
  minInterval: 3000,
  isEmpty: (data) => Object.keys(data.sample).length === 0,
  emptyText: (data) => `Nobody is in a cluster yet. ${data.reason ?? ''}`,
  async draw({ body, data, context }) {
    const entries = Object.entries(data.sample).filter(([, point]) => point[NET] > 0);
    const all = cellsOf(data.density);
    const map = all && all.customers > entries.length ? all : null;
    const tiers = [...new Set([...TIERS, ...entries.map(([, point]) => point[TIER])])];
    await chart(body, 'Spend against orders by cluster', (colors) => [...(map ? [densityTrace(colors, map, byOrders, bySpend(context.currency))] : []), ...tiers.map((tier) => {
      const of = entries.filter(([, point]) => point[TIER] === tier);
      return {
        type: 'scatter',
        mode: 'markers',
        name: literal(tier),
        x: of.map(([, point]) => point[ORDERS]),
        y: of.map(([, point]) => point[NET]),
        customdata: of.map(([id]) => id),
        marker: { color: tierColor(colors, tier), size: map ? 5 : 7, opacity: 0.7, line: { width: 0 } },
        hovertext: of.map(([id, point]) => `Customer ${literal(id)}<br>${counted(point[ORDERS], 'order')} · <b>${money(point[NET], context.currency)}</b><br>${literal(tier)}`),
        hoverinfo: 'text',
      };
    })], (colors) => ({
      xaxis: axis(colors, { ...ORDERS_TICKS, title: { text: 'Orders' } }),
      yaxis: axis(colors, { type: 'log', dtick: 1, tickformat: '~s', title: { text: `Spend (${currencySymbol(context.currency)})` } }),
      hovermode: 'closest',
      showlegend: true,
      legend: { orientation: 'h', y: 1.02, yanchor: 'bottom', x: 0, font: { color: colors.muted, size: 11 } },
    }));
    if (!listening.has(body)) {
      listening.add(body);
      body.on('plotly_click', ({ points: [{ customdata }] }) => typeof customdata === 'string' && openCustomer(customdata, context));
    }
    return map ? `Cells count all ${integer(map.customers)} customers, the stronger the more; points are a sample of ${integer(entries.length)}.` : `All ${integer(entries.length)} customers.`;
  },
};
