// Why a customer is at risk, in words.

import { integer, number, percent } from '../format.js';

const value = (of) => number({ maximumFractionDigits: Math.abs(of) < 10 ? 1 : 0 }).format(of);

/** The name of a feature as words, when its card is not known. */
export const plainName = (feature) => feature.replaceAll('_', ' ');

/** One reason: "days since the last purchase: 84 (+21 points)". */
export function reasonWords(reason, row, words = {}) {
  if (/^recency/.test(reason.feature) && row.recency_days !== undefined) {
    const usual = row.average_gap_days ? ` (usually every ${integer(Math.max(1, row.average_gap_days))})` : '';
    return `no purchase for ${integer(row.recency_days)} days${usual}`;
  }
  return `${words[reason.feature] ?? plainName(reason.feature)}: ${value(reason.value)}`;
}

/** The reasons that raise the risk, as one sentence; by recency alone while there is no model. */
export function whyAtRisk(row, words) {
  const raising = (row.reasons ?? []).filter((reason) => reason.contribution > 0).slice(0, 2);
  if (raising.length > 0) {
    const text = raising.map((reason) => `${reasonWords(reason, row, words)} (+${percent(reason.contribution, 0)})`).join(' · ');
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
