// Whether people tire of messages: rates by how many somebody had.

import { legendAbove, orDash } from '../bars.js';
import { axis, chart } from '../chart.js';
import { choice, table } from '../dom.js';
import { integer, percent } from '../format.js';
import { asTable, partsOf } from '../parts.js';
import { rangeQuery } from '../range.js';

const COLUMNS = [
  { title: 'Messages', className: 'id' }, { title: 'Sent', className: 'number' }, { title: 'Opened', className: 'number' }, { title: 'Clicked', className: 'number' },
  { title: 'Unsubscribed', className: 'number' },
];

let days = '7';

const rowsOf = (data) => data.filter((row) => String(row.window_days) === days);

export const communicationFatigue = {
  name: 'communication-fatigue',
  question: (context) => `/api/v1/communications/fatigue?${rangeQuery(context)}`,
  isEmpty: (data) => rowsOf(data).length === 0,
  emptyText: 'No message was sent in these days.',
  setUp({ controls, redraw }) {
    controls.append(choice('Within', [['7', 'In 7 days'], ['30', 'In 30 days']], days, (value) => {
      days = value;
      redraw();
    }));
  },
  async draw({ body, data }) {
    const parts = partsOf(body, { lines: ['div', { class: 'chart' }], rows: ['div', {}] });
    const rows = rowsOf(data);
    const x = rows.map((row) => row.messages);
    const line = (name, color, field, axisOf) => ({
      type: 'scatter', mode: 'lines+markers', name, x, y: rows.map((row) => row[field]), yaxis: axisOf, line: { color, width: 2 }, marker: { size: 7 },
      hovertext: rows.map((row) => `${row.messages} in ${days} days<br>${name.toLowerCase()}: <b>${orDash(row[field], percent)}</b><br>${integer(row.sent)} messages`), hoverinfo: 'text',
    });
    await chart(parts.lines, 'Open, click and unsubscribe rate by messages received', (colors) => [
      line('Opened', colors.accent, 'open_rate', 'y'), line('Clicked', colors.series[1], 'click_rate', 'y'), line('Unsubscribed', colors.bad, 'unsubscribe_rate', 'y2'),
    ], (colors) => ({
      ...legendAbove,
      xaxis: axis(colors, { type: 'category', showgrid: false, title: { text: `Messages in ${days} days` } }),
      yaxis: axis(colors, { tickformat: ',.0%', rangemode: 'tozero', nticks: 5 }),
      yaxis2: axis(colors, { overlaying: 'y', side: 'right', tickformat: ',.1%', rangemode: 'tozero', showgrid: false, nticks: 5, tickfont: { color: colors.bad, size: 11 } }),
    }));
    asTable(parts.rows, table('Rates by messages received', COLUMNS, rows.map((row) => ({
      cells: [row.messages, integer(row.sent), orDash(row.open_rate, percent), orDash(row.click_rate, percent), orDash(row.unsubscribe_rate, percent)],
    }))));
    return 'Unsubscribed by the scale on the right. What goes together need not cause one another: who gets more messages may be somebody else.';
  },
};
