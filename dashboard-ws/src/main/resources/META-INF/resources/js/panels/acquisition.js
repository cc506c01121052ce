// What a customer costs and is worth, by the channel of the first touch.

import { axisName, legendAbove, orDash } from '../bars.js';
import { axis, chart } from '../chart.js';
import { table } from '../dom.js';
import { integer, money, moneyTicks, number, percent, wholeMoney } from '../format.js';
import { literal } from '../literal.js';
import { asTable, partsOf } from '../parts.js';
import { rangeQuery, sameMonths } from '../range.js';

const COLUMNS = [
  { title: 'Channel', className: 'id' }, { title: 'Visitors', className: 'number' }, { title: 'Customers', className: 'number' },
  { title: 'Conversion', className: 'number' }, { title: 'Spend', className: 'number' }, { title: 'Per customer', className: 'number' },
  { title: 'Worth', className: 'number' }, { title: 'Worth / cost', className: 'number' }, { title: 'Return', className: 'number' },
  { title: 'Paid back in', className: 'number' },
];
const SHOWN = 10;

let clock = null;

const times = (value) => `${number({ maximumFractionDigits: 1 }).format(value)} ×`;
const months = (value) => number({ style: 'unit', unit: 'month', unitDisplay: 'long' }).format(value);

export const acquisition = {
  name: 'acquisition',
  drill: ({ customdata, label }) => ({ first_channel: customdata ?? label, ...sameMonths(clock) }),
  about: ({ customdata }) => ({ first_channel: customdata }),
  setUp({ context }) {
    clock = context;
  },
  question: (context) => [
    `/api/v1/acquisition?${rangeQuery(context, { dimension: 'channel' })}`,
    `/api/v1/acquisition?${rangeQuery(context, { dimension: 'total' })}`,
  ],
  isEmpty: ([channels]) => channels.rows.length === 0,
  emptyText: 'Nobody came for the first time in these months.',
  async draw({ body, data: [channels, total], context }) {
    const parts = partsOf(body, { bars: ['div', { class: 'chart tall' }], rows: ['div', {}] });
    const { currency } = context;
    const rows = [...channels.rows].sort((a, b) => b.customers - a.customers);
    const shown = rows.slice(0, SHOWN);
    const x = shown.map((row) => axisName(row.value));
    const customdata = shown.map((row) => row.value);
    const say = (value) => orDash(value, (amount) => money(amount, currency));
    await chart(parts.bars, 'Cost and worth of a customer by channel', (colors) => [
      { type: 'bar', name: 'Worth of a customer', x, customdata, y: shown.map((row) => row.lifetime_value), marker: { color: colors.accent, opacity: 0.85 }, hovertext: shown.map((row) => `${literal(row.value)}<br>worth <b>${say(row.lifetime_value)}</b><br>${integer(row.customers)} customers`), hoverinfo: 'text' },
      { type: 'bar', name: 'Cost of a customer', x, customdata, y: shown.map((row) => row.cac), marker: { color: colors.second, opacity: 0.85 }, hovertext: shown.map((row) => `${literal(row.value)}<br>costs <b>${say(row.cac)}</b><br>${orDash(row.spend, (value) => wholeMoney(value, currency))} spent`), hoverinfo: 'text' },
    ], (colors) => ({
      ...legendAbove,
      barmode: 'group',
      bargap: 0.3,
      xaxis: axis(colors, { type: 'category', showgrid: false, tickfont: { color: colors.text, size: 12 } }),
      yaxis: axis(colors, { tickformat: '~s', rangemode: 'tozero', nticks: 6, ...moneyTicks(currency) }),
    }));
    asTable(parts.rows, table('Acquisition by channel', COLUMNS, rows.map((row) => ({
      cells: [
        row.value, integer(row.visitors), integer(row.customers), orDash(row.conversion, percent), orDash(row.spend, (value) => wholeMoney(value, currency)), say(row.cac),
        say(row.lifetime_value), orDash(row.ltv_to_cac, times), orDash(row.roi, (value) => percent(value, 0)), orDash(row.payback_months, months),
      ],
    }))));
    const all = total.rows[0];
    if (!all) {
      return '';
    }
    const basis = all.lifetime_value_basis === 'predicted' ? 'are expected to spend in 12 months' : 'have spent so far';
    if (all.spend === null) {
      return `${integer(all.customers)} new customers of the segment, ${say(all.lifetime_value)} each that they ${basis}. Advertising is spent on all.`;
    }
    return `${integer(all.customers)} new customers for ${wholeMoney(all.spend, currency)}: ${say(all.cac)} each, against ${say(all.lifetime_value)} that they ${basis}. `
      + `Return ${orDash(all.roi, (value) => percent(value, 0))}, paid back ${all.payback_months === null ? 'not yet' : `in ${months(all.payback_months)}`}.`;
  },
};
