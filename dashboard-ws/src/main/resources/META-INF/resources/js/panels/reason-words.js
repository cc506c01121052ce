// Why a customer is at risk, in words.

import { integer, number } from '../format.js';

const value = (of) => number({ maximumFractionDigits: Math.abs(of) < 10 ? 1 : 0 }).format(of);

const NEVER = 10_000;
const TITLES = {
  recency_days: 'days since last purchase', recency_gaps: 'silence in own gaps', orders: 'orders so far', purchase_days: 'days with a purchase',
  net: 'spend so far', average_order_value: 'average order', lifetime_days: 'days first to last order', tenure_days: 'days as a customer',
  average_gap_days: 'usual days between', orders_28: 'recent orders (28 days)', orders_91: 'recent orders (91 days)', orders_364: 'recent orders (364 days)',
  spend_91: 'recent spend (91 days)', idle_days: 'days since last visit', idle_visits: 'silence in own visits', sessions_per_30_days: 'visits per 30 days',
  views_7: 'recent views (7 days)', views_28: 'recent views (28 days)', views_91: 'recent views (91 days)', cart_adds_7: 'recent carts (7 days)',
  cart_adds_28: 'recent carts (28 days)', product_variety: 'different products', discount_ratio: 'share at a discount', refund_ratio: 'share refunded',
  frequency: 'orders', monetary: 'spend',
};

/** A short name of a feature; its card has the long one. */
export const plainName = (feature) => TITLES[feature] ?? feature.replaceAll('_', ' ');

/** What an alert says; features by the names that people give them. */
export const alertWords = ({ rule, sentence }) => (rule === 'model-drift' ? sentence.replace(/\b[a-z]+(?:_[a-z0-9]+)+\b/g, plainName) : sentence);

/** One reason: "no purchase for 84 days (usually every 21)", "recent orders (28 days): 0.2". */
function reasonWords(reason, row) {
  if (/^recency_(days|gaps)$/.test(reason.feature) && row.recency_days !== undefined) {
    const usual = row.average_gap_days ? ` (usually every ${integer(Math.max(1, row.average_gap_days))})` : '';
    return `no purchase for ${integer(row.recency_days)} days${usual}`;
  }
  return `${plainName(reason.feature)}: ${reason.value >= NEVER ? 'never' : value(reason.value)}`;
}

/** The reasons that raise the risk, as one sentence; by recency alone while there is no model. */
export function whyAtRisk(row) {
  if (row.words) {
    return row.words;
  }
  const points = new Map();
  for (const reason of row.reasons ?? []) {
    if (reason.contribution > 0) {
      const text = reasonWords(reason, row);
      points.set(text, (points.get(text) ?? 0) + reason.contribution);
    }
  }
  if (points.size > 0) {
    const text = [...points].slice(0, 2).map(([words, by]) => `${words} (+${integer(100 * by)} points)`).join(' · ');
    return text.charAt(0).toUpperCase() + text.slice(1);
  }
  if (row.recency_days === undefined) {
    return '—';
  }
  const usual = row.average_gap_days ? `, usually every ${integer(Math.max(1, row.average_gap_days))}` : '';
  return `No purchase for ${integer(row.recency_days)} days${usual}`;
}

/** How churn tiers came about. */
export function methodWords(data) {
  if (data.method === 'rule') {
    return `By rule until there is a model: high after 180 days without a purchase, medium after 90. ${data.reason ?? ''}`.trim();
  }
  if (data.method === 'bootstrap') {
    return 'By rule until there is a model: high after 180 days without a purchase, or when a customer with few and small purchases is '
      + `silent for longer than their own average gap. ${data.reason ?? ''}`.trim();
  }
  return `By model ${data.method}: high above 70 %, medium from 30 %.`;
}
