// What customers answered: promoters and detractors by day, smoothed over 28 days.

import { daysAxis } from '../bars.js';
import { axis, chart } from '../chart.js';
import { day, integer, number, percent } from '../format.js';
import { rangeQuery } from '../range.js';

const WINDOW = 28;
const points = (value) => number({ maximumFractionDigits: 0, signDisplay: 'exceptZero' }).format(value);

/** NPS of the answers of the last days at each day; null where nobody answered. */
function rolling(rows) {
  return rows.map((row, i) => {
    const start = Date.parse(row.value) - (WINDOW - 1) * 86_400_000;
    let answers = 0;
    let balance = 0;
    for (let k = i; k >= 0 && Date.parse(rows[k].value) >= start; k -= 1) {
      answers += rows[k].promoters.of;
      balance += rows[k].promoters.count - rows[k].detractors.count;
    }
    return answers > 0 ? (100 * balance) / answers : null;
  });
}

const within = (share) => (share.share === null ? '' : ` (${percent(share.low, 0)} to ${percent(share.high, 0)})`);

export const satisfaction = {
  name: 'satisfaction',
  question: (context) => [
    `/api/v1/satisfaction?${rangeQuery(context, { dimension: 'day' })}`,
    `/api/v1/satisfaction?${rangeQuery(context, { dimension: 'total' })}`,
  ],
  isEmpty: ([, total]) => total.length === 0 || (total[0].nps === null && total[0].csat.of === 0 && total[0].satisfaction_answers === 0),
  emptyText: 'Nobody was asked in these days.',
  async draw({ body, data: [days, [total]] }) {
    const rows = [...days].sort((a, b) => a.value.localeCompare(b.value));
    const nps = rolling(rows);
    await chart(body, 'Net promoter score by day, of the 28 days before', (colors) => [
      {
        type: 'scatter', mode: 'lines', x: rows.map((row) => row.value), y: nps, line: { color: colors.accent, width: 2 }, connectgaps: true,
        hovertext: rows.map((row, i) => `${day(row.value)}<br>NPS of 28 days <b>${nps[i] === null ? '—' : points(nps[i])}</b><br>${integer(row.promoters.of)} answers that day`), hoverinfo: 'text',
      },
    ], (colors) => ({
      xaxis: axis(colors, daysAxis(rows.map((row) => row.value))),
      yaxis: axis(colors, { zeroline: true, nticks: 6 }),
      hovermode: 'x',
    }));
    const parts = [];
    if (total.nps !== null) {
      parts.push(`NPS ${points(total.nps)} from ${integer(total.promoters.of)} answers: ${percent(total.promoters.share, 0)} promoters${within(total.promoters)}, ${percent(total.detractors.share, 0)} detractors${within(total.detractors)}.`);
    }
    if (total.csat.of > 0) {
      parts.push(`CSAT ${percent(total.csat.share, 0)}${within(total.csat)}.`);
    }
    if (total.satisfaction_mean !== null) {
      parts.push(`Satisfaction ${number({ maximumFractionDigits: 1 }).format(total.satisfaction_mean)} of 10.`);
    }
    return parts.join(' ');
  },
};
