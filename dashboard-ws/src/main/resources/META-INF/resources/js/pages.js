// Lists that come page by page: what was read before stays while the first page is read anew.

import { ask } from './api.js';
import { element } from './dom.js';
import { withFilters } from './filters.js';

/** Pages of a list; idOf gives what is unique of a row. */
export function createPages(idOf) {
  let path = null;
  let items = [];
  let next = null;
  let isLong = false;
  return {
    /** The rows to show, now that the first page of the list that the question and the page's filters ask for has come. */
    first(question, page) {
      const [from] = withFilters([question]).paths;
      if (from === path && isLong) {
        const fresh = new Set(page.items.map(idOf));
        items = [...page.items, ...items.filter((item) => !fresh.has(idOf(item)))];
      } else {
        path = from;
        items = page.items;
        next = page.next_cursor;
        isLong = false;
      }
      return items;
    },
    /** The rows to show with the next page; null when another list was asked for meanwhile. */
    async more() {
      const asked = path;
      const page = await ask(`${asked}${asked.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(next)}`);
      if (asked !== path) {
        return null;
      }
      const known = new Set(items.map(idOf));
      items = [...items, ...page.items.filter((item) => !known.has(idOf(item)))];
      next = page.next_cursor;
      isLong = true;
      return items;
    },
    hasMore: () => Boolean(next),
  };
}

/** A button that reads the next page and hands its rows to show(items). */
export function moreButton(pages, text, show) {
  const button = element('button', { type: 'button', class: 'quiet', 'data-action': 'more' }, text);
  const note = element('span', { class: 'note', role: 'status', 'aria-live': 'polite' });
  button.addEventListener('click', async () => {
    button.disabled = true;
    note.textContent = '';
    try {
      const items = await pages.more();
      if (items) {
        show(items);
      }
    } catch (failure) {
      note.textContent = failure.message;
    } finally {
      button.disabled = false;
      button.hidden = !pages.hasMore();
    }
  });
  button.hidden = !pages.hasMore();
  return { node: element('p', { class: 'actions' }, button, note), update: () => { button.hidden = !pages.hasMore(); } };
}
