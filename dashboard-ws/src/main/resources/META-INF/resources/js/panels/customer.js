// One customer: who they are, what is computed of them, how they buy.

import { currentItem, currentModule } from '../address.js';
import { orDash } from '../bars.js';
import { element } from '../dom.js';
import { ago, compactMoney, dateTime, integer, money, number, percent } from '../format.js';

const one = (value) => number({ maximumFractionDigits: 1 }).format(value);
const MASKED = '***';

function tile(title, value, note) {
  return element('div', { class: 'tile' }, element('dt', {}, title), element('dd', { class: 'value' }, value), element('dd', { class: 'note' }, note ?? ''));
}

function tiles(detail, context) {
  const profile = detail.profile ?? {};
  const { currency } = context;
  const value = detail.predictions?.value;
  const due = value?.next_purchase_at;
  const next = due ? `next purchase ${Date.parse(due) < context.asOf() ? 'was due ' : ''}${ago(due, context.asOf())}` : 'in 12 months';
  return element('dl', { class: 'figures' },
    tile('Spent', orDash(profile.net, (amount) => (Math.abs(amount) < 1e6 ? money(amount, currency) : compactMoney(amount, currency))), profile.refunds > 0 ? `after refunds of ${money(profile.refunds, currency)}` : 'no refunds'),
    tile('Orders', orDash(profile.orders, integer), orDash(profile.average_order_value, (amount) => `${money(amount, currency)} on average`)),
    tile('Last purchase', profile.last_purchase_at ? ago(profile.last_purchase_at, context.asOf()) : 'never', orDash(profile.average_gap_days, (days) => `usually every ${one(days)} days`)),
    tile('Segment', profile.segment ?? '—', profile.rfm ? `RFM ${profile.rfm}` : 'no purchase yet'),
    tile('Churn risk', profile.churn_tier ?? '—', orDash(profile.churn_probability, (share) => `${percent(share, 0)} likely not to buy again`)),
    tile('Expected', orDash(profile.value_expected, (amount) => money(amount, currency)), profile.value_expected === null || profile.value_expected === undefined ? 'no model yet' : next));
}

function facts(title, rows) {
  const shown = rows.filter(([, value]) => value !== null && value !== undefined && value !== '');
  return shown.length === 0 ? null : element('section', {}, element('h4', {}, title),
    element('dl', { class: 'facts' }, ...shown.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)])));
}

const known = (value, say) => (value === null || value === undefined ? null : say(value));

function who(detail) {
  const profile = detail.profile ?? {};
  return facts('Who', [
    ['Name', detail.name], ['E-mail', detail.email], ['Phone', detail.phone], ['From', [profile.location, profile.country].filter(Boolean).join(', ')],
    ['Age', profile.age_group], ['Gender', profile.gender], ['Came by', profile.channel], ['Registered', known(detail.registered_at, dateTime)],
    ['First seen', known(profile.first_seen_at, dateTime)], ['Last seen', known(profile.last_seen_at, dateTime)],
  ]);
}

function buying(detail, currency) {
  const profile = detail.profile ?? {};
  const { purchasing } = detail.portrait ?? {};
  return facts('How they buy', [
    ['Sessions', known(profile.sessions, integer)], ['Days with a purchase', known(profile.active_days, integer)], ['Different products', known(profile.product_variety, integer)],
    ['Units an order', known(purchasing?.units_per_order, one)], ['Orders of several categories', known(purchasing?.cross_category_share, (share) => percent(share, 0))],
    ['Discounts', purchasing?.discounts > 0 ? `${money(purchasing.discounts, currency)}${purchasing.discount_share === null ? '' : `, ${percent(purchasing.discount_share)}`}` : null],
    ['Mostly by', [purchasing?.channel, purchasing?.device].filter(Boolean).join(', ')], ['Behaviour', profile.behaviours?.join(', ')],
    ['Tier', profile.cluster_tier], ['Buys within 7 days', known(profile.purchase_probability, (share) => percent(share, 0))],
  ]);
}

function opinion(detail) {
  const { experience, member_of: memberOf } = detail.portrait ?? {};
  const { loyalty } = detail;
  return facts('What they think, and belong to', [
    ['Would recommend', known(experience?.nps_score, (score) => `${score} of 10`)], ['Satisfied', known(experience?.csat_score, (score) => `${score} of 5`)],
    ['Stars', known(experience?.rating_mean, one)], ['Mood of what they wrote', known(experience?.sentiment_mean, (mood) => (mood >= 0.05 ? 'positive' : mood <= -0.05 ? 'negative' : 'neutral'))],
    ['Tickets', experience?.tickets_opened > 0 ? `${integer(experience.tickets_opened)}, ${integer(experience.tickets_resolved)} resolved` : null],
    ['Loyalty', loyalty ? [loyalty.tier, `${integer(loyalty.balance)} points`].filter(Boolean).join(', ') : null],
    ['Segments of ours', memberOf?.map((segment) => segment.name).join(', ')],
  ]);
}

export const customer = {
  name: 'customer',
  whole: true,
  question: () => (currentModule() === 'customers' && currentItem() ? `/api/v1/customers/${encodeURIComponent(currentItem())}` : null),
  draw({ body, data, context }) {
    body.replaceChildren(tiles(data, context),
      element('div', { class: 'fact-groups' }, ...[who(data), buying(data, context.currency), opinion(data)].filter(Boolean)));
    const masked = [data.name, data.email, data.phone].includes(MASKED);
    const other = data.customer_id === currentItem() ? '' : `This visitor turned out to be ${data.customer_id}. `;
    return `${other}${masked ? 'Name, e-mail address and phone number are hidden from you.' : ''}`;
  },
};
