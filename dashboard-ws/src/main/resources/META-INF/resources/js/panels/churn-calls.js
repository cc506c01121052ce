// Who to call: high risk and high value.

import { table } from '../dom.js';
import { integer, money, percent } from '../format.js';
import { customerButton } from '../customer.js';
import { replaceRows } from '../parts.js';
import { churnOf } from './churn.js';
import { whyAtRisk } from './reason-words.js';

const COLUMNS = [
  { title: 'Customer', className: 'id' }, { title: 'Risk', className: 'number' }, { title: 'Worth', className: 'number' },
  { title: 'Spent', className: 'number narrow-off' }, { title: 'Why', className: 'text why' }, { title: 'Segment', className: 'when narrow-off' },
];

const LISTED = 20;

/** The service's calling list in the shape of the channel. */
function callsOf([{ items }, churn]) {
  const known = (value) => value ?? undefined;
  return {
    ...churnOf(churn),
    to_call: items.map((row) => ({
      customer_id: row.customer_id, churn: known(row.probability), expected: known(row.value_expected), net: row.net, segment: known(row.segment),
      recency_days: known(row.recency_days), average_gap_days: known(row.average_gap_days), words: row.reasons.slice(0, 2).join(' · '),
    })),
  };
}

export const churnCalls = {
  name: 'churn-calls',
  channel: 'churn',
  filtered: { question: () => [`/api/v1/churn/customers?tier=High&limit=${LISTED}`, '/api/v1/churn?tier=High'], data: callsOf },
  minInterval: 2000,
  isEmpty: (data) => data.to_call.length === 0,
  emptyText: 'Nobody is at high risk.',
  draw({ body, data, context }) {
    replaceRows(body, table('Customers at high risk, the greatest expected loss first', COLUMNS, data.to_call.map((row) => ({
      cells: [
        customerButton(row.customer_id, context),
        row.churn === undefined ? 'High' : percent(row.churn, 0),
        row.expected === undefined ? '—' : money(row.expected, context.currency),
        money(row.net, context.currency),
        whyAtRisk(row),
        row.segment ?? '—',
      ],
    }))));
    const valued = data.to_call.some((row) => row.expected !== undefined);
    return `The first ${integer(data.to_call.length)} of ${integer(data.tiers.High ?? 0)} at high risk, by ${valued
      ? 'risk × what they are expected to spend in 12 months' : 'what they have spent so far'}. Choose one to see more.`;
  },
};
