// What a customer did, in words.

import { integer } from '../format.js';

export const KINDS = [
  ['', 'Everything'], ['order', 'Orders'], ['refund', 'Refunds'], ['session', 'Sessions'], ['browse', 'Looking'], ['cart', 'Cart'], ['cart_outcome', 'What became of carts'],
  ['message', 'Messages'], ['feedback', 'Answers and feedback'], ['ticket', 'Tickets'], ['growth', 'Points and referrals'], ['segment', 'Segment moves'],
  ['membership', 'Segments of ours'], ['details', 'Details'], ['experiment', 'Experiments'],
];
const ACTIONS = {
  page_view: 'Looked at a page', view_item: 'Looked at', search: 'Searched', add_to_cart: 'Put into the cart', remove_from_cart: 'Took out of the cart',
  begin_checkout: 'Began the checkout', purchase: 'Bought', refund: 'Was refunded', abandon: 'Left the cart', identify: 'Said who they are', unmerge: 'Was parted from a visitor',
  customer_updated: 'Changed their details', consent_changed: 'Changed their consent', survey_answered: 'Answered a survey', feedback_given: 'Wrote to us',
  ticket_opened: 'Opened a ticket', ticket_updated: 'Ticket moved on', ticket_resolved: 'Ticket was resolved', referral_sent: 'Recommended the shop', referral_converted: 'A referral bought',
  points_redeemed: 'Redeemed points', message_sent: 'Was written to', message_delivered: 'Message arrived', message_opened: 'Opened a message', message_clicked: 'Clicked in a message',
  message_unsubscribed: 'Unsubscribed', experiment_exposed: 'Saw a variant', session: 'Visit', cart_open: 'Cart is open', cart_purchased: 'Cart was bought',
  cart_abandoned: 'Cart was abandoned', cart_recovered: 'Cart was recovered', cart_emptied: 'Cart was emptied', segment_moved: 'Moved to', segment_entered: 'Entered', segment_left: 'Left',
};
const NAMED = 3;

export const actionWords = (action) => ACTIONS[action] ?? action.replaceAll('_', ' ');

/** What it was about: products, segments, a visit in figures. */
export function aboutWords(entry) {
  const details = entry.details ?? {};
  if (entry.kind === 'segment') {
    return [details.to_segment, details.from_segment ? `from ${details.from_segment}` : null, details.cause ? `by ${details.cause.replaceAll('_', ' ')}` : null].filter(Boolean).join(', ');
  }
  if (entry.kind === 'membership') {
    return details.segment_name ?? '';
  }
  if (entry.kind === 'session') {
    return `${integer(details.events)} events, ${integer(details.views)} products looked at, ${integer(details.orders)} orders, ${integer(Math.round(details.seconds / 60))} minutes`;
  }
  const items = entry.items ?? [];
  const names = items.slice(0, NAMED).map((item) => `${item.quantity > 1 ? `${integer(item.quantity)} × ` : ''}${item.title ?? item.product_id ?? '?'}`);
  return names.join(', ') + (items.length > NAMED ? ` and ${integer(items.length - NAMED)} more` : '');
}

/** What else the event says: short texts and numbers by name. */
export function furtherWords(entry) {
  const own = ['segment', 'membership', 'session', 'cart_outcome'].includes(entry.kind) ? {} : entry.details ?? {};
  const context = entry.context ?? {};
  const where = [context.channel, context.device, context.location, context.country].filter((part) => typeof part === 'string');
  const campaign = typeof context.campaign?.name === 'string' ? [`campaign ${context.campaign.name}`] : [];
  const said = Object.entries(own).filter(([name, value]) => ['string', 'number', 'boolean'].includes(typeof value) && !name.endsWith('_id'))
    .map(([name, value]) => `${name.replaceAll('_', ' ')} ${value}`);
  return [...said, ...where, ...campaign].join(' · ');
}
