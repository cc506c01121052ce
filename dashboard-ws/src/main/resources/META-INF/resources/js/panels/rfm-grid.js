// Recency against frequency, five steps each: how many customers, and what they spent.

import { addressChanged } from '../address.js';
import { axis, chart } from '../chart.js';
import { choice, element, table } from '../dom.js';
import { compact, compactMoney, integer, money } from '../format.js';
import { asTable, partsOf } from '../parts.js';
import { readableOn } from '../theme.js';
import { cellCustomers } from './density.js';

const SCORES = [1, 2, 3, 4, 5];
const MEASURES = [['customers', 'Customers'], ['mean', 'Spend of one'], ['net', 'Spend of all']];
const RECENCY_WORDS = { 1: 'long ago', 5: 'lately' };
const FREQUENCY_WORDS = { 1: 'seldom', 5: 'often' };

let measure = 'customers';

/** Sums of the five spend scores: cell of recency and frequency. */
function gridOf(cells) {
  const grid = new Map();
  for (const cell of cells) {
    const key = `${cell.recency}${cell.frequency}`;
    const sum = grid.get(key) ?? { customers: 0, net: 0, segments: new Map() };
    sum.customers += cell.customers;
    sum.net += cell.net;
    if (cell.segment) {
      sum.segments.set(cell.segment, (sum.segments.get(cell.segment) ?? 0) + cell.customers);
    }
    grid.set(key, sum);
  }
  return grid;
}

const words = (score, ends) => (ends[score] ? `${score} · ${ends[score]}` : String(score));
const valueOf = (cell) => (measure === 'mean' ? (cell.customers > 0 ? cell.net / cell.customers : null) : cell[measure]);

const behind = (recency, frequency) => ({ recency_score: recency, frequency_score: frequency });
const customersLink = (recency, frequency, count) => (count > 0 ? element('a', { class: 'link', href: addressChanged('customers', behind(recency, frequency)) }, integer(count)) : integer(count));

export const rfmGrid = {
  name: 'rfm-grid',
  drill: cellCustomers,
  question: () => '/api/v1/rfm',
  isEmpty: (data) => data.cells.every((cell) => cell.customers === 0),
  emptyText: 'No scores yet: they come with the first cut points.',
  setUp({ controls, redraw }) {
    controls.append(choice('Measure', MEASURES, measure, (value) => {
      measure = value;
      redraw();
    }));
  },
  async draw({ body, data, context }) {
    const parts = partsOf(body, { map: ['div', { class: 'chart tall' }], rows: ['div', {}] });
    const { currency } = context;
    const grid = gridOf(data.cells);
    const at = (recency, frequency) => grid.get(`${recency}${frequency}`);
    const say = (value) => (value === null ? '' : measure === 'customers' ? compact(value) : compactMoney(value, currency));
    const most = (cell) => [...cell.segments].sort((a, b) => b[1] - a[1]).map(([name, count]) => `${name} ${integer(count)}`).join('<br>');
    await chart(parts.map, 'Customers by recency and frequency', (colors) => [{
      type: 'heatmap', x: SCORES.map((score) => words(score, FREQUENCY_WORDS)), y: SCORES.map((score) => words(score, RECENCY_WORDS)),
      z: SCORES.map((recency) => SCORES.map((frequency) => valueOf(at(recency, frequency)))),
      text: SCORES.map((recency) => SCORES.map((frequency) => say(valueOf(at(recency, frequency))))), texttemplate: '%{text}', textfont: { size: 13, color: colors.text },
      customdata: SCORES.map((recency) => SCORES.map((frequency) => (at(recency, frequency).customers > 0 ? behind(recency, frequency) : null))),
      hovertext: SCORES.map((recency) => SCORES.map((frequency) => {
        const cell = at(recency, frequency);
        return `Recency ${recency}, frequency ${frequency}<br><b>${integer(cell.customers)} customers</b>, ${money(cell.net, currency)}<br>${most(cell)}`;
      })), hoverinfo: 'text', hoverongaps: false, xgap: 2, ygap: 2, zmin: 0, colorscale: [[0, colors.accentSoft], [1, readableOn(colors.accent, colors.text)]], showscale: false,
    }], (colors) => ({
      xaxis: axis(colors, { type: 'category', showgrid: false, title: { text: 'Frequency' } }),
      yaxis: axis(colors, { type: 'category', showgrid: false, title: { text: 'Recency' } }),
    }));
    asTable(parts.rows, table('Customers by recency and frequency', [
      { title: 'Recency', className: 'number' }, { title: 'Frequency', className: 'number' }, { title: 'Customers', className: 'number' }, { title: 'Spend', className: 'number' },
    ], SCORES.flatMap((recency) => SCORES.map((frequency) => ({ cells: [String(recency), String(frequency), customersLink(recency, frequency, at(recency, frequency).customers), money(at(recency, frequency).net, currency)] })))));
    const best = at(5, 5);
    return `${integer(best.customers)} customers bought lately and often, ${money(best.net, currency)} in all. Spend is net of refunds.`;
  },
};
