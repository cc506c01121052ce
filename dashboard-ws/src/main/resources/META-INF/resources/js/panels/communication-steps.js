// From sending to order, by channel.

import { legendAbove, orDash } from '../bars.js';
import { axis, chart } from '../chart.js';
import { table } from '../dom.js';
import { integer, percent } from '../format.js';
import { literal } from '../literal.js';
import { asTable, partsOf } from '../parts.js';
import { rangeQuery } from '../range.js';

const STEPS = [['delivered', 'Delivered'], ['opened', 'Opened'], ['clicked', 'Clicked'], ['converted', 'Ordered'], ['unsubscribed', 'Unsubscribed']];
const SHOWN = 5;

export const communicationSteps = {
  name: 'communication-steps',
  question: (context) => `/api/v1/communications?${rangeQuery(context, { dimension: 'channel' })}`,
  isEmpty: (data) => data.length === 0,
  emptyText: 'No message was sent in these days.',
  async draw({ body, data }) {
    const parts = partsOf(body, { bars: ['div', { class: 'chart tall' }], rows: ['div', {}] });
    const rows = [...data].sort((a, b) => b.sent - a.sent);
    const share = (row, step) => (row[step] === null ? null : row[step] / row.sent);
    await chart(parts.bars, 'What became of messages, by channel', (colors) => rows.slice(0, SHOWN).map((row, i) => ({
      type: 'bar', orientation: 'h', name: literal(row.value), y: STEPS.map(([, title]) => title), x: STEPS.map(([step]) => share(row, step)),
      marker: { color: colors.series[i], opacity: 0.85 },
      hovertext: STEPS.map(([step, title]) => `${literal(row.value)}<br>${title.toLowerCase()}: <b>${orDash(row[step], integer)}</b>${row[step] === null ? ', not reported' : ` of ${integer(row.sent)}, ${percent(share(row, step))}`}`), hoverinfo: 'text',
    })), (colors) => ({
      ...legendAbove,
      barmode: 'group',
      bargap: 0.3,
      xaxis: axis(colors, { tickformat: ',.0%', rangemode: 'tozero', nticks: 5 }),
      yaxis: axis(colors, { type: 'category', autorange: 'reversed', showgrid: false, tickfont: { color: colors.text, size: 12 }, ticklabelstandoff: 6 }),
    }));
    asTable(parts.rows, table('Messages by channel', [{ title: 'Channel', className: 'id' }, { title: 'Sent', className: 'number' }, ...STEPS.map(([, title]) => ({ title, className: 'number' }))],
      rows.map((row) => ({ cells: [row.value, integer(row.sent), ...STEPS.map(([step]) => orDash(row[step], integer))] }))));
    const best = rows.filter((row) => row.conversion_rate !== null).sort((a, b) => b.conversion_rate - a.conversion_rate)[0];
    return `Shares of what was sent.${best ? ` ${best.value} turns most clicks into orders: ${percent(best.conversion_rate)}.` : ''}`;
  },
};
