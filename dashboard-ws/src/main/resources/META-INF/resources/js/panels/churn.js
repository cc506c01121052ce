// Customers by churn tier.

import { chart } from '../chart.js';
import { integer, percent } from '../format.js';
import { methodWords } from './reason-words.js';

const TIERS = [['Low', 'good'], ['Medium', 'warn'], ['High', 'bad']];

/** The service's answer in the shape of the channel. */
export function churnOf(answer) {
  const { tiers, scores, methods, reason, reasons } = answer;
  return {
    tiers: Object.fromEntries(tiers.filter((row) => row.customers > 0).map((row) => [row.tier, row.customers])),
    scored: scores.customers, probabilities: scores.histogram, method: methods[0], reason: reason ?? undefined,
    reasons: Object.fromEntries(reasons.filter((row) => row.raised > 0).map((row) => [row.feature, row.raised])),
    words: Object.fromEntries(reasons.map((row) => [row.feature, row.title])),
  };
}

export const churn = {
  name: 'churn',
  channel: 'churn',
  drill: ({ label }) => ({ tier: label }),
  filtered: { question: () => '/api/v1/churn', data: churnOf },
  emptyText: 'No tiers yet: they come with the first cut points.',
  isEmpty: (data) => Object.keys(data.tiers).length === 0,
  async draw({ body, data }) {
    const tiers = TIERS.filter(([name]) => data.tiers[name] > 0);
    const total = tiers.reduce((sum, [name]) => sum + data.tiers[name], 0);
    await chart(body, 'Customers by churn risk', (colors) => [{
      type: 'pie',
      hole: 0.64,
      sort: false,
      direction: 'clockwise',
      labels: tiers.map(([name]) => name),
      values: tiers.map(([name]) => data.tiers[name]),
      marker: { colors: tiers.map(([, color]) => colors[color]), line: { color: colors.surface, width: 2 } },
      textinfo: 'label+percent',
      textposition: 'outside',
      texttemplate: '%{label} %{percent:.0%}',
      hovertext: tiers.map(([name]) => `${name}: ${integer(data.tiers[name])} customers`),
      hoverinfo: 'text',
    }], (colors) => ({
      margin: { l: 90, r: 90, t: 28, b: 28 },
      annotations: [{
        text: `<b>${integer(data.tiers.High ?? 0)}</b><br>at high risk`, showarrow: false, x: 0.5, y: 0.5, font: { size: 14, color: colors.text },
      }],
    }));
    const high = data.tiers.High ?? 0;
    return `${percent(total > 0 ? high / total : 0)} of ${integer(total)} customers are at high risk. ${methodWords(data)}`;
  },
};
