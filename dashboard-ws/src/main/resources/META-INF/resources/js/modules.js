// The modules of the page: one is shown at a time, each has an address of its own.

import { addressOf, currentItem, currentModule, onAddress } from './address.js';
import { element } from './dom.js';

/**
 * Shows the module of the address, and keeps the menu in step. open(section) is called when a module is shown for the first time.
 *
 * A section with data-role is there for those who hold the role; one with data-item-of shows a single item of another module, such as #/customers/c-1.
 */
export function startModules(nav, main, open) {
  const modules = [...main.querySelectorAll('[data-module]')];
  const opened = new WeakSet();
  const links = new Map(modules.filter((module) => !module.dataset.itemOf).map((module) => [module.dataset.module,
    element('a', { href: addressOf(module.dataset.module), 'data-to': module.dataset.module }, module.querySelector('h2').textContent)]));
  const list = element('ul');
  let roles = null;
  for (const link of links.values()) {
    list.append(element('li', {}, link));
  }
  nav.append(list);

  const isAllowed = (module) => !module.dataset.role || Boolean(roles?.includes(module.dataset.role));

  function wanted() {
    const ofItem = currentItem() && modules.find((module) => module.dataset.itemOf === currentModule());
    const named = ofItem || modules.find((module) => module.dataset.module === currentModule() && links.has(currentModule()));
    return named && isAllowed(named) ? named : modules[0];
  }

  function show(moveFocus) {
    const shown = wanted();
    const inMenu = shown.dataset.itemOf ?? shown.dataset.module;
    for (const module of modules) {
      module.hidden = module !== shown;
    }
    for (const [name, link] of links) {
      link.href = addressOf(name);
      link.parentElement.hidden = !isAllowed(modules.find((module) => module.dataset.module === name));
      if (name === inMenu) {
        link.setAttribute('aria-current', 'page');
        list.scrollTo({ left: link.offsetLeft - list.clientWidth / 2 + link.clientWidth / 2 });
      } else {
        link.removeAttribute('aria-current');
      }
    }
    const heading = shown.querySelector('h2');
    if (shown.dataset.itemOf) {
      heading.textContent = `${heading.dataset.one} ${currentItem()}`;
    }
    document.title = `${heading.textContent} · Tillstream`;
    if (!opened.has(shown)) {
      opened.add(shown);
      open(shown);
    }
    if (moveFocus) {
      scrollTo({ top: 0 });
      heading.focus({ preventScroll: true });
    }
  }

  const place = () => `${currentModule()}/${currentItem()}`;
  let shownPlace = place();
  onAddress(() => {
    const moved = place() !== shownPlace;
    shownPlace = place();
    show(moved);
  });
  show(false);
  return {
    /** Says which roles the user holds. */
    allow(held) {
      roles = held;
      show(false);
    },
  };
}
