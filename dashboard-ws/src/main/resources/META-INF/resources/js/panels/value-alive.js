// Whether a customer still buys, against what they would be worth: a sample, above a map of all customers where there are more.

import { axis, chart } from '../chart.js';
import { currencySymbol, integer, money, percent } from '../format.js';
import { openCustomer } from '../customer.js';
import { literal } from '../literal.js';
import { AMOUNT_TICKS, byAlive, byExpected, cellCustomers, cellsOf, densityTrace } from './density.js';
import { riskColor } from './tier-colors.js';

const EXPECTED = 0;
const ALIVE = 1;
const NET = 2;
const listening = new WeakSet();

export const valueAlive = {
  name: 'value-alive',
  drill: cellCustomers,
  channel: 'value',
  minInterval: 3000,
  isEmpty: (data) => Object.keys(data.sample).length === 0,
  emptyText: (data) => `Nothing to draw yet. ${data.reason ?? ''}`,
  async draw({ body, data, context }) {
    const points = Object.entries(data.sample).filter(([, point]) => point[EXPECTED] > 0);
    const all = cellsOf(data.density);
    const map = all && all.customers > Object.keys(data.sample).length ? all : null;
    await chart(body, 'Probability that customers still buy against expected spend', (colors) => [...(map ? [densityTrace(colors, map, byAlive, byExpected(context.currency))] : []), {
      type: 'scatter',
      mode: 'markers',
      x: points.map(([, point]) => point[ALIVE]),
      y: points.map(([, point]) => point[EXPECTED]),
      customdata: points.map(([id]) => id),
      marker: { color: points.map(([, point]) => riskColor(colors, 1 - point[ALIVE])), size: map ? 5 : 7, opacity: 0.65, line: { width: 0 } },
      hovertext: points.map(([id, point]) => `Customer ${literal(id)}<br>still buys: ${percent(point[ALIVE], 0)}<br>expected <b>${money(point[EXPECTED], context.currency)}</b>, spent ${money(point[NET], context.currency)}`),
      hoverinfo: 'text',
    }], (colors) => ({
      xaxis: axis(colors, { range: [-0.03, 1.03], tickformat: '.0%', title: { text: 'Probability that the customer still buys' } }),
      yaxis: axis(colors, { ...AMOUNT_TICKS, title: { text: `Expected (${currencySymbol(context.currency)})` } }),
      hovermode: 'closest',
    }));
    if (!listening.has(body)) {
      listening.add(body);
      body.on('plotly_click', ({ points: [{ customdata }] }) => typeof customdata === 'string' && openCustomer(customdata, context));
    }
    const shown = map ? `Cells count all ${integer(map.customers)} customers, the stronger the more; points are a sample of ${integer(points.length)}` : `All ${integer(points.length)} customers`;
    return `${shown}. Left and high: worth much, and probably gone.`;
  },
};
