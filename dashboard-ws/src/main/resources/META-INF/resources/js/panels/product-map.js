// Products by how often they are looked at and how often that ends in an order.

import { axis, chart } from '../chart.js';
import { table } from '../dom.js';
import { integer, money, percent } from '../format.js';
import { literal } from '../literal.js';
import { asTable, partsOf } from '../parts.js';
import { rangeQuery } from '../range.js';

const MOST = 200;
const LISTED = 25;
const SMALLEST = 6;
const LARGEST = 34;
const COLUMNS = [{ title: 'Product', className: 'text' }, { title: 'Views', className: 'number' }, { title: 'Conversion', className: 'number' }, { title: 'Net sales', className: 'number' }];

const nameOf = (row) => row.title ?? row.product_id;
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

export const productMap = {
  name: 'product-map',
  about: ({ series }) => ({ category: series }),
  question: (context) => `/api/v1/products?${rangeQuery(context, { sort: '-net', limit: MOST })}`,
  isEmpty: (data) => data.items.every((row) => !(row.views > 0)),
  emptyText: 'Nobody looked at a product in these days, or looks are not counted.',
  async draw({ body, data, context }) {
    const parts = partsOf(body, { dots: ['div', { class: 'chart tall' }], rows: ['div', {}] });
    const { currency } = context;
    const rows = data.items.filter((row) => row.views > 0);
    const most = Math.max(1, ...rows.map((row) => row.net));
    const categories = [...new Set(rows.map((row) => row.category ?? 'unknown'))].sort();
    const views = median(rows.map((row) => row.views));
    const rate = median(rows.map((row) => row.conversion_rate));
    await chart(parts.dots, 'Products by views and conversion', (colors) => categories.map((category, i) => {
      const own = rows.filter((row) => (row.category ?? 'unknown') === category);
      return {
        type: 'scatter', mode: 'markers', name: literal(category), x: own.map((row) => row.views), y: own.map((row) => row.conversion_rate),
        marker: { color: colors.series[i % colors.series.length], opacity: 0.65, line: { width: 0 }, size: own.map((row) => SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(Math.max(0, row.net) / most)) },
        hovertext: own.map((row) => `${literal(nameOf(row))}<br>${literal(category)}<br>${integer(row.views)} views, <b>${percent(row.conversion_rate)}</b> orders a view<br>${money(row.net, currency)} net`), hoverinfo: 'text',
      };
    }), (colors) => ({
      xaxis: axis(colors, { type: 'log', title: { text: 'Views' }, tickformat: '~s', dtick: 'D2' }),
      yaxis: axis(colors, { tickformat: ',.0%', rangemode: 'tozero', title: { text: 'Orders a view' } }),
      hovermode: 'closest',
      shapes: [
        { type: 'line', xref: 'x', yref: 'paper', x0: views, x1: views, y0: 0, y1: 1, line: { color: colors.line, width: 1, dash: 'dot' } },
        { type: 'line', xref: 'paper', yref: 'y', x0: 0, x1: 1, y0: rate, y1: rate, line: { color: colors.line, width: 1, dash: 'dot' } },
      ],
    }));
    asTable(parts.rows, table('Products by views and conversion', COLUMNS, rows.slice(0, LISTED).map((row) => ({ cells: [nameOf(row), integer(row.views), percent(row.conversion_rate), money(row.net, currency)] }))));
    const wasted = rows.filter((row) => row.views > views && row.conversion_rate < rate).sort((a, b) => b.views - a.views)[0];
    return `The ${integer(rows.length)} best sellers that were looked at; larger is more net sales, dotted lines are medians.${wasted ? ` Much looked at and seldom bought: ${nameOf(wasted)}.` : ''}`;
  },
};
