// Small forms and buttons that change something.

import { element } from './dom.js';

const SURE_MS = 6_000;

/** A button that asks back before it does something that cannot be undone. */
export function sureButton(text, sure, act) {
  const button = element('button', { type: 'button', class: 'quiet' }, text);
  let timer = 0;
  function calm() {
    clearTimeout(timer);
    timer = 0;
    button.textContent = text;
    button.classList.remove('sure');
  }
  button.addEventListener('click', () => {
    if (timer === 0) {
      button.textContent = sure;
      button.classList.add('sure');
      timer = setTimeout(calm, SURE_MS);
    } else {
      calm();
      act(button);
    }
  });
  button.addEventListener('blur', calm);
  return button;
}

/** A button that does something at once. */
export function actButton(text, act) {
  const button = element('button', { type: 'button', class: 'quiet' }, text);
  button.addEventListener('click', () => act(button));
  return button;
}

/** Does something with a control switched off meanwhile, and says in the note how it went. Who came by keyboard stays where they were. */
export async function doing(control, note, work) {
  const hadFocus = document.activeElement === control;
  control.disabled = true;
  note.textContent = '';
  try {
    const said = await work();
    note.textContent = typeof said === 'string' ? said : '';
    return true;
  } catch (failure) {
    note.textContent = failure.message;
    return false;
  } finally {
    control.disabled = false;
    if (hadFocus && document.activeElement === document.body) {
      control.focus({ preventScroll: true });
    }
  }
}

/** A text that is shown this once, to be copied. */
export function onceBox(title, text, hint) {
  const field = element('input', { type: 'text', readonly: true, value: text, 'aria-label': title, 'data-once': true });
  const copy = element('button', { type: 'button', class: 'quiet' }, 'Copy');
  const close = element('button', { type: 'button', class: 'quiet' }, 'Done');
  const box = element('div', { class: 'once', role: 'status' }, element('b', {}, title), element('p', {}, hint), element('div', { class: 'actions' }, field, copy, close));
  field.addEventListener('focus', () => field.select());
  copy.addEventListener('click', async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(text);
      copy.textContent = 'Copied';
    } catch {
      copy.textContent = 'Press Ctrl+C'; // no clipboard without a secure connection; the text is selected
      field.focus();
    }
  });
  close.addEventListener('click', () => box.remove());
  return box;
}

/** A labelled control. */
export const labelled = (title, control) => element('label', {}, element('span', {}, title), control);

/** A select of values and their words. */
export const select = (attributes, options, chosen) => {
  const node = element('select', attributes, ...options.map(([value, text]) => element('option', { value }, text)));
  node.value = chosen ?? options[0][0];
  return node;
};

/** A box to tick. */
export const tick = (attributes, checked = false) => element('input', { type: 'checkbox', ...attributes, checked });
