// Arranging the page: move panels by mouse or by arrow keys, size them, take them away and bring them back; colours, density, time zone; undo and a link.

import { currentModule } from '../address.js';
import { choice, element } from '../dom.js';
import { currentLayout, keep, onLayout, panelsOf, shareLink, SIZES } from '../layout.js';
import { titleOfPanel } from './figures.js';

const WORDS = { third: '⅓', half: '½', 'two-thirds': '⅔', full: '1' };
const USUAL = { wide: 'two-thirds', side: 'third', half: 'half', 'half-wide': 'third', full: 'full' };
const undone = [];
let bar = null;
let note = null;

const moduleShown = () => document.querySelector('main [data-module]:not([hidden])');
const sizeOf = (section) => section.dataset.size ?? USUAL[Object.keys(USUAL).find((name) => section.classList.contains(name))] ?? 'half';
const say = (words) => { note.textContent = words; };

/** The rows of the module as they stand, changed ones among them. */
function rowsWith(module, changes = {}, order = panelsOf(module)) {
  return order.map((section) => {
    const panel = section.dataset.panel;
    const row = { panel, ...(section.dataset.size ? { size: section.dataset.size } : {}), ...(section.hidden ? { off: true } : {}), ...changes[panel] };
    return row.off ? row : { ...row, off: undefined };
  });
}

async function change(next, words) {
  undone.push(currentLayout());
  const kept = keep({ ...currentLayout(), ...next });
  refresh();
  say(words);
  try {
    await kept;
  } catch (failure) {
    say(failure.message);
    refresh();
  }
}

function changeModule(module, rows, words) {
  return change({ modules: { ...currentLayout().modules, [module.dataset.module]: rows } }, words);
}

function moveBy(section, by) {
  const module = section.closest('[data-module]');
  const order = panelsOf(module);
  const shown = order.filter((each) => !each.hidden);
  const target = shown[shown.indexOf(section) + by];
  if (!target) {
    return;
  }
  moveTo(section, target, by > 0);
}

function moveTo(section, target, after) {
  const module = section.closest('[data-module]');
  const order = panelsOf(module).filter((each) => each !== section);
  order.splice(order.indexOf(target) + (after ? 1 : 0), 0, section);
  changeModule(module, rowsWith(module, {}, order), `${titleOfPanel(section)} moved.`);
  section.querySelector('[data-arrange=move]')?.focus();
}

function handles(section) {
  const title = titleOfPanel(section);
  const move = element('button', { type: 'button', class: 'tool', 'data-arrange': 'move', 'aria-label': `Move ${title}: arrow keys, or drag`, title: 'Move: arrow keys, or drag' }, element('span', { 'aria-hidden': 'true' }, '✥'));
  const size = element('button', { type: 'button', class: 'tool', 'data-arrange': 'size', 'aria-label': `Width of ${title}: ${sizeOf(section)}`, title: 'Width' }, element('span', { 'aria-hidden': 'true' }, WORDS[sizeOf(section)]));
  const off = element('button', { type: 'button', class: 'tool', 'data-arrange': 'off', 'aria-label': `Take ${title} away`, title: 'Take away' }, element('span', { 'aria-hidden': 'true' }, '×'));
  move.addEventListener('keydown', (event) => {
    const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (by) {
      event.preventDefault();
      moveBy(section, by);
    }
  });
  size.addEventListener('click', () => {
    const next = SIZES[(SIZES.indexOf(sizeOf(section)) + 1) % SIZES.length];
    const module = section.closest('[data-module]');
    changeModule(module, rowsWith(module, { [section.dataset.panel]: { size: next } }), `${title}: ${next}.`);
    section.querySelector('[data-arrange=size]')?.focus();
  });
  off.addEventListener('click', () => {
    const module = section.closest('[data-module]');
    changeModule(module, rowsWith(module, { [section.dataset.panel]: { off: true } }), `${title} is away. Add it again below the panels.`);
    bar.querySelector('[data-action=undo]').focus();
  });
  return element('div', { class: 'handles', 'data-handles': true }, move, size, off);
}

function onDragStart(event) {
  const section = event.currentTarget;
  event.dataTransfer.setData('text/plain', section.dataset.panel);
  event.dataTransfer.effectAllowed = 'move';
  section.classList.add('dragged');
}

function onDragEnd(event) {
  event.currentTarget.classList.remove('dragged');
}

function onDragOver(event) {
  if (document.querySelector('.dragged')) {
    event.preventDefault();
  }
}

function onDrop(event) {
  const moved = document.querySelector('.dragged');
  const target = event.currentTarget;
  if (!moved || moved === target || moved.closest('[data-module]') !== target.closest('[data-module]')) {
    return;
  }
  event.preventDefault();
  const box = target.getBoundingClientRect();
  moveTo(moved, target, event.clientX > box.left + box.width / 2);
}

const DRAGGING = { dragstart: onDragStart, dragend: onDragEnd, dragover: onDragOver, drop: onDrop };

/** Handles and the list of what is away follow the layout. */
function refresh() {
  document.querySelectorAll('[data-handles], [data-away]').forEach((node) => node.remove());
  const module = moduleShown();
  if (!bar || !module) {
    return;
  }
  for (const section of panelsOf(module)) {
    section.draggable = true;
    Object.entries(DRAGGING).forEach(([type, listener]) => section.addEventListener(type, listener)); // the same listener is added once
    section.prepend(handles(section));
  }
  const away = panelsOf(module).filter((section) => section.hidden);
  if (away.length > 0) {
    const list = element('div', { class: 'away', 'data-away': true, role: 'group', 'aria-label': 'Panels that are away' }, 'Add: ', ...away.map((section) => {
      const add = element('button', { type: 'button', class: 'quiet', 'data-add': section.dataset.panel }, titleOfPanel(section));
      add.addEventListener('click', () => {
        changeModule(module, rowsWith(module, { [section.dataset.panel]: { off: false } }), `${titleOfPanel(section)} is back.`);
        section.querySelector('[data-arrange=move]')?.focus();
      });
      return add;
    }));
    module.append(list);
  }
  bar.querySelector('[data-action=undo]').disabled = undone.length === 0;
}

async function undo() {
  const before = undone.pop();
  if (before) {
    const kept = keep(before);
    refresh();
    say('Undone.');
    await kept.catch((failure) => say(failure.message));
  }
}

async function share() {
  try {
    const link = await shareLink();
    const field = element('input', { type: 'text', readonly: true, value: link, 'aria-label': 'Link to this arrangement', 'data-share-link': true });
    note.replaceChildren('Whoever opens this link sees this arrangement: ', field);
    field.select();
    await navigator.clipboard?.writeText(link).catch(() => null);
  } catch (failure) {
    say(failure.message);
  }
}

function build(button) {
  const act = (action, words, doIt) => {
    const made = element('button', { type: 'button', class: 'quiet', 'data-action': action }, words);
    made.addEventListener('click', doIt);
    return made;
  };
  const layout = currentLayout();
  const brand = element('input', { type: 'color', id: 'brand', value: layout.brand ?? '#0f766e' });
  brand.addEventListener('change', () => change({ brand: brand.value }, 'Brand colour set; where it would be hard to read it is made darker or lighter.'));
  note = element('p', { class: 'note', role: 'status', 'aria-live': 'polite' });
  bar = element('section', { class: 'arrange', 'aria-label': 'Arrange the page' },
    element('label', { for: 'brand' }, 'Brand colour ', brand),
    act('no-brand', 'Usual colour', () => change({ brand: null }, 'The usual colour.')),
    choice('Density', [['comfortable', 'Comfortable'], ['compact', 'Compact']], layout.density, (density) => change({ density }, `Density: ${density}.`)),
    choice('Times', [['browser', 'My time zone'], ['shop', 'The shop’s']], layout.zone, (zone) => change({ zone }, zone === 'shop' ? 'Times are those of the shop.' : 'Times are those of this device.')),
    act('undo', 'Undo', undo),
    act('reset', 'Start anew', () => change({ modules: { ...currentLayout().modules, [moduleShown().dataset.module]: [] } }, 'This module is as it was made.')),
    act('share', 'Share by link', share),
    act('done', 'Done', () => toggleArranging(button)),
    note);
  document.querySelector('[data-filters]').after(bar);
  refresh();
  bar.querySelector('input').focus();
}

/** Begins to arrange, or ends it. */
export function toggleArranging(button) {
  const isOn = bar !== null;
  button.setAttribute('aria-expanded', String(!isOn));
  if (isOn) {
    bar.remove();
    bar = null;
    refresh();
    document.querySelectorAll('main [data-panel][draggable]').forEach((section) => {
      section.removeAttribute('draggable');
      Object.entries(DRAGGING).forEach(([type, listener]) => section.removeEventListener(type, listener));
    });
    button.focus();
  } else {
    build(button);
  }
}

let shownModule = currentModule();
addEventListener('hashchange', () => {
  if (bar && currentModule() !== shownModule) {
    shownModule = currentModule();
    setTimeout(refresh);
  }
});
onLayout(() => bar && refresh());
