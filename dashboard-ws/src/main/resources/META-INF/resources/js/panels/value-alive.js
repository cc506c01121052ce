// Whether a customer still buys, against what they would be worth.

import { axis, chart } from '../chart.js';
import { currencySymbol, integer, money, percent } from '../format.js';
import { openCustomer } from '../customer.js';
import { literal } from '../literal.js';
import { riskColor } from './tier-colors.js';

const EXPECTED = 0;
const ALIVE = 1;
const NET = 2;
const listening = new WeakSet();

export const valueAlive = {
  name: 'value-alive',
  channel: 'value',
  minInterval: 3000,
  isEmpty: (data) => Object.keys(data.sample).length === 0,
  emptyText: (data) => `Nothing to draw yet. ${data.reason ?? ''}`,
  async draw({ body, data, context }) {
    const points = Object.entries(data.sample).filter(([, point]) => point[EXPECTED] > 0);
    await chart(body, 'Probability that customers still buy against expected spend', (colors) => [{
      type: 'scatter',
      mode: 'markers',
      x: points.map(([, point]) => point[ALIVE]),
      y: points.map(([, point]) => point[EXPECTED]),
      customdata: points.map(([id]) => id),
      marker: { color: points.map(([, point]) => riskColor(colors, 1 - point[ALIVE])), size: 7, opacity: 0.65, line: { width: 0 } },
      hovertext: points.map(([id, point]) => `Customer ${literal(id)}<br>still buys: ${percent(point[ALIVE], 0)}<br>expected <b>${money(point[EXPECTED], context.currency)}</b>, spent ${money(point[NET], context.currency)}`),
      hoverinfo: 'text',
    }], (colors) => ({
      xaxis: axis(colors, { range: [-0.03, 1.03], tickformat: '.0%', title: { text: 'Probability that the customer still buys' } }),
      yaxis: axis(colors, { type: 'log', dtick: 1, tickformat: '~s', title: { text: `Expected (${currencySymbol(context.currency)})` } }),
      hovermode: 'closest',
    }));
    if (!listening.has(body)) {
      listening.add(body);
      body.on('plotly_click', (event) => openCustomer(event.points[0].customdata, context));
    }
    const sampled = points.length < data.scored ? `A sample of ${integer(points.length)} of ${integer(data.scored)} customers` : `All ${integer(points.length)} customers`;
    return `${sampled}. Left and high: worth much, and probably gone.`;
  },
};
