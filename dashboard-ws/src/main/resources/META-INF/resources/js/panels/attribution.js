// Which marketing channels lead to orders, by four rules beside one another.

import { legendAbove, orDash } from '../bars.js';
import { axis, chart } from '../chart.js';
import { choice, table } from '../dom.js';
import { integer, money, number, percent } from '../format.js';
import { literal } from '../literal.js';
import { asTable, partsOf } from '../parts.js';
import { rangeQuery } from '../range.js';

const PARTS = { bars: ['div', { class: 'chart tall' }], rows: ['div', {}] };
const RULES = [['markov', 'Markov'], ['last_touch', 'Last touch'], ['first_touch', 'First touch'], ['linear', 'Linear']];
const MEASURES = [['', 'Orders'], ['_revenue', 'Revenue']];
const SHOWN = 8;

let measure = '';

const columns = () => [{ title: 'Channel', className: 'id' }, ...RULES.map(([, title]) => ({ title, className: 'number' })), { title: 'Lost without it', className: 'number' }];

export const attribution = {
  name: 'attribution',
  drill: ({ label }) => (label === 'direct' ? null : { first_channel: label, range: null, from: null, to: null }),
  question: (context) => `/api/v1/journeys/attribution?${rangeQuery(context)}`,
  isEmpty: (data) => data.orders === 0,
  emptyText: 'No order in these days.',
  setUp({ controls, redraw }) {
    controls.append(choice('Shared among the channels', MEASURES, measure, (chosen) => {
      measure = chosen;
      redraw();
    }));
  },
  async draw({ body, data, context }) {
    const { bars, rows } = partsOf(body, PARTS);
    const of = (row, rule) => row[`${rule}${measure}`];
    const say = (value) => (measure === '' ? number({ maximumFractionDigits: 1 }).format(value) : money(value, context.currency, { maximumFractionDigits: 0 }));
    const channels = [...data.channels].sort((a, b) => (of(b, 'last_touch') + of(b, 'first_touch')) - (of(a, 'last_touch') + of(a, 'first_touch')));
    const shown = channels.slice(0, SHOWN);
    const x = shown.map((row) => literal(row.channel));
    asTable(rows, table('Marketing channels by four rules', columns(), channels.map((row) => ({
      cells: [row.channel, ...RULES.map(([rule]) => orDash(of(row, rule), say)), orDash(row.removal_effect, percent)],
    }))));
    await chart(bars, 'Orders by marketing channel, by four rules', (colors) => RULES.map(([rule, name], i) => ({
      type: 'bar', name, x, y: shown.map((row) => of(row, rule)),
      marker: { color: [colors.accent, colors.series[1], colors.series[4], colors.series[6]][i], opacity: 0.85 },
      hovertext: shown.map((row) => `${literal(row.channel)}<br>${name}: <b>${orDash(of(row, rule), say)}</b>`), hoverinfo: 'text',
    })), (colors) => ({
      ...legendAbove,
      barmode: 'group',
      xaxis: axis(colors, { type: 'category', showgrid: false }),
      yaxis: axis(colors, { rangemode: 'tozero', tickformat: '~s', nticks: 5 }),
    }));
    const total = measure === '' ? `${integer(data.orders)} orders` : money(data.revenue, context.currency);
    const more = channels.length > SHOWN ? ` The ${SHOWN} greatest of ${channels.length} channels.` : '';
    return `By each rule the channels add up to ${total}. Markov asks how many orders would be lost without a channel; none of the rules shows what a channel causes.${more}`;
  },
};
