// When the shop is busy: hour of day against weekday.

import { axis, chart } from '../chart.js';
import { choice } from '../dom.js';
import { integer, money, wholeMoney, weekday } from '../format.js';

const METRICS = [['orders', 'Orders'], ['sessions', 'Sessions'], ['gross', 'Gross sales']];
const DAYS = [1, 2, 3, 4, 5, 6, 7];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

let metric = 'orders';

const hourName = (hour) => `${String(hour).padStart(2, '0')}:00`;

/** The service's hours as the matrices of the channel; a part of the orders has no sessions, which are null. */
function matricesOf({ hours }) {
  const data = Object.fromEntries(METRICS.map(([name]) => [name, Object.fromEntries(DAYS.map((day) => [day, HOURS.map(() => 0)]))]));
  for (const hour of hours) {
    METRICS.forEach(([name]) => {
      data[name][hour.weekday][hour.hour] = hour[name];
    });
  }
  return data;
}

export const seasonality = {
  name: 'seasonality',
  channel: 'seasonality',
  minInterval: 2000,
  filtered: { question: () => '/api/v1/seasonality', data: matricesOf },
  emptyText: 'No orders yet.',
  isEmpty: (data) => !Object.values(data.sessions).some((row) => row.some((value) => value > 0))
    && !Object.values(data.orders).some((row) => row.some((value) => value > 0)),
  setUp({ controls, redraw }) {
    controls.append(choice('Measure', METRICS, metric, (value) => {
      metric = value;
      redraw();
    }));
  },
  async draw({ body, data, context }) {
    const matrix = DAYS.map((day) => data[metric][day]);
    const title = METRICS.find(([value]) => value === metric)[1].toLowerCase();
    const say = (value) => (metric === 'gross' ? money(value, context.currency) : `${integer(value)} ${title}`);
    const mean = matrix.flat().reduce((sum, value) => sum + value, 0) / (DAYS.length * HOURS.length);
    await chart(body, `${title} by weekday and hour of day`, (colors) => [{
      type: 'heatmap',
      x: HOURS,
      y: DAYS.map((day) => weekday(day)),
      z: matrix,
      xgap: 2,
      ygap: 2,
      hovertext: matrix.map((row, i) => row.map((value, hour) => (value === null ? '' :
        `${weekday(i + 1, 'long')}, ${hourName(hour)}<br><b>${say(value)}</b>${mean > 0 ? `<br>${(value / mean).toFixed(2)} × the mean` : ''}`))),
      hoverinfo: 'text',
      colorscale: [[0, colors.accentSoft], [1, colors.accent]],
      zmin: 0,
      showscale: true,
      colorbar: { thickness: 10, outlinewidth: 0, tickfont: { color: colors.muted, size: 11 }, nticks: 5, tickformat: '~s', xpad: 8, ypad: 0 },
    }], (colors) => ({
      xaxis: axis(colors, { showgrid: false, zeroline: false, tickvals: HOURS.filter((hour) => hour % 3 === 0), ticktext: HOURS.filter((hour) => hour % 3 === 0).map(hourName) }),
      yaxis: axis(colors, { type: 'category', autorange: 'reversed', showgrid: false, tickfont: { color: colors.text, size: 12 }, ticklabelstandoff: 6 }),
    }));
    if (matrix.flat().includes(null)) {
      return 'Sessions are counted for the whole shop only.';
    }
    let best = { value: -1 };
    matrix.forEach((row, i) => row.forEach((value, hour) => {
      if (value > best.value) {
        best = { value, day: i + 1, hour };
      }
    }));
    const amount = metric === 'gross' ? wholeMoney(best.value, context.currency) : say(best.value);
    return `Busiest: ${weekday(best.day, 'long')} at ${hourName(best.hour)} with ${amount}. Hours of the business zone, ${context.zone}.`;
  },
};
