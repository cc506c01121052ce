// Panels that are made of several parts.

import { element } from './dom.js';
import { originalOf } from './language.js';

const known = new WeakMap();

/** The parts of a panel's body, made once. parts: { name: [tag, attributes] }, in their order. */
export function partsOf(body, parts) {
  if (!known.has(body)) {
    const made = Object.fromEntries(Object.entries(parts).map(([name, [tag, attributes]]) => [name, element(tag, { ...attributes, 'data-part': name })]));
    body.classList.add('parts');
    body.replaceChildren(...Object.values(made));
    known.set(body, made);
  }
  return known.get(body);
}

/** The same figures as a table, for those who do not see the chart or want the numbers. Stays open while the figures move. */
export function asTable(holder, node) {
  let details = holder.querySelector('details');
  if (!details) {
    details = element('details', { class: 'as-table' }, element('summary', {}, 'As a table'), element('div', { class: 'rows' }));
    holder.replaceChildren(details);
  }
  replaceRows(details.querySelector('.rows'), node);
}

/** What a link, button or choice of a list is known by when the list is made anew: where it leads, or its text, which may stand there in another language. */
const sameAs = (node) => node.getAttribute('href') ?? originalOf(node.textContent);

/** Replaces rows without taking the focus away from a link, button or choice that is in them: it goes to the same one of the new rows; of several alike to the one in the same place. */
export function replaceRows(holder, ...nodes) {
  const { activeElement: focused } = document;
  const key = focused !== holder && holder.contains(focused) ? sameAs(focused) : null;
  const alike = () => [...holder.querySelectorAll('a, button, select')].filter((node) => sameAs(node) === key);
  const place = key === null ? -1 : alike().indexOf(focused);
  holder.replaceChildren(...nodes);
  if (place >= 0) {
    const found = alike();
    (found[place] ?? found[0])?.focus({ preventScroll: true });
  }
}
