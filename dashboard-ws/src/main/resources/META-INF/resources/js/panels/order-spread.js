// How orders are spread: days between them, units, amounts.

import { axis, chart } from '../chart.js';
import { choice } from '../dom.js';
import { integer, money, number, percent } from '../format.js';
import { rangeQuery } from '../range.js';

const KINDS = [['basket_value', 'Amount'], ['basket_units', 'Units'], ['order_gap_days', 'Days between']];

let kind = 'basket_value';

export const orderSpread = {
  name: 'order-spread',
  question: (context) => `/api/v1/behaviour/distributions?${rangeQuery(context)}`,
  isEmpty: (data) => data[kind].count === 0,
  emptyText: () => (kind === 'order_gap_days' ? 'Nobody ordered twice in these days.' : 'No order in these days.'),
  setUp({ controls, redraw }) {
    controls.append(choice('What', KINDS, kind, (value) => {
      kind = value;
      redraw();
    }));
  },
  async draw({ body, data, context }) {
    const spread = data[kind];
    const say = (value) => (kind === 'basket_value' ? money(value, context.currency, { maximumFractionDigits: value > 0 && value < 10 ? 2 : 0 }) : number({ maximumFractionDigits: 1 }).format(value));
    const label = ({ from, to }) => (to === null || to === undefined ? `${say(from)} and more` : kind === 'basket_units' && to - from === 1 ? say(from) : `${say(from)} to ${say(to)}`);
    const title = KINDS.find(([value]) => value === kind)[1].toLowerCase();
    await chart(body, `Orders by ${title}`, (colors) => [{
      type: 'bar', x: spread.bins.map(label), y: spread.bins.map((bin) => bin.count), marker: { color: colors.accent, opacity: 0.8 },
      hovertext: spread.bins.map((bin) => `${label(bin)}<br><b>${integer(bin.count)}</b> · ${percent(bin.count / spread.count)}`), hoverinfo: 'text',
    }], (colors) => ({
      xaxis: axis(colors, { type: 'category', showgrid: false, tickangle: -30 }),
      yaxis: axis(colors, { rangemode: 'tozero', tickformat: '~s', nticks: 5 }),
      bargap: 0.15,
    }));
    return `Half of ${integer(spread.count)} are below ${say(spread.median)}, one in ten above ${say(spread.p90)}; mean ${say(spread.mean)}.`;
  },
};
