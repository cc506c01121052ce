// The form of filters: what may be chosen comes from the shop's own figures.

import { setParams } from './address.js';
import { ask } from './api.js';
import { element } from './dom.js';
import { FILTERS, filterWords, givenFilters } from './filters.js';
import { SEGMENTS } from './panels/segment-colors.js';

const MOST = 200;
const ACTIONS = [
  'page_view', 'view_item', 'search', 'add_to_cart', 'remove_from_cart', 'begin_checkout', 'purchase', 'refund', 'abandon', 'survey_answered', 'feedback_given',
  'ticket_opened', 'ticket_resolved', 'referral_sent', 'points_redeemed', 'message_clicked',
];
/** Many values: typed, with proposals. The others are chosen from a list. */
const TYPED = ['category', 'location', 'country'];
const FIXED = { segment: SEGMENTS, action: ACTIONS };

const title = (name) => filterWords(name).charAt(0).toUpperCase() + filterWords(name).slice(1);
const option = (value, text = value) => element('option', { value }, text);

async function valuesOf(name) {
  const answer = await ask(`/api/v1/sales?dimension=${name}&limit=${MOST}`);
  return answer.items.map((row) => row.key);
}

function typed(name) {
  const list = element('datalist', { id: `values-${name}` });
  const input = element('input', { type: 'text', list: `values-${name}`, maxlength: '200', autocomplete: 'off', placeholder: 'all', 'data-filter': name });
  return { field: input, node: element('label', {}, title(name), input, list), offer: (values) => list.replaceChildren(...values.map((value) => option(value))) };
}

function chosen(name) {
  const select = element('select', { 'data-filter': name }, option('', 'all'));
  return {
    field: select,
    node: element('label', {}, title(name), select),
    offer(values) {
      const kept = select.value;
      select.replaceChildren(option('', 'all'), ...values.map((value) => option(value)));
      this.show(kept);
    },
    show(value) {
      if (value && ![...select.options].some((known) => known.value === value)) {
        select.append(option(value));
      }
      select.value = value;
    },
  };
}

/** Builds the form; returns what brings it in step with the address. */
export function startFilterForm(holder) {
  const note = element('p', { class: 'note', role: 'status' });
  const fields = FILTERS.map((name) => {
    const made = TYPED.includes(name) ? typed(name) : chosen(name);
    made.name = name;
    made.shown = '';
    made.field.addEventListener('change', () => setParams({ [name]: made.field.value.trim() || null }));
    if (FIXED[name]) {
      made.offer(FIXED[name]);
    } else {
      valuesOf(name).then((values) => made.offer(values), (failure) => {
        note.textContent = failure.message;
      });
    }
    return made;
  });
  holder.replaceChildren(...fields.map((made) => made.node), note);
  return () => {
    const given = givenFilters();
    for (const made of fields) {
      const value = given[made.name] ?? '';
      if (made.show) {
        made.show(value);
      } else if (value !== made.shown) { // what is being typed stays when something else changes
        made.shown = value;
        made.field.value = value;
      }
    }
  };
}
