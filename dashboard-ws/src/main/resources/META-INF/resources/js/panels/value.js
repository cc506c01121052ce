// Customers by what they are expected to spend in the next 12 months.

import { axis, chart } from '../chart.js';
import { compactMoney, integer, percent } from '../format.js';
import { cellCustomers, ofExpected } from './density.js';

/** Bins without the empty ones at both ends. */
export function trimmed(bounds, counts) {
  const first = counts.findIndex((count) => count > 0);
  const last = counts.findLastIndex((count) => count > 0);
  return counts.map((count, i) => ({ count, from: bounds[i], to: bounds[i + 1] })).slice(first, last + 1);
}

export const value = {
  name: 'value',
  drill: cellCustomers,
  channel: 'value',
  filtered: {
    question: () => '/api/v1/lifetime-value',
    data: ({ totals, histogram, reason }) => ({
      scored: totals?.customers ?? 0, reason: reason ?? undefined, bounds: histogram.map((band) => band.from), counts: histogram.map((band) => band.customers),
      mean_alive: totals?.mean_alive,
    }),
  },
  minInterval: 2000,
  isEmpty: (data) => data.scored === 0,
  emptyText: (data) => `No expected spend yet. ${data.reason ?? ''}`,
  async draw({ body, data, context }) {
    const bins = trimmed(data.bounds, data.counts);
    const name = (bin) => (bin.to === undefined ? `from ${compactMoney(bin.from, context.currency)}`
      : bin.from === 0 ? `below ${compactMoney(bin.to, context.currency)}` : compactMoney(bin.from, context.currency));
    await chart(body, 'Customers by expected spend', (colors) => [{
      type: 'bar',
      x: bins.map(name),
      y: bins.map((bin) => bin.count),
      customdata: bins.map(ofExpected),
      marker: { color: colors.accent, opacity: 0.85 },
      hovertext: bins.map((bin) => `${bin.to === undefined ? name(bin) : `${compactMoney(bin.from, context.currency)} to ${compactMoney(bin.to, context.currency)}`}<br><b>${integer(bin.count)}</b> customers`),
      hoverinfo: 'text',
    }], (colors) => ({
      xaxis: axis(colors, { type: 'category', showgrid: false, title: { text: 'Expected in 12 months, from' } }),
      yaxis: axis(colors, { tickformat: '~s', rangemode: 'tozero', nticks: 5, title: { text: 'Customers' } }),
      bargap: 0.12,
    }));
    if (data.alive === undefined) {
      return `${integer(data.scored)} customers, who still buy here with a probability of ${percent(data.mean_alive ?? 0, 0)} on average. Discounted by 10 % a year.`;
    }
    const alive = data.alive.reduce((sum, count, i) => sum + (i >= data.alive.length / 2 ? count : 0), 0);
    return `${integer(data.scored)} customers. ${integer(alive)} of them (${percent(alive / data.scored, 0)}) more likely still buy here than not. Discounted by 10 % a year.`;
  },
};
