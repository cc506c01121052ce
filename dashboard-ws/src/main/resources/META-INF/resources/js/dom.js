// Elements without HTML text: what comes from events is only ever a text node.

/** An element with attributes and children; null children are left out. */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) {
      node.setAttribute(name, value === true ? '' : value);
    }
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** A group of buttons of which one is chosen. */
export function choice(label, options, chosen, onChoose) {
  const buttons = options.map(([value, text]) =>
    element('button', { type: 'button', 'aria-pressed': String(value === chosen), 'data-value': value }, text));
  const group = element('div', { role: 'group', 'aria-label': label, class: 'choice' }, ...buttons);
  group.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (button) {
      buttons.forEach((other) => other.setAttribute('aria-pressed', String(other === button)));
      onChoose(button.dataset.value);
    }
  });
  return group;
}

/**
 * A table: columns are {title, className}, rows are arrays of cells (text or nodes), each row may have a class. With `cards` a phone shows each row as a card of titles and
 * values; roles are said then, since a browser forgets them when a table is laid out as something else.
 */
export function table(caption, columns, rows, { cards = false } = {}) {
  const role = (name) => (cards ? name : null);
  const head = element('tr', { role: role('row') }, ...columns.map((column) => element('th', { scope: 'col', role: role('columnheader'), class: column.className }, column.title)));
  const body = rows.map(({ cells, className }) => element('tr', { class: className, role: role('row') },
    ...cells.map((cell, i) => element('td', { class: columns[i].className, role: role('cell'), 'data-title': cards ? columns[i].title : null }, cell))));
  return element('table', { class: cards ? 'cards' : null, role: role('table') },
    element('caption', { class: 'hidden' }, caption),
    element('thead', { role: role('rowgroup') }, head),
    element('tbody', { role: role('rowgroup') }, ...body));
}
