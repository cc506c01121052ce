// One customer in a dialogue: figures, what the models say and why, what to offer.

import { addressOf } from './address.js';
import { ask } from './api.js';
import { element, table } from './dom.js';
import { day, integer, money, percent } from './format.js';

let dialog = null;
let asked = 0;

const row = (title, value) => (value === null || value === undefined ? null : [element('dt', {}, title), element('dd', {}, value)]);

function figures(detail, currency) {
  const profile = detail.profile ?? {};
  const date = (time) => (time ? day(time.slice(0, 10)) : null);
  const rows = [
    row('Spend, net', profile.net === undefined ? null : money(profile.net, currency)),
    row('Orders', profile.orders === undefined ? null : integer(profile.orders)),
    row('Average order', profile.average_order_value ? money(profile.average_order_value, currency) : null),
    row('Last purchase', date(profile.last_purchase_at)),
    row('Segment', profile.segment ? `${profile.segment}${profile.rfm ? ` (${profile.rfm})` : ''}` : null),
    row('Tier', profile.cluster_tier ?? null),
    row('Churn risk', profile.churn_tier
      ? `${profile.churn_tier}${profile.churn_probability == null ? '' : `, ${percent(profile.churn_probability, 0)}`}` : null),
    row('Buys within 7 days', profile.purchase_probability == null ? null : percent(profile.purchase_probability, 0)),
    row('Expected in 12 months', profile.value_expected == null ? null : money(profile.value_expected, currency)),
    row('Behaviour', profile.behaviours?.length ? profile.behaviours.join(', ') : null),
    row('From', [profile.location, profile.country].filter(Boolean).join(', ') || null),
  ];
  return element('dl', { class: 'facts' }, ...rows.filter(Boolean).flat());
}

/** Reasons in the service's words. */
function reasonsOf(detail) {
  const reasons = detail.predictions?.churn?.reasons ?? [];
  const sentences = reasons.map((reason) => reason.words).filter(Boolean);
  return sentences.length === 0 ? [] : [
    element('h3', {}, 'Why at this risk'),
    element('ul', { class: 'plain' }, ...sentences.map((sentence) => element('li', {}, sentence))),
  ];
}

function recommendationsOf(answer) {
  const items = (answer?.items ?? []).slice(0, 5);
  return items.length === 0 ? [] : [
    element('h3', {}, 'What to offer'),
    table('Recommended products', [{ title: 'Product', className: 'text' }, { title: 'Because', className: 'text' }],
      items.map((item) => ({ cells: [item.title ?? item.product_id, item.reason ?? ''] }))),
  ];
}

/** Leads to the customer's own page. */
function wholeView(id) {
  const link = element('a', { class: 'link', href: addressOf('customers', id) }, 'All about this customer');
  link.addEventListener('click', () => dialog.close());
  return element('p', { class: 'actions' }, link);
}

function build() {
  const body = element('div', { 'data-customer-body': true });
  const title = element('h2', { id: 'h-customer' });
  const close = element('button', { type: 'button', class: 'quiet', 'aria-label': 'Close' }, '×');
  dialog = element('dialog', { class: 'sheet', 'aria-labelledby': 'h-customer' }, element('header', {}, title, close), body);
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) {
      dialog.close();
    }
  });
  document.body.append(dialog);
}

/** Shows a customer. */
export async function openCustomer(id, context) {
  if (!dialog) {
    build();
  }
  const mine = ++asked;
  const body = dialog.querySelector('[data-customer-body]');
  dialog.querySelector('h2').textContent = `Customer ${id}`;
  body.replaceChildren(element('p', { class: 'summary', role: 'status' }, 'Asking the query service…'));
  if (!dialog.open) {
    dialog.showModal();
  }
  const path = `/api/v1/customers/${encodeURIComponent(id)}`;
  try {
    const detail = await ask(path);
    const offers = await ask(`${path}/recommendations`).catch(() => null);
    if (mine === asked) {
      body.replaceChildren(figures(detail, context.currency), ...reasonsOf(detail), ...recommendationsOf(offers), wholeView(id));
    }
  } catch (failure) {
    if (mine === asked) {
      body.replaceChildren(element('p', { class: 'summary', role: 'alert' }, failure.message));
    }
  }
}

/** A customer's id that opens the customer. */
export function customerButton(id, context) {
  const button = element('button', { type: 'button', class: 'link', 'aria-haspopup': 'dialog' }, id);
  button.addEventListener('click', () => openCustomer(id, context));
  return button;
}
