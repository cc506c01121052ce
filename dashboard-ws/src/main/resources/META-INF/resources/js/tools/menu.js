// What can be done with a panel, behind the button at its corner.

import { element } from '../dom.js';
import { EXPORTS } from './export.js';

let open = null;

function close(moveFocus) {
  if (open) {
    const { menu, button } = open;
    open = null;
    menu.remove();
    button.setAttribute('aria-expanded', 'false');
    if (moveFocus) {
      button.focus();
    }
  }
}

/** Arrow keys go round, as in every menu. */
function move(menu, event) {
  const items = [...menu.querySelectorAll('[role=menuitem]')];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    items.at(to % items.length).focus();
  } else if (event.key === 'Escape') {
    event.stopPropagation();
    close(true);
  } else if (event.key === 'Tab') {
    close(false);
  }
}

/** Opens the menu of a panel, or closes it. paths: what the panel asked last, if anything. */
export function toggleMenu(button, section, paths) {
  const mine = open?.button === button;
  close(mine);
  if (mine) {
    return;
  }
  const note = element('p', { class: 'note', role: 'status' });
  const items = EXPORTS.map(([name, make]) => {
    const item = element('button', { type: 'button', role: 'menuitem', 'data-export': name.toLowerCase() }, `Save as ${name}`);
    item.addEventListener('click', async () => {
      try {
        await make(section, paths());
        close(true);
      } catch (failure) {
        note.textContent = `It could not be saved: ${failure.message}`;
      }
    });
    return item;
  });
  const menu = element('div', { class: 'menu', role: 'menu', 'aria-label': 'Save this panel' }, ...items, note);
  menu.addEventListener('keydown', (event) => move(menu, event));
  button.after(menu);
  button.setAttribute('aria-expanded', 'true');
  open = { menu, button };
  items[0].focus();
}

document.addEventListener('click', (event) => {
  if (open && !open.menu.contains(event.target) && !open.button.contains(event.target)) {
    close(false);
  }
});
