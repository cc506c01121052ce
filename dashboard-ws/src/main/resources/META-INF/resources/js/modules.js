// The modules of the page: one is shown at a time, each has an address of its own.

import { addressOf, currentModule, onAddress } from './address.js';
import { element } from './dom.js';

/** Shows the module of the address, and keeps the menu in step. */
export function startModules(nav, main) {
  const modules = [...main.querySelectorAll('[data-module]')];
  const names = modules.map((module) => module.dataset.module);
  const links = new Map(modules.map((module) => [module.dataset.module,
    element('a', { href: addressOf(module.dataset.module) }, module.querySelector('h2').textContent)]));
  const list = element('ul');
  for (const [name, link] of links) {
    list.append(element('li', {}, link));
    link.dataset.to = name;
  }
  nav.append(list);

  function show(moveFocus) {
    const name = names.includes(currentModule()) ? currentModule() : names[0];
    for (const module of modules) {
      module.hidden = module.dataset.module !== name;
    }
    for (const [other, link] of links) {
      link.href = addressOf(other);
      if (other === name) {
        link.setAttribute('aria-current', 'page');
        list.scrollTo({ left: link.offsetLeft - list.clientWidth / 2 + link.clientWidth / 2 });
      } else {
        link.removeAttribute('aria-current');
      }
    }
    const shown = modules[names.indexOf(name)];
    document.title = `${shown.querySelector('h2').textContent} · Tillstream`;
    if (moveFocus) {
      scrollTo({ top: 0 });
      shown.querySelector('h2').focus({ preventScroll: true });
    }
  }

  let shownModule = currentModule();
  onAddress(({ module }) => {
    const moved = module !== shownModule;
    shownModule = module;
    show(moved);
  });
  show(false);
}
