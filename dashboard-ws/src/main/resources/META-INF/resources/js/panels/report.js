// The report to print, of the page's days and filters.

import { onAddress } from '../address.js';
import { askFile } from '../api.js';
import { element } from '../dom.js';
import { filterWords, givenFilters, valueWords, withFilters } from '../filters.js';
import { day } from '../format.js';
import { doing } from '../forms.js';
import { partsOf } from '../parts.js';
import { currentRange, rangeQuery } from '../range.js';
import { save } from '../tools/export.js';

const PDF = 'application/pdf';

const asked = (context) => withFilters([`/api/v1/report?${rangeQuery(context)}`]);

function daysWords({ from, to }) {
  return from && to ? `Days: ${day(from)} to ${day(to)}` : from ? `Days: from ${day(from)} on` : to ? `Days: up to ${day(to)}` : 'Days: all';
}

function form(context, note) {
  const button = element('button', { type: 'button', class: 'primary', 'data-action': 'save-report' }, 'Save as PDF');
  button.addEventListener('click', () => doing(button, note, async () => {
    const { from, to } = currentRange(context);
    const file = await askFile(asked(context).paths[0], PDF);
    save(file, PDF, `${['report', from, to].filter(Boolean).join('-')}.pdf`);
  }));
  return element('p', { class: 'actions' }, button, note);
}

export const report = {
  name: 'report',
  whole: true,
  channel: 'status', // the shop's day
  setUp({ redraw }) {
    onAddress(({ params }) => params && redraw());
  },
  draw({ body, context }) {
    const parts = partsOf(body, { what: ['ul', { class: 'plain' }], save: ['div', {}] });
    const { refused } = asked(context);
    const lines = [daysWords(currentRange(context)),
      ...Object.entries(givenFilters()).map(([name, value]) => `${filterWords(name)}: ${valueWords(name, value)}${refused.includes(name) ? ' (not by this)' : ''}`)];
    if (parts.what.dataset.lines !== lines.join('\n')) {
      parts.what.dataset.lines = lines.join('\n');
      parts.what.replaceChildren(...lines.map((line) => element('li', {}, line)));
    }
    if (!parts.save.hasChildNodes()) {
      parts.save.append(form(context, element('span', { class: 'note', role: 'status', 'aria-live': 'polite' })));
    }
    return 'Tiles, sales by day and category, products, the funnel, hours of the week, segments and churn; what a filter cannot be counted for is left out.';
  },
};
