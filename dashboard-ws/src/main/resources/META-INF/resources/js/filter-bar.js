// The bar above the figures: days, comparison, filters.

import { onAddress, param, setParams } from './address.js';
import { choice, element } from './dom.js';
import { FILTERS, BY_LINK, clearFilters, filterWords, givenFilters, givenNames, valueWords } from './filters.js';
import { currentRange, givenDays, givenPreset, PRESETS } from './range.js';

const LIVE = 'live';

/** The bar, in its place. Its form of filters is loaded when somebody opens it. */
export function startFilterBar(place, context) {
  const from = element('input', { type: 'date', 'aria-label': 'From day' });
  const to = element('input', { type: 'date', 'aria-label': 'To day' });
  const presets = choice('Days', [[LIVE, 'Live'], ...PRESETS], LIVE, (value) => setParams({
    range: value === LIVE ? null : value, from: null, to: null, ...(value === LIVE || value === 'all' ? { compare: null } : {}),
  }));
  const compare = element('input', { type: 'checkbox' });
  const comparing = element('label', { class: 'compare' }, compare, ' Compare with the days before');
  const open = element('button', { type: 'button', class: 'quiet', 'aria-expanded': 'false', 'aria-controls': 'filter-form', 'data-action': 'filters' }, 'Filters');
  const clear = element('button', { type: 'button', class: 'quiet', 'data-action': 'clear-filters' }, 'Clear');
  const chips = element('ul', { class: 'chips', 'aria-label': 'Filters that are set' });
  const form = element('div', { id: 'filter-form', class: 'filter-form', hidden: true });
  const views = element('button', { type: 'button', class: 'quiet', 'aria-expanded': 'false', 'aria-controls': 'saved-views', 'data-action': 'views' }, 'Views');
  const saved = element('div', { id: 'saved-views', class: 'saved-views', role: 'group', 'aria-label': 'Saved views', hidden: true });
  let fill = null;
  let readViews = null;

  function chip([name, value]) {
    const shown = valueWords(name, value);
    const drop = element('button', { type: 'button', class: 'chip', 'data-filter': name, 'aria-label': `Remove the filter ${filterWords(name)} ${shown}` },
      `${filterWords(name)}: `, element('b', {}, shown), element('span', { 'aria-hidden': 'true' }, ' ×'));
    drop.addEventListener('click', () => {
      setParams({ [name]: null });
      open.focus();
    });
    return element('li', {}, drop);
  }

  function show() {
    const days = givenDays();
    const pressed = days === null ? LIVE : givenPreset() ?? '';
    presets.querySelectorAll('button').forEach((button) => button.setAttribute('aria-pressed', String(button.dataset.value === pressed)));
    const range = days ?? currentRange(context);
    for (const [field, day] of [[from, days ? range.from ?? '' : ''], [to, days ? range.to ?? '' : '']]) {
      if (field.value !== day) { // a day that is half typed has no value yet, and stays
        field.value = day;
      }
    }
    from.max = to.value;
    to.min = from.value;
    compare.checked = param('compare') === 'previous' && Boolean(days?.from && days?.to);
    comparing.hidden = !(days?.from && days?.to);
    const given = Object.entries(givenFilters()).filter(([name]) => [...FILTERS, ...BY_LINK].includes(name));
    chips.replaceChildren(...given.map(chip));
    chips.hidden = given.length === 0;
    clear.hidden = givenNames().length === 0;
    fill?.();
  }

  const choose = () => setParams({ range: null, from: from.value || null, to: to.value || null });
  from.addEventListener('change', choose);
  to.addEventListener('change', choose);
  compare.addEventListener('change', () => setParams({ compare: compare.checked ? 'previous' : null }));
  clear.addEventListener('click', () => {
    clearFilters();
    open.focus();
  });
  /** Opens or closes a box; true when it is open now. */
  function toggle(button, box) {
    box.hidden = !box.hidden;
    button.setAttribute('aria-expanded', String(!box.hidden));
    return !box.hidden;
  }

  open.addEventListener('click', async () => {
    const { startFilterForm } = await import('./filter-form.js');
    fill ??= startFilterForm(form);
    if (toggle(open, form)) {
      fill();
      form.querySelector('input, select').focus();
    }
  });
  views.addEventListener('click', async () => {
    const { startViews } = await import('./tools/views.js');
    readViews ??= startViews(saved, context.who);
    if (toggle(views, saved)) {
      await readViews();
      saved.querySelector('a, input, button')?.focus();
    }
  });
  for (const [button, box] of [[open, form], [views, saved]]) {
    box.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        toggle(button, box);
        button.focus();
      }
    });
  }
  place.append(presets, element('span', { class: 'days' }, from, '–', to), comparing, open, clear, views, chips, form, saved);
  onAddress(show);
  context.onChange(show);
  context.onFirstStatus(show);
  show();
}
