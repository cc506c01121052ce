// Who buys within the next 7 days.

import { counted } from '../bars.js';
import { table } from '../dom.js';
import { integer, money, number, percent } from '../format.js';
import { customerButton } from '../customer.js';
import { partsOf, replaceRows } from '../parts.js';
import { probabilityBars, steps } from './churn-probability.js';

const COLUMNS = [
  { title: 'Customer', className: 'id' }, { title: 'Buys in 7 days', className: 'number' }, { title: 'Last purchase', className: 'number' },
  { title: 'Spent', className: 'number narrow-off' }, { title: 'Segment', className: 'when narrow-off' },
];

export const propensity = {
  name: 'propensity',
  channel: 'propensity',
  filtered: {
    question: () => ['/api/v1/propensity', '/api/v1/propensity/customers?limit=15'],
    data: ([all, { items }], context) => ({
      scored: all.customers, probabilities: all.histogram, reason: all.reason ?? undefined,
      top: items.map((row) => ({
        customer_id: row.customer_id, purchase: row.probability, net: row.net, segment: row.segment ?? undefined,
        recency_days: row.last_purchase_at ? Math.floor((context.asOf() - Date.parse(row.last_purchase_at)) / 86_400_000) : undefined,
      })),
    }),
  },
  minInterval: 2000,
  isEmpty: (data) => data.scored === 0,
  emptyText: (data) => `No probabilities yet. ${data.reason ?? ''}`,
  async draw({ body, data, context }) {
    const parts = partsOf(body, { bars: ['div', { class: 'chart' }], rows: ['div', { class: 'scroll short', tabindex: '0', role: 'region', 'aria-labelledby': 'h-propensity' }] });
    await probabilityBars(parts.bars, 'Customers by probability of a purchase within 7 days', data.probabilities, 'Probability of a purchase within 7 days',
      (colors, probability) => (probability > 0.5 ? colors.good : colors.series[1]));
    replaceRows(parts.rows, table('Customers most likely to buy', COLUMNS, data.top.map((row) => ({
      cells: [
        customerButton(row.customer_id, context),
        percent(row.purchase, 0),
        row.recency_days === undefined ? '—' : `${counted(row.recency_days, 'day')} ago`,
        money(row.net, context.currency),
        row.segment ?? '—',
      ],
    }))));
    const bins = steps(data.probabilities.length);
    const expected = data.probabilities.reduce((sum, count, i) => sum + count * bins[i].middle, 0);
    return `About ${number({ maximumSignificantDigits: 2 }).format(expected)} of ${integer(data.scored)} customers are expected to buy within 7 days.`;
  },
};
