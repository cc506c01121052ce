// Who moved between segments in the days, and why.

import { seenThrough } from '../bars.js';
import { chart } from '../chart.js';
import { table } from '../dom.js';
import { integer } from '../format.js';
import { literal } from '../literal.js';
import { asTable, partsOf } from '../parts.js';
import { rangeQuery } from '../range.js';
import { inOrder, segmentColor } from './segment-colors.js';

const COLUMNS = [{ title: 'From', className: 'id' }, { title: 'To', className: 'id' }, { title: 'Moves', className: 'number' }, { title: 'By a purchase', className: 'number' }];

export const segmentMoves = {
  name: 'segment-moves',
  question: (context) => `/api/v1/segments/moves?${rangeQuery(context)}`,
  isEmpty: (data) => data.items.every((row) => row.from_segment === null),
  emptyText: 'Nobody moved between segments in these days.',
  async draw({ body, data }) {
    const parts = partsOf(body, { flow: ['div', { class: 'chart tall' }], rows: ['div', {}] });
    const rows = data.items.filter((row) => row.from_segment !== null);
    const left = inOrder(new Set(rows.map((row) => row.from_segment)));
    const right = inOrder(new Set(rows.map((row) => row.to_segment)));
    await chart(parts.flow, 'Moves between segments', (colors) => [{
      type: 'sankey', arrangement: 'fixed',
      node: {
        label: [...left, ...right].map(literal), color: [...left, ...right].map((name) => segmentColor(colors, name)), pad: 14, thickness: 14, line: { width: 0 },
        hovertemplate: '%{label}<br>%{value} moves<extra></extra>',
      },
      link: {
        source: rows.map((row) => left.indexOf(row.from_segment)), target: rows.map((row) => left.length + right.indexOf(row.to_segment)), value: rows.map((row) => row.moves),
        color: rows.map((row) => seenThrough(segmentColor(colors, row.to_segment))),
        customdata: rows.map((row) => `${literal(row.from_segment)} → ${literal(row.to_segment)}<br><b>${integer(row.moves)}</b> moves, ${integer(row.by_purchase)} by a purchase`),
        hovertemplate: '%{customdata}<extra></extra>',
      },
      textfont: { color: colors.text, size: 12 },
    }], () => ({ margin: { l: 4, r: 4, t: 8, b: 8 } }));
    asTable(parts.rows, table('Moves between segments', COLUMNS, rows.map((row) => ({ cells: [row.from_segment, row.to_segment, integer(row.moves), integer(row.by_purchase)] }))));
    const all = rows.reduce((sum, row) => sum + row.moves, 0);
    const entered = data.items.filter((row) => row.from_segment === null).reduce((sum, row) => sum + row.moves, 0);
    const top = rows[0];
    return `${integer(all)} moves; most often from ${top.from_segment} to ${top.to_segment}, ${integer(top.moves)} times.${entered > 0 ? ` ${integer(entered)} customers were scored for the first time.` : ''} Left before, right after.`;
  },
};
