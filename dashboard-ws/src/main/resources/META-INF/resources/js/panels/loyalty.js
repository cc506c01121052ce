// Members and points by month.

import { axis, chart } from '../chart.js';
import { compact, day, integer, month, percent } from '../format.js';

const MOST = 24;

export const loyalty = {
  name: 'loyalty',
  question: () => '/api/v1/loyalty',
  isEmpty: (data) => data.months.length === 0,
  emptyText: 'Nobody is a member yet.',
  async draw({ body, data }) {
    const months = data.months.slice(-MOST);
    const x = months.map((each) => month(each.month));
    await chart(body, 'Points earned and redeemed by month, and the share of customers who are members', (colors) => [
      { type: 'bar', name: 'Earned', x, y: months.map((each) => each.earned - each.taken_back), marker: { color: colors.accent, opacity: 0.85 }, hovertext: months.map((each) => `${month(each.month)}<br>earned <b>${integer(each.earned - each.taken_back)}</b>`), hoverinfo: 'text' },
      { type: 'bar', name: 'Redeemed', x, y: months.map((each) => -each.redeemed), marker: { color: colors.second, opacity: 0.85 }, hovertext: months.map((each) => `${month(each.month)}<br>redeemed <b>${integer(each.redeemed)}</b>`), hoverinfo: 'text' },
      { type: 'bar', name: 'Expired', x, y: months.map((each) => -each.expired), marker: { color: colors.muted, opacity: 0.7 }, hovertext: months.map((each) => `${month(each.month)}<br>expired <b>${integer(each.expired)}</b>`), hoverinfo: 'text' },
      { type: 'scatter', mode: 'lines', name: 'Members', yaxis: 'y2', x, y: months.map((each) => each.participation), line: { color: colors.text, width: 1.5 }, hovertext: months.map((each) => `${month(each.month)}<br>${integer(each.members)} members${each.participation === null ? '' : `, <b>${percent(each.participation)}</b> of customers`}`), hoverinfo: 'text' },
    ], (colors) => ({
      barmode: 'relative',
      showlegend: true,
      legend: { orientation: 'h', y: 1.02, yanchor: 'bottom', x: 0, traceorder: 'normal' },
      xaxis: axis(colors, { type: 'category', showgrid: false, nticks: 12 }),
      yaxis: axis(colors, { tickformat: '~s', nticks: 6 }),
      yaxis2: axis(colors, { overlaying: 'y', side: 'right', rangemode: 'tozero', tickformat: ',.0%', showgrid: false }),
    }));
    const next = data.expiring[0];
    return `${integer(data.members)} members${data.participation === null ? '' : `, ${percent(data.participation)} of customers`}, hold ${compact(data.open_points)} open points.`
      + (next ? ` ${compact(next.points)} of these expire on ${day(next.on)}.` : '');
  },
};
