// Panels that are made of several parts.

import { element } from './dom.js';

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
  details.querySelector('.rows').replaceChildren(node);
}

/** Replaces rows without taking the focus away from a button that is in them: it goes to the button of the same text. */
export function replaceRows(holder, ...nodes) {
  const focused = holder.contains(document.activeElement) ? document.activeElement.textContent : null;
  holder.replaceChildren(...nodes);
  if (focused !== null) {
    [...holder.querySelectorAll('button')].find((button) => button.textContent === focused)?.focus();
  }
}
