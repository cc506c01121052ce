// What every panel has beside its figures: a word on what they are, files, the table behind, and the way to the customers behind a mark. Loaded when first used.

import { addressChanged } from './address.js';
import { element } from './dom.js';
import { originalOf } from './language.js';
import { replaceRows } from './parts.js';

const MENU = './tools/menu.js';
const FIGURES = './tools/figures.js';
const EXPLAIN = './tools/explain.js';
const HIGHLIGHT = './tools/highlight.js';

const heard = new WeakSet();
const abouts = new WeakMap();

/** What says of a chart's marks what they are about, such as { segment: 'Champions' }; undefined where nothing does. */
export const aboutOf = (plot) => abouts.get(plot);

function iconButton(action, label, sign, onClick) {
  const button = element('button', { type: 'button', class: 'tool', 'data-action': action, 'aria-label': label, title: label, 'aria-expanded': 'false' }, element('span', { 'aria-hidden': 'true' }, sign));
  button.addEventListener('click', () => onClick(button));
  return button;
}

/** Puts the buttons into a panel's corner. fed() says what was asked, if anything, and when figures came last: { paths, at }. */
export function startTools(section, spec, context, fed) {
  const name = (section.querySelector('h2, h3')?.textContent ?? spec.name).trim();
  const tools = element('span', { class: 'tools' },
    iconButton('explain', `What is this? ${name}`, 'i', async (button) => (await import(EXPLAIN)).toggleExplanation(button, section, spec, context, fed)),
    iconButton('menu', `Save: ${name}`, '⋯', async (button) => (await import(MENU)).toggleMenu(button, section, () => fed().paths)));
  (section.querySelector('header') ?? section).append(tools);
}

/** Goes to the customers behind a mark, or narrows the page to it. drill: mark => { module?, ...parameters } or null. */
export function drillAddress(drill, mark) {
  const target = mark && drill(mark);
  if (!target) {
    return null;
  }
  const { module, ...params } = target;
  return addressChanged(module ?? 'customers', params);
}

function fillTable(details, spec, section) {
  return import(FIGURES).then(({ tablesOf }) => {
    const [{ columns, rows, marks, cellMarks }] = tablesOf(section);
    const cell = (value, mark, isHead) => {
      const words = value === null || value === undefined ? '' : typeof value === 'number' ? String(Math.round(value * 1e6) / 1e6) : String(value);
      const address = spec.drill && drillAddress(spec.drill, mark);
      return element(isHead ? 'th' : 'td', { scope: isHead ? 'row' : null, class: typeof value === 'number' ? 'number' : null }, address ? element('a', { href: address }, words || '–') : words);
    };
    const body = rows.slice(0, 500).map((row, i) => element('tr', {}, ...row.map((value, k) =>
      cell(value, cellMarks ? (k > 0 ? cellMarks[i][k - 1] : null) : k === 0 || (k === 1 && row.length > 2 && marks[i]?.id !== undefined) ? marks[i] : null, k === 0))));
    const more = rows.length > body.length ? element('p', { class: 'note' }, `The first ${body.length} of ${rows.length} rows; a file has all.`) : null;
    replaceRows(details.querySelector('.rows'), element('table', {}, element('thead', {}, element('tr', {}, ...columns.map((title, i) => element('th', { scope: 'col', class: i > 0 && typeof rows[0]?.[i] === 'number' ? 'number' : null }, title)))), element('tbody', {}, ...body)), ...(more ? [more] : []));
  });
}

/** The rows of a panel's own table lead where its marks lead. */
function linkRows(section, spec) {
  section.querySelectorAll('.as-table tbody td:first-child').forEach((cell) => {
    const label = originalOf(cell.textContent.trim());
    const address = cell.querySelector('a, button') ? null : drillAddress(spec.drill, { label, x: label, y: label, series: '' });
    if (address) {
      cell.replaceChildren(element('a', { href: address }, ...cell.childNodes));
    }
  });
}

/** What is pointed at stands out in the other charts of the page, as long as it is pointed at. */
function followPointer(plot) {
  let isOver = false;
  plot.on('plotly_hover', async (event) => {
    isOver = true;
    const { highlight } = await import(HIGHLIGHT);
    if (isOver) {
      highlight(plot, event.points[0]);
    }
  });
  plot.on('plotly_unhover', async () => {
    isOver = false;
    (await import(HIGHLIGHT)).forget();
  });
}

/** After each drawing: a table behind a chart that has none, and marks that lead somewhere. */
export function afterDrawing(section, body, spec) {
  const plots = section.querySelectorAll('.js-plotly-plot');
  if (plots.length === 0) {
    return;
  }
  const about = spec.about ?? spec.drill;
  plots.forEach((plot) => {
    if (about && !abouts.has(plot)) {
      abouts.set(plot, about);
      followPointer(plot);
    }
  });
  if (spec.drill) {
    plots.forEach((plot) => {
      plot.classList.add('drills');
      if (!heard.has(plot)) {
        heard.add(plot);
        plot.on('plotly_click', async (event) => {
          const { markOf } = await import(FIGURES);
          const address = drillAddress(spec.drill, markOf(event.points[0]));
          if (address) {
            location.hash = address;
          }
        });
      }
    });
    linkRows(section, spec);
  }
  let details = section.querySelector(':scope > .as-table');
  if (!details && !body.querySelector('.as-table, table')) {
    details = element('details', { class: 'as-table' }, element('summary', {}, 'As a table'), element('div', { class: 'rows', tabindex: '0', role: 'region', 'aria-label': 'As a table' }));
    details.addEventListener('toggle', () => details.open && fillTable(details, spec, section));
    section.append(details);
  } else if (details?.open) {
    fillTable(details, spec, section);
  }
}
