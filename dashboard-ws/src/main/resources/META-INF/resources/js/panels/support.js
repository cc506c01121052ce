// Tickets by the day they were opened, and how long customers wait.

import { daysAxis } from '../bars.js';
import { axis, chart } from '../chart.js';
import { day, integer, longDuration, percent } from '../format.js';
import { rangeQuery } from '../range.js';

export const support = {
  name: 'support',
  drill: ({ x }) => ({ did: 'ticket_opened', range: null, compare: null, from: String(x).slice(0, 10), to: String(x).slice(0, 10) }),
  question: (context) => [
    `/api/v1/support?${rangeQuery(context, { dimension: 'day' })}`,
    `/api/v1/support?${rangeQuery(context, { dimension: 'total' })}`,
  ],
  isEmpty: ([, total]) => total.length === 0 || total[0].opened === 0,
  emptyText: 'No ticket was opened in these days.',
  async draw({ body, data: [days, [total]] }) {
    const rows = [...days].sort((a, b) => a.value.localeCompare(b.value));
    const x = rows.map((row) => row.value);
    await chart(body, 'Tickets by the day they were opened', (colors) => [
      { type: 'bar', name: 'Resolved', x, y: rows.map((row) => row.resolved), marker: { color: colors.accent, opacity: 0.8 }, hovertext: rows.map((row) => `${day(row.value)}<br>${integer(row.resolved)} resolved of ${integer(row.opened)}`), hoverinfo: 'text' },
      { type: 'bar', name: 'Open', x, y: rows.map((row) => row.open), marker: { color: colors.bad, opacity: 0.8 }, hovertext: rows.map((row) => `${day(row.value)}<br>${integer(row.open)} still open of ${integer(row.opened)}`), hoverinfo: 'text' },
    ], (colors) => ({
      barmode: 'stack',
      showlegend: true,
      legend: { orientation: 'h', y: 1.02, yanchor: 'bottom', x: 0, traceorder: 'normal' },
      xaxis: axis(colors, daysAxis(x)),
      yaxis: axis(colors, { rangemode: 'tozero', nticks: 5 }),
    }));
    const parts = [`${integer(total.opened)} tickets, ${integer(total.open)} still open.`];
    if (total.first_response_median_seconds !== null) {
      parts.push(`First answer after ${longDuration(total.first_response_median_seconds)} for half, ${longDuration(total.first_response_p90_seconds)} for nine in ten.`);
    }
    if (total.resolution_median_seconds !== null) {
      parts.push(`Resolved after ${longDuration(total.resolution_median_seconds)} and ${longDuration(total.resolution_p90_seconds)}.`);
    }
    if (total.satisfied.share !== null) {
      parts.push(`${percent(total.satisfied.share, 0)} were satisfied with it.`);
    }
    return parts.join(' ');
  },
};
