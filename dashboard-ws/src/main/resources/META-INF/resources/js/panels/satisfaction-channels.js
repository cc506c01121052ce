// Promoters, passives and detractors by channel, and whether they buy again.

import { seenThrough } from '../bars.js';
import { axis, chart } from '../chart.js';
import { integer, percent } from '../format.js';
import { literal } from '../literal.js';
import { givenDays, rangeQuery, USUAL } from '../range.js';

const PARTS = [['detractors', 'Detractors'], ['passives', 'Passives'], ['promoters', 'Promoters']];
const ANSWERED = Object.fromEntries(PARTS.map(([part, title]) => [title, part]));

export const satisfactionChannels = {
  name: 'satisfaction-channels',
  drill: ({ label, series }) => ({ channel: label, ...(ANSWERED[series] ? { answered: ANSWERED[series], ...(givenDays() ? {} : { range: USUAL }) } : {}) }),
  question: (context) => [
    `/api/v1/satisfaction?${rangeQuery(context, { dimension: 'channel' })}`,
    `/api/v1/satisfaction/retention?${rangeQuery(context)}`,
  ],
  isEmpty: ([channels]) => !channels.some((row) => row.promoters.of > 0),
  emptyText: 'Nobody was asked in these days.',
  async draw({ body, data: [channels, again] }) {
    const rows = channels.filter((row) => row.promoters.of > 0).sort((a, b) => a.promoters.of - b.promoters.of);
    await chart(body, 'Promoters, passives and detractors by channel', (colors) => PARTS.map(([part, title], i) => ({
      type: 'bar', orientation: 'h', name: title, y: rows.map((row) => literal(row.value)), x: rows.map((row) => row[part].share),
      marker: { color: [colors.bad, seenThrough(colors.muted), colors.accent][i] },
      hovertext: rows.map((row) => `${literal(row.value)}<br>${title}: <b>${percent(row[part].share)}</b> of ${integer(row[part].of)} answers<br>95 %: ${percent(row[part].low)} to ${percent(row[part].high)}`),
      hoverinfo: 'text',
    })), (colors) => ({
      barmode: 'stack',
      margin: { l: 8, r: 24, t: 8, b: 8 }, // room for the last figure of the axis
      showlegend: true,
      legend: { orientation: 'h', y: 1.02, yanchor: 'bottom', x: 0, traceorder: 'normal' },
      xaxis: axis(colors, { tickformat: ',.0%', range: [0, 1], tickvals: [0, 0.5, 1], showgrid: false }),
      yaxis: axis(colors, { type: 'category', showgrid: false }),
    }));
    const known = again.filter((row) => row.bought_again.share !== null);
    return known.length === 0 ? 'Whether they buy again shows after 90 days.'
      : `Bought again within 90 days: ${known.map((row) => `${row.answered} ${percent(row.bought_again.share, 0)}`).join(', ')}.`;
  },
};
