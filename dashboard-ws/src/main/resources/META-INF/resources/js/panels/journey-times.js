// How long customers take to a purchase.

import { legendAbove } from '../bars.js';
import { axis, chart } from '../chart.js';
import { integer, longDuration, percent } from '../format.js';
import { literal } from '../literal.js';
import { rangeQuery } from '../range.js';

const SINCE = [['from_first_touch', 'Since the first visit'], ['from_session_start', 'Since the visit began']];

/** A short name on the axis. */
const short = (bins, i) => (bins[i].until_seconds === null ? `≥ ${longDuration(bins[i - 1].until_seconds)}` : `< ${longDuration(bins[i].until_seconds)}`);

function words(bins, i) {
  const until = bins[i].until_seconds;
  const from = i === 0 ? 0 : bins[i - 1].until_seconds;
  return until === null ? `${longDuration(from)} or more` : `under ${longDuration(until)}`;
}

export const journeyTimes = {
  name: 'journey-times',
  question: (context) => `/api/v1/journeys?${rangeQuery(context)}`,
  isEmpty: (data) => data.time_to_purchase.orders === 0,
  emptyText: 'No order in these days.',
  async draw({ body, data: { time_to_purchase: times } }) {
    const bins = times.distribution;
    const x = bins.map((_, i) => literal(short(bins, i)));
    const names = bins.map((_, i) => words(bins, i));
    await chart(body, 'Orders by the time it took to them', (colors) => SINCE.map(([field, name], s) => ({
      type: 'bar', name, x, y: bins.map((bin) => bin[field] / times.orders), marker: { color: s === 0 ? colors.accent : colors.series[1], opacity: 0.85 },
      hovertext: bins.map((bin, i) => `${name}: ${names[i]}<br><b>${integer(bin[field])}</b> orders, ${percent(bin[field] / times.orders)}`), hoverinfo: 'text',
    })), (colors) => ({
      ...legendAbove,
      barmode: 'group',
      xaxis: axis(colors, { type: 'category', showgrid: false }),
      yaxis: axis(colors, { rangemode: 'tozero', tickformat: ',.0%', nticks: 5 }),
    }));
    return `Half of ${integer(times.orders)} orders were placed within ${longDuration(times.from_session_start_median_seconds)} of the visit and ${longDuration(times.from_first_touch_median_seconds)} of the first visit in 30 days; `
      + `nine in ten within ${longDuration(times.from_session_start_p90_seconds)} and ${longDuration(times.from_first_touch_p90_seconds)}.`;
  },
};
