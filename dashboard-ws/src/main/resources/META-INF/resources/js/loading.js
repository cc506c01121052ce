// Panels are loaded when the module they are in is opened for the first time, each from the file of its name.

import { element } from './dom.js';

const AGAIN_MS = 5_000;

/** The panel of a file. A further attempt has an address of its own, since a browser may remember that the one before failed. */
async function panelOf(name, attempt) {
  const file = await import(`./panels/${name}.js${attempt > 0 ? `?attempt=${attempt}` : ''}`);
  return Object.values(file).find((part) => part?.name === name && part.draw);
}

async function load(section, start, attempt) {
  try {
    const panel = await panelOf(section.dataset.panel, attempt);
    section.querySelector('[data-message]')?.remove();
    section.dataset.state = 'loading';
    start(panel);
  } catch (failure) {
    section.querySelector('[data-message]')?.remove();
    section.dataset.state = 'error';
    section.querySelector('[data-body]').after(element('p', { class: 'message', 'data-message': true }, 'This part of the page has not come. It is asked for again in a moment.'));
    setTimeout(() => load(section, start, attempt + 1), AGAIN_MS);
    console.warn(failure);
  }
}

/** Loads the panels of a module and hands each to start(panel). */
export function loadPanels(module, start) {
  module.querySelectorAll('[data-panel]').forEach((section) => load(section, start, 0));
}
