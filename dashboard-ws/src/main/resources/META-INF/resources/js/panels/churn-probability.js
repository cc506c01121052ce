// Customers by the probability that they are lost.

import { axis, chart } from '../chart.js';
import { integer, percent } from '../format.js';
import { churnOf } from './churn.js';
import { riskColor } from './tier-colors.js';

/** Middle and bounds of each of equal steps from 0 to 1. */
export function steps(count) {
  return Array.from({ length: count }, (_, i) => ({ from: i / count, to: (i + 1) / count, middle: (i + 0.5) / count }));
}

/** Bars of customers by probability. */
export function probabilityBars(body, label, counts, title, colorOf) {
  const bins = steps(counts.length);
  return chart(body, label, (colors) => [{
    type: 'bar',
    x: bins.map((bin) => bin.middle),
    y: counts,
    width: bins.map((bin) => (bin.to - bin.from) * 0.86),
    marker: { color: bins.map((bin) => colorOf(colors, bin.middle)), opacity: 0.85 },
    hovertext: bins.map((bin, i) => `${percent(bin.from, 0)} to ${percent(bin.to, 0)}<br><b>${integer(counts[i])}</b> customers`),
    hoverinfo: 'text',
    textposition: 'none',
  }], (colors) => ({
    xaxis: axis(colors, { range: [0, 1], tickformat: '.0%', showgrid: false, title: { text: title } }),
    yaxis: axis(colors, { tickformat: '~s', rangemode: 'tozero', nticks: 5, title: { text: 'Customers' } }),
    bargap: 0.1,
    margin: { l: 8, r: 24, t: 8, b: 8 }, // room for the last figure of the axis
  }));
}

export const churnProbability = {
  name: 'churn-probability',
  channel: 'churn',
  filtered: { question: () => '/api/v1/churn', data: churnOf },
  minInterval: 2000,
  isEmpty: (data) => data.scored === 0,
  emptyText: (data) => `No probabilities yet. ${data.reason ?? ''}`,
  async draw({ body, data }) {
    await probabilityBars(body, 'Customers by churn probability', data.probabilities, 'Probability of no purchase in 90 days', riskColor);
    const bins = steps(data.probabilities.length);
    const expected = data.probabilities.reduce((sum, count, i) => sum + count * bins[i].middle, 0);
    return `${integer(data.scored)} customers scored. About ${integer(expected)} of them are expected not to buy again in time.`;
  },
};
