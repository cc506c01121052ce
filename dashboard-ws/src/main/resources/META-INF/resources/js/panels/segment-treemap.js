// Segments by customers or by spend, as areas.

import { chart } from '../chart.js';
import { choice, table } from '../dom.js';
import { integer, money, number, percent } from '../format.js';
import { literal } from '../literal.js';
import { asTable, partsOf } from '../parts.js';
import { segmentColor } from './segment-colors.js';

const MEASURES = [['customers', 'Customers'], ['net', 'Spend']];
const COLUMNS = [
  { title: 'Segment', className: 'id' }, { title: 'Customers', className: 'number' }, { title: 'Share', className: 'number' }, { title: 'Spend', className: 'number' },
  { title: 'Spend of one', className: 'number' }, { title: 'Orders of one', className: 'number' }, { title: 'Days since', className: 'number' },
];

let measure = 'customers';

const one = (value) => number({ maximumFractionDigits: 1 }).format(value);

export const segmentTreemap = {
  name: 'segment-treemap',
  drill: ({ label }) => (label ? { segment: label } : null),
  question: () => '/api/v1/segments',
  isEmpty: (data) => data.items.every((row) => row.customers === 0),
  emptyText: 'No customers with an order yet.',
  setUp({ controls, redraw }) {
    controls.append(choice('Measure', MEASURES, measure, (value) => {
      measure = value;
      redraw();
    }));
  },
  async draw({ body, data, context }) {
    const parts = partsOf(body, { map: ['div', { class: 'chart tall' }], rows: ['div', {}] });
    const { currency } = context;
    const rows = data.items.filter((row) => row.customers > 0 && row[measure] > 0);
    await chart(parts.map, `Segments by ${measure === 'net' ? 'spend' : 'customers'}`, (colors) => [{
      type: 'treemap', labels: rows.map((row) => literal(row.segment)), parents: rows.map(() => ''), values: rows.map((row) => row[measure]),
      textinfo: 'label+percent root', textfont: { color: colors.surface, size: 13 }, pathbar: { visible: false }, tiling: { pad: 2 }, root: { color: 'rgba(0,0,0,0)' },
      marker: { colors: rows.map((row) => segmentColor(colors, row.segment)), line: { color: colors.surface, width: 2 }, pad: { t: 0, l: 0, r: 0, b: 0 } },
      hovertext: rows.map((row) => `${literal(row.segment)}<br><b>${integer(row.customers)} customers</b><br>${money(row.net, currency)}, ${money(row.average_net ?? 0, currency)} each`), hoverinfo: 'text',
    }], () => ({ margin: { l: 0, r: 0, t: 0, b: 0 } }));
    asTable(parts.rows, table('Segments', COLUMNS, data.items.map((row) => ({
      cells: [
        row.segment, integer(row.customers), row.share === null ? '—' : percent(row.share), money(row.net, currency), row.average_net === null ? '—' : money(row.average_net, currency),
        row.average_orders === null ? '—' : one(row.average_orders), row.average_recency_days === null ? '—' : one(row.average_recency_days),
      ],
    }))));
    const all = rows.reduce((sum, row) => sum + row.net, 0);
    const rich = [...rows].sort((a, b) => b.net - a.net)[0];
    return all > 0 ? `${rich.segment} bring ${percent(rich.net / all, 0)} of all spend with ${percent(rich.share ?? 0, 0)} of the customers.` : '';
  },
};
