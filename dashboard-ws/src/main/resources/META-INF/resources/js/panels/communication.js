// Messages by the day they were sent, and how many were opened and clicked.

import { daysAxis, legendAbove, orDash } from '../bars.js';
import { axis, chart } from '../chart.js';
import { table } from '../dom.js';
import { day, integer, percent, wholeMoney } from '../format.js';
import { asTable, partsOf } from '../parts.js';
import { rangeQuery } from '../range.js';

const COLUMNS = [
  { title: 'Day', className: 'id' }, { title: 'Sent', className: 'number' }, { title: 'Opened', className: 'number' }, { title: 'Clicked', className: 'number' },
  { title: 'Orders', className: 'number' }, { title: 'Unsubscribed', className: 'number' },
];

export const communication = {
  name: 'communication',
  question: (context) => [
    `/api/v1/communications?${rangeQuery(context, { dimension: 'day' })}`,
    `/api/v1/communications?${rangeQuery(context, { dimension: 'total' })}`,
  ],
  isEmpty: ([days]) => days.length === 0,
  emptyText: 'No message was sent in these days.',
  async draw({ body, data: [days, [total]], context }) {
    const parts = partsOf(body, { bars: ['div', { class: 'chart tall' }], rows: ['div', {}] });
    const rows = [...days].sort((a, b) => a.value.localeCompare(b.value));
    const x = rows.map((row) => row.value);
    const rate = (row, value) => `${day(row.value)}<br><b>${orDash(value, percent)}</b> of what was delivered`;
    await chart(parts.bars, 'Messages sent by day, with open and click rate', (colors) => [
      { type: 'bar', name: 'Sent', x, y: rows.map((row) => row.sent), marker: { color: colors.accent, opacity: 0.35 }, hovertext: rows.map((row) => `${day(row.value)}<br><b>${integer(row.sent)}</b> sent`), hoverinfo: 'text' },
      { type: 'scatter', mode: 'lines', name: 'Open rate', yaxis: 'y2', x, y: rows.map((row) => row.open_rate), line: { color: colors.series[1], width: 2 }, hovertext: rows.map((row) => `opened: ${rate(row, row.open_rate)}`), hoverinfo: 'text' },
      { type: 'scatter', mode: 'lines', name: 'Click rate', yaxis: 'y2', x, y: rows.map((row) => row.click_rate), line: { color: colors.second, width: 2 }, hovertext: rows.map((row) => `clicked: ${rate(row, row.click_rate)}`), hoverinfo: 'text' },
    ], (colors) => ({
      ...legendAbove,
      xaxis: axis(colors, daysAxis(x)),
      yaxis: axis(colors, { rangemode: 'tozero', tickformat: '~s', nticks: 5 }),
      yaxis2: axis(colors, { overlaying: 'y', side: 'right', rangemode: 'tozero', tickformat: ',.0%', showgrid: false }),
      hovermode: 'closest',
    }));
    asTable(parts.rows, table('Messages by day', COLUMNS, [...rows].reverse().map((row) => ({
      cells: [day(row.value), integer(row.sent), integer(row.opened), integer(row.clicked), integer(row.orders), integer(row.unsubscribed)],
    }))));
    return `${integer(total.sent)} sent, ${orDash(total.open_rate, percent)} opened, ${orDash(total.click_rate, percent)} clicked. `
      + `${integer(total.orders)} orders of ${wholeMoney(total.gross, context.currency)} within 7 days of a click. ${orDash(total.unsubscribe_rate, percent)} unsubscribed.`;
  },
};
