// Daily sales to come, with the interval that is to hold 8 days of 10.

import { axis, chart } from '../chart.js';
import { element } from '../dom.js';
import { day, money, number, percent, wholeMoney } from '../format.js';
import { param } from '../address.js';
import { literal } from '../literal.js';

const TOTAL = 'total|all';
const EXPECTED = 0;
const LOW = 1;
const HIGH = 2;

let chosen = TOTAL;
let select = null;

/** The choices, only when there are categories beside the total. */
function offer(data) {
  const keys = Object.keys(data.forecasts).filter((key) => key === TOTAL || Object.keys(data.forecasts[key].days).length > 0);
  const wanted = keys.join('\n');
  if (select.dataset.keys !== wanted) {
    select.dataset.keys = wanted;
    select.replaceChildren(...keys.sort((a, b) => (b === TOTAL) - (a === TOTAL) || a.localeCompare(b))
      .map((value) => element('option', { value }, value === TOTAL ? 'all sales' : data.forecasts[value].value)));
    chosen = keys.includes(chosen) ? chosen : TOTAL;
    select.value = chosen;
  }
  select.hidden = keys.length < 2;
}

function quality(forecast) {
  const { mase, coverage } = forecast.metrics;
  const parts = [];
  if (mase !== undefined) {
    parts.push(mase < 1
      ? `On the last four weeks its error was ${percent(1 - mase, 0)} below that of repeating the week before`
      : `On the last four weeks it was no better than repeating the week before (MASE ${number({ maximumFractionDigits: 2 }).format(mase)})`);
  }
  if (coverage !== undefined) {
    parts.push(`${percent(coverage, 0)} of those days were inside the band`);
  }
  return parts.length > 0 ? `${parts.join('; ')}.` : '';
}

/** The service's series in the shape of the channel, as if it were the only one. */
function seriesOf(answer) {
  return {
    forecasts: {
      [TOTAL]: {
        ...answer, trained_to: answer.trained_to ?? '', days: Object.fromEntries(answer.days.map((each) => [each.day, [each.expected, each.low, each.high]])),
      },
    },
    past: Object.fromEntries(answer.history.map((each) => [each.day, each.gross])),
  };
}

export const forecast = {
  name: 'forecast',
  channel: 'forecast',
  filtered: { question: () => (param('category') ? '/api/v1/forecast' : null), data: seriesOf },
  minInterval: 2000,
  isEmpty: (data) => Object.keys(data.forecasts[TOTAL]?.days ?? {}).length === 0,
  emptyText: (data) => data.forecasts[TOTAL]?.sentence ?? 'No forecast yet.',
  setUp({ controls, redraw }) {
    select = element('select', { 'aria-label': 'Forecast of', hidden: true });
    select.addEventListener('change', () => {
      chosen = select.value;
      redraw();
    });
    controls.append(select);
  },
  async draw({ body, data, context }) {
    offer(data);
    const shown = data.forecasts[chosen] ?? data.forecasts[TOTAL];
    const ahead = Object.keys(shown.days).sort();
    const at = (index) => ahead.map((date) => shown.days[date][index]);
    const known = chosen === TOTAL ? Object.keys(data.past).sort() : [];
    const past = known.filter((date) => date <= shown.trained_to);
    const begun = known.filter((date) => date > shown.trained_to);
    const { currency } = context;
    await chart(body, 'Gross sales by day, and those expected', (colors) => [
      { type: 'scatter', mode: 'lines', name: 'Sold', x: past, y: past.map((date) => data.past[date]), line: { color: colors.accent, width: 2 }, hovertext: past.map((date) => `${day(date)}<br><b>${money(data.past[date], currency)}</b>`), hoverinfo: 'text' },
      { type: 'scatter', mode: 'lines', name: 'Low', x: ahead, y: at(LOW), line: { width: 0 }, hoverinfo: 'skip' },
      { type: 'scatter', mode: 'lines', name: 'High', x: ahead, y: at(HIGH), fill: 'tonexty', fillcolor: colors.accentSoft, line: { width: 0 }, hoverinfo: 'skip' },
      {
        type: 'scatter', mode: 'lines+markers', name: 'Expected', x: ahead, y: at(EXPECTED), line: { color: colors.second, width: 2, dash: 'dot' }, marker: { size: 5, color: colors.second },
        hovertext: ahead.map((date) => `${day(date)}<br>expected <b>${money(shown.days[date][EXPECTED], currency)}</b><br>${percent(shown.coverage, 0)}: ${money(shown.days[date][LOW], currency)} to ${money(shown.days[date][HIGH], currency)}`),
        hoverinfo: 'text',
      },
      {
        type: 'scatter', mode: 'markers', name: 'Today so far', x: begun, y: begun.map((date) => data.past[date]), marker: { color: colors.accent, size: 8, symbol: 'circle-open', line: { width: 2 } },
        hovertext: begun.map((date) => `${day(date)} so far<br><b>${money(data.past[date], currency)}</b>`), hoverinfo: 'text',
      },
    ], (colors) => ({
      xaxis: axis(colors, { type: 'date', showgrid: false, nticks: 8 }),
      yaxis: axis(colors, { tickformat: '~s', rangemode: 'tozero', nticks: 6 }),
      hovermode: 'closest',
    }));
    body.dataset.method = literal(shown.method ?? '');
    const week = ahead.slice(0, 7);
    const sum = week.reduce((total, date) => total + shown.days[date][EXPECTED], 0);
    return `${wholeMoney(sum, currency)} expected in the next ${week.length} days. ${shown.sentence || quality(shown)}`;
  },
};
