// Saved views: a module with its days and filters, by a name, kept by the query service for oneself or for all.

import { addressOfView, currentModule, currentParams } from '../address.js';
import { ask, tell } from '../api.js';
import { element } from '../dom.js';
import { doing, labelled, sureButton, tick } from '../forms.js';
import { replaceRows } from '../parts.js';

const PATH = '/api/v1/views';
/** Parts of the address that say how the page is arranged, not what it shows. */
const NOT_SHOWN = ['layout'];

const moduleShown = () => document.querySelector('main [data-module]:not([hidden])').dataset;
const titleOf = (name) => document.querySelector(`main [data-module="${CSS.escape(name)}"]:not([data-item-of]) h2`)?.textContent ?? name;

/** What is shown now, as the service keeps it. */
const shownNow = () => ({
  page: currentModule() || moduleShown().module,
  filters: Object.fromEntries(Object.entries(currentParams()).filter(([name, value]) => value !== '' && !NOT_SHOWN.includes(name))),
});

/** Builds the list of views and the form that saves one into the holder; who is a promise of who is signed in. Returns what reads the list anew. */
export function startViews(holder, who) {
  const list = element('ul', { class: 'plain' });
  const name = element('input', { type: 'text', name: 'view-name', maxlength: '100', required: true, autocomplete: 'off' });
  const shared = tick({ name: 'view-shared' }, true);
  const save = element('button', { type: 'submit', class: 'primary', 'data-action': 'save-view' }, 'Save what is shown');
  const form = element('form', { class: 'entry', novalidate: true, hidden: true }, labelled('Name', name), labelled('Others see it', shared), save);
  const note = element('p', { class: 'note', role: 'status', 'aria-live': 'polite' });
  holder.append(list, form, note);

  function row(view, me) {
    const of = view.owner && view.owner !== me?.name ? view.owner : view.shared ? '' : 'only you';
    const link = element('a', { class: 'link', href: addressOfView(view.page, view.filters) }, view.name);
    const draft = () => ({ name: view.name, shared: view.shared, ...shownNow() });
    const change = (words, sure, act) => sureButton(words, sure, (button) => doing(button, note, async () => {
      try {
        return await act();
      } finally {
        await read(); // what somebody else has changed meanwhile is seen, and can be changed then
      }
    }));
    const mayChange = me?.mode === 'open' || view.owner === me?.name || me?.roles?.includes('admin');
    return element('li', {}, link, element('span', { class: 'note' }, titleOf(view.page)), element('span', { class: 'note' }, of), ...(mayChange ? [
      change('Replace', 'By what is shown?', async () => {
        await tell('PUT', `${PATH}/${view.id}`, draft(), view.version);
        return `${view.name} is what is shown now.`;
      }),
      change('Remove', 'Really remove?', async () => {
        await tell('DELETE', `${PATH}/${view.id}`, undefined, view.version);
        return `${view.name} is removed.`;
      }),
    ] : []));
  }

  async function read() {
    try {
      const [{ items }, me] = await Promise.all([ask(PATH), who]);
      form.hidden = !(me?.mode === 'open' || me?.roles?.includes('analyst'));
      replaceRows(list, ...(items.length === 0 ? [element('li', { class: 'note' }, 'No view is saved yet.')] : items.map((view) => row(view, me))));
    } catch (failure) {
      note.textContent = failure.message;
    }
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    doing(save, note, async () => {
      const made = await tell('POST', PATH, { name: name.value.trim(), shared: shared.checked, ...shownNow() });
      form.reset();
      await read();
      return `${made.name} is saved.`;
    });
  });
  return read;
}
