// A page of the documentation, named in the address: #features/churn.md, or #dashboard.md#channels for a place in it.

import { element } from './dom.js';
import { markdown } from './markdown.js';

const ROOT = '/docs/';
const FIRST = 'README.md';
const PATIENCE_MS = 30_000;

const main = document.querySelector('main');
let shown = null;

/** Where a link of a page leads: other pages are shown here too, other files of the sources are not served. */
function linkFrom(page) {
  return (address) => {
    if (/^https?:/.test(address)) {
      return address;
    }
    const { origin, pathname, hash } = new URL(address, `${location.origin}${ROOT}${page}`);
    return origin === location.origin && pathname.startsWith(ROOT) && pathname.endsWith('.md') ? `#${pathname.slice(ROOT.length)}${hash}` : null;
  };
}

async function textOf(page) {
  const response = await fetch(`${ROOT}${page}`, { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!response.ok) {
    throw new Error(`There is no page ${page}.`);
  }
  return response.text();
}

async function show() {
  const [page = '', place = ''] = location.hash.slice(1).split('#').map(decodeURIComponent);
  const wanted = page || FIRST;
  if (shown !== wanted) {
    shown = wanted;
    main.setAttribute('aria-busy', 'true');
    let made;
    try {
      made = markdown(await textOf(wanted), linkFrom(wanted));
    } catch (failure) {
      made = [element('p', { role: 'alert' }, failure.message)];
    }
    if (shown !== wanted) {
      return;
    }
    main.replaceChildren(...made);
    main.removeAttribute('aria-busy');
    document.title = `${main.querySelector('h1')?.textContent ?? 'Documentation'} · Tillstream`;
  }
  const there = place && document.getElementById(place);
  if (there) {
    there.scrollIntoView();
  } else {
    scrollTo(0, 0);
  }
  main.focus({ preventScroll: true });
}

addEventListener('hashchange', show);
show();
