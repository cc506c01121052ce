// How the user arranged the page: order, size and choice of panels in each module, brand colour, density, theme, time zone. Kept by the query service per user,
// and here in the browser so that the page does not jump when it opens. Whatever is read is checked: a layout may come from somebody else by a link.

import { onAddress, param, setParams } from './address.js';
import { ask, tell } from './api.js';
import { element } from './dom.js';
import { setZone } from './format.js';
import { setBrand, setTheme } from './theme.js';

const KEY = 'tillstream-layout';
const PATH = '/api/v1/layouts';
/** Columns of twelve that a panel takes. */
export const SIZES = ['third', 'half', 'two-thirds', 'full'];
const NAME = /^[a-z0-9-]{1,60}$/;
const COLOR = /^#[0-9a-f]{6}$/i;

const EMPTY = Object.freeze({ modules: {}, brand: null, density: 'comfortable', theme: null, zone: 'browser' });
const original = new Map();
const listeners = new Set();
let current = EMPTY;
let version = 0;
let sharedId = null;
let saving = Promise.resolve();

const isText = (value, of) => typeof value === 'string' && of.test(value);

/** Only what is known, in bounds. */
export function checked(document) {
  const modules = {};
  for (const [name, rows] of Object.entries(document?.modules ?? {})) {
    if (NAME.test(name) && Array.isArray(rows)) {
      modules[name] = rows.filter((row) => isText(row?.panel, NAME)).slice(0, 100)
        .map(({ panel, size, off }) => ({ panel, ...(SIZES.includes(size) ? { size } : {}), ...(off === true ? { off } : {}) }));
    }
  }
  return {
    modules,
    brand: isText(document?.brand, COLOR) ? document.brand : null,
    density: document?.density === 'compact' ? 'compact' : 'comfortable',
    theme: ['light', 'dark'].includes(document?.theme) ? document.theme : null,
    zone: document?.zone === 'shop' ? 'shop' : 'browser',
  };
}

/** The panels of a module that can be arranged, as they stand. */
export const panelsOf = (module) => [...module.querySelectorAll(':scope > .grid > [data-panel]')];

/** Arranges a module; one that was never arranged is as it was made. */
export function arrangeModule(module) {
  const grid = module.querySelector(':scope > .grid');
  if (!grid) {
    return;
  }
  if (!original.has(module) || original.get(module).length < panelsOf(module).length) {
    original.set(module, panelsOf(module));
  }
  const rows = current.modules[module.dataset.module] ?? [];
  const order = [...rows.map(({ panel }) => original.get(module).find((section) => section.dataset.panel === panel)).filter(Boolean)];
  const all = [...new Set([...order, ...original.get(module)])];
  if (all.some((section, i) => panelsOf(module)[i] !== section)) {
    const focused = document.activeElement;
    all.forEach((section) => grid.append(section));
    focused?.focus?.({ preventScroll: true });
  }
  for (const section of all) {
    const row = rows.find(({ panel }) => panel === section.dataset.panel);
    section.hidden = row?.off === true;
    if (row?.size) {
      section.dataset.size = row.size;
    } else {
      delete section.dataset.size;
    }
  }
}

function apply() {
  document.documentElement.dataset.density = current.density;
  setBrand(current.brand);
  if (current.theme) {
    setTheme(current.theme);
  }
  setZone(current.zone);
  document.querySelectorAll('main [data-module]').forEach(arrangeModule);
  listeners.forEach((listener) => listener(current));
}

function remember() {
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // the service has it
  }
}

export const currentLayout = () => current;
export const onLayout = (listener) => listeners.add(listener);
/** Whether a layout is shown that somebody shared. */
export const isShared = () => sharedId !== null;

/** Shows another layout and keeps it; fails with a sentence when another window has changed it meanwhile, and shows that one. */
export function keep(document) {
  current = checked(document);
  apply();
  if (sharedId !== null) {
    setParams({ layout: null });
    sharedId = null;
  }
  remember();
  saving = saving.catch(() => null).then(async () => {
    try {
      const saved = await tell('PUT', `${PATH}/mine`, current, version);
      version = saved?.version ?? version;
    } catch (failure) {
      if (failure.code === 'changed_meanwhile') {
        await readMine();
        throw new Error('Another window arranged the page meanwhile. This is its arrangement.');
      }
      throw failure;
    }
  });
  return saving;
}

/** A link that shows this layout to others. */
export async function shareLink() {
  const { id } = await tell('POST', PATH, current);
  const address = new URL(location.href);
  const [path, query = ''] = (address.hash || '#/').split('?');
  const params = new URLSearchParams(query);
  params.set('layout', id);
  address.hash = `${path}?${params}`;
  return address.href;
}

async function readMine() {
  const mine = await ask(`${PATH}/mine`);
  if (typeof mine?.version !== 'number') {
    return;
  }
  version = mine.version;
  if (sharedId === null) {
    current = checked(mine.document);
    apply();
    remember();
  }
}

async function readShared(notice) {
  sharedId = param('layout');
  notice.hidden = sharedId === null;
  if (sharedId === null) {
    await readMine();
    return;
  }
  try {
    const { document: theirs } = await ask(`${PATH}/${encodeURIComponent(sharedId)}`);
    current = checked(theirs);
    apply();
    const keepIt = element('button', { type: 'button', class: 'quiet', 'data-action': 'keep-layout' }, 'Make it mine');
    const back = element('button', { type: 'button', class: 'quiet' }, 'Back to mine');
    keepIt.addEventListener('click', () => {
      notice.hidden = true;
      keep(current).catch((failure) => {
        notice.hidden = false;
        notice.replaceChildren(failure.message);
      });
    });
    back.addEventListener('click', () => setParams({ layout: null }));
    notice.replaceChildren('This arrangement was shared with you. ', keepIt, ' ', back);
  } catch (failure) {
    notice.replaceChildren(`The shared arrangement cannot be shown: ${failure.message}`);
  }
}

/** Begins with what this browser remembers, then with what the service has. */
export function startLayout(button, notice) {
  try {
    current = checked(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
  } catch {
    current = EMPTY;
  }
  apply();
  const read = () => readShared(notice).catch(() => null); // the query service is away; what the browser remembers holds
  read();
  onAddress(() => param('layout') !== sharedId && read());
  button.addEventListener('click', async () => (await import('./tools/arrange.js')).toggleArranging(button));
}
