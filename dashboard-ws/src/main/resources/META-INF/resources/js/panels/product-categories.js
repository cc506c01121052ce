// Categories by net sales, and how they changed.

import { orDash } from '../bars.js';
import { chart } from '../chart.js';
import { table } from '../dom.js';
import { integer, money, percent } from '../format.js';
import { literal } from '../literal.js';
import { asTable, partsOf } from '../parts.js';
import { rangeQuery } from '../range.js';
import { readableOn } from '../theme.js';

const MOST = 60;
const STRONG = 0.5;
const COLUMNS = [
  { title: 'Category', className: 'text' }, { title: 'Net sales', className: 'number' }, { title: 'Change', className: 'number' }, { title: 'Units', className: 'number' },
  { title: 'Conversion', className: 'number' }, { title: 'Returned', className: 'number' },
];
const signed = (ratio) => `${ratio > 0 ? '+' : ''}${percent(ratio, 0)}`;

export const productCategories = {
  name: 'product-categories',
  drill: ({ label }) => (label ? { module: 'products', category: label } : null),
  question: (context) => `/api/v1/products/categories?${rangeQuery(context, { limit: MOST })}`,
  isEmpty: (data) => data.items.every((row) => row.net <= 0),
  emptyText: 'Nothing was sold in these days.',
  async draw({ body, data, context }) {
    const parts = partsOf(body, { map: ['div', { class: 'chart tall' }], rows: ['div', {}] });
    const { currency } = context;
    const rows = data.items.filter((row) => row.net > 0);
    const names = rows.map((row) => literal(row.category ?? 'unknown'));
    await chart(parts.map, 'Net sales by category, coloured by change', (colors) => [{
      type: 'treemap', labels: names, parents: rows.map(() => ''), values: rows.map((row) => row.net),
      text: rows.map((row) => (row.net_change === null ? '' : signed(row.net_change))), textinfo: 'label+text+percent root',
      marker: {
        colors: rows.map((row) => Math.max(-STRONG, Math.min(STRONG, row.net_change ?? 0))), cmin: -STRONG, cmax: STRONG,
        colorscale: [[0, readableOn(colors.bad, colors.text)], [0.5, colors.accentSoft], [1, readableOn(colors.good, colors.text)]], line: { color: colors.surface, width: 2 }, pad: { t: 0, l: 0, r: 0, b: 0 },
      },
      tiling: { pad: 2 }, root: { color: 'rgba(0,0,0,0)' }, pathbar: { visible: false }, textfont: { color: colors.text },
      hovertext: rows.map((row, i) => `${names[i]}<br><b>${money(row.net, currency)}</b>${row.net_change === null ? '' : `<br>${signed(row.net_change)} against as many days before`}`), hoverinfo: 'text',
    }], () => ({ margin: { l: 0, r: 0, t: 0, b: 0 } }));
    asTable(parts.rows, table('Categories', COLUMNS, rows.map((row) => ({
      cells: [row.category ?? 'unknown', money(row.net, currency), orDash(row.net_change, signed), integer(row.units), orDash(row.conversion_rate, percent), orDash(row.return_rate, percent)],
    }))));
    const moved = rows.filter((row) => row.net_change !== null).sort((a, b) => b.net_change - a.net_change);
    return moved.length < 2 ? `${integer(rows.length)} categories.` : `Grown most: ${moved[0].category}, ${signed(moved[0].net_change)}. Least: ${moved.at(-1).category}, ${signed(moved.at(-1).net_change)}. Green grew, red shrank.`;
  },
};
