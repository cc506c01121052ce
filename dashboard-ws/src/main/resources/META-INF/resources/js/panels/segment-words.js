// Fields, operators and rules of custom segments, in words.

const FIELDS = {
  customer_id: 'customer id', orders: 'orders', units: 'units bought', gross: 'spend before refunds', refunds: 'refunds', net: 'spend',
  average_order_value: 'average order value', recency_days: 'days since the last purchase', lifetime_days: 'days from first to last purchase',
  average_gap_days: 'usual days between purchases', active_days: 'days with a purchase', sessions: 'sessions', visit_frequency: 'sessions per 30 days',
  product_variety: 'different products bought', 'rfm.recency': 'RFM recency score', 'rfm.frequency': 'RFM frequency score', 'rfm.monetary': 'RFM spend score',
  segment: 'RFM segment', churn_tier: 'churn tier', churn_method: 'way the churn tier came about', age_group: 'age group', gender: 'gender', location: 'city',
  country: 'country', channel: 'channel', behaviours: 'behaviour', first_seen_at: 'first seen', last_seen_at: 'last seen', first_purchase_at: 'first purchase',
  last_purchase_at: 'last purchase', 'predictions.churn.probability': 'churn probability (0 to 1)', 'predictions.purchase.probability': 'probability to buy in 7 days (0 to 1)',
  'predictions.value.expected': 'expected spend in 12 months', 'predictions.value.alive_probability': 'probability to still buy (0 to 1)',
  'predictions.value.expected_orders': 'expected orders in 12 months', 'predictions.value.next_purchase_at': 'next purchase expected',
  'predictions.cluster.tier': 'tier', 'predictions.cluster.rank': 'rank of the cluster',
};
const OPERATORS = {
  '=': 'is', '!=': 'is not', '<': 'below', '<=': 'at most', '>': 'above', '>=': 'at least', in: 'is one of', contains: 'contains', exists: 'is known', missing: 'is not known',
};

/** The fields in the order of the builder; fields without words of their own come last. */
export const FIELD_ORDER = [
  'net', 'orders', 'recency_days', 'average_order_value', 'segment', 'predictions.churn.probability', 'churn_tier', 'predictions.purchase.probability',
  'predictions.value.expected', 'predictions.cluster.tier', 'behaviours', 'country', 'location', 'age_group',
];

export const fieldWords = (field) => FIELDS[field] ?? field.replaceAll('_', ' ').replaceAll('.', ' ');
export const operatorWords = (operator) => OPERATORS[operator] ?? operator;

/** A rule as a sentence. */
export function ruleWords(rule, inner = false) {
  const many = rule.all ?? rule.any;
  if (many) {
    const text = many.map((part) => ruleWords(part, true)).join(rule.all ? ' and ' : ' or ');
    return inner && many.length > 1 ? `(${text})` : text;
  }
  if (rule.not) {
    return `not (${ruleWords(rule.not)})`;
  }
  const value = rule.value === undefined ? '' : ` ${[].concat(rule.value).join(', ')}`;
  return `${fieldWords(rule.field)} ${operatorWords(rule.operator)}${value}`;
}

/** The comparisons of a rule that the builder can show: one level of all or any; null for a deeper one. */
export function flatRule(rule) {
  const match = rule.any ? 'any' : 'all';
  const rows = rule.all ?? rule.any ?? [rule];
  return rows.every((row) => row.field) ? { match, rows } : null;
}
