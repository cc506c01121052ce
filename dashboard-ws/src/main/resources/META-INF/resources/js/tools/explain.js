// What the figures of a panel are, how fresh they are, and where more is said.

import { element } from '../dom.js';
import { dateTime, timeOfDay } from '../format.js';
import { explanationOf, TILES } from './explanations.js';

let open = null;

function close(moveFocus) {
  if (open) {
    const { box, button } = open;
    open = null;
    box.remove();
    button.setAttribute('aria-expanded', 'false');
    if (moveFocus) {
      button.focus();
    }
  }
}

function freshness(fed, context) {
  const until = context.newestEventAt === null ? '' : ` Reference time ${dateTime(context.asOf())}.`;
  if (fed.at === null) {
    return `No figures have come yet.${until}`;
  }
  return `${fed.paths ? 'Asked' : 'Live; last moved'} at ${timeOfDay(fed.at)}.${until}`;
}

/** Shows what a panel is, or hides it. fed: () => { paths, at }. */
export function toggleExplanation(button, section, spec, context, fed) {
  const mine = open?.button === button;
  close(mine);
  if (mine) {
    return;
  }
  const known = explanationOf(spec.name);
  const tiles = spec.name === 'kpis' ? [element('dl', {}, ...Object.values(TILES).flatMap(([title, text]) => [element('dt', {}, title), element('dd', {}, text)]))] : [];
  const box = element('div', { class: 'explanation', role: 'note', tabindex: '-1', 'data-explanation': spec.name },
    element('p', {}, known?.text ?? section.querySelector('[data-summary]')?.textContent ?? ''),
    ...tiles,
    element('p', { class: 'note' }, freshness(fed(), context)),
    known ? element('p', {}, element('a', { href: known.doc, target: '_blank', rel: 'noopener' }, 'All of it in the documentation')) : null);
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      close(true);
    }
  });
  button.after(box);
  button.setAttribute('aria-expanded', 'true');
  open = { box, button };
  box.focus();
}

document.addEventListener('click', (event) => {
  if (open && !open.box.contains(event.target) && !open.button.contains(event.target)) {
    close(false);
  }
});
