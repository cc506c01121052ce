// What a customer of a channel has brought by the end of each month since the first purchase.

import { legendAbove, orDash } from '../bars.js';
import { axis, chart } from '../chart.js';
import { table } from '../dom.js';
import { integer, money, moneyTicks } from '../format.js';
import { literal } from '../literal.js';
import { asTable, partsOf } from '../parts.js';
import { rangeQuery } from '../range.js';

const SHOWN = 6;

export const acquisitionPayback = {
  name: 'acquisition-payback',
  about: ({ series }) => ({ first_channel: series }),
  question: (context) => `/api/v1/acquisition?${rangeQuery(context, { dimension: 'channel' })}`,
  isEmpty: (data) => data.rows.every((row) => row.revenue_per_customer.length === 0),
  emptyText: 'No month since a first purchase is over yet. Choose earlier days.',
  async draw({ body, data, context }) {
    const parts = partsOf(body, { lines: ['div', { class: 'chart tall' }], rows: ['div', {}] });
    const { currency } = context;
    const rows = data.rows.filter((row) => row.revenue_per_customer.length > 0).sort((a, b) => b.customers - a.customers).slice(0, SHOWN);
    const longest = Math.max(...rows.map((row) => row.revenue_per_customer.length));
    const at = Array.from({ length: longest }, (_, i) => i + 1);
    await chart(parts.lines, 'Revenue of a customer by months since the first purchase', (colors) => rows.map((row, i) => ({
      type: 'scatter', mode: 'lines+markers', name: literal(row.value), x: at.slice(0, row.revenue_per_customer.length), y: row.revenue_per_customer,
      line: { color: colors.series[i], width: 2 }, marker: { size: row.revenue_per_customer.map((_, month) => (month + 1 === row.payback_months ? 11 : 5)) },
      hovertext: row.revenue_per_customer.map((value, month) => `${literal(row.value)}, month ${month + 1}<br><b>${money(value, currency)}</b>${month + 1 === row.payback_months ? `<br>has brought back its ${money(row.cac, currency)}` : ''}`), hoverinfo: 'text',
    })), (colors) => ({
      ...legendAbove,
      xaxis: axis(colors, { showgrid: false, dtick: Math.ceil(longest / 12), title: { text: 'Month since the first purchase' } }),
      yaxis: axis(colors, { tickformat: '~s', rangemode: 'tozero', nticks: 6, ...moneyTicks(currency) }),
      hovermode: 'closest',
    }));
    asTable(parts.rows, table('Revenue of a customer by month', [{ title: 'Channel', className: 'id' }, ...at.map((month) => ({ title: integer(month), className: 'number' }))],
      rows.map((row) => ({ cells: [row.value, ...at.map((month) => orDash(row.revenue_per_customer[month - 1], (value) => money(value, currency)))] }))));
    const paid = rows.filter((row) => row.payback_months !== null && row.spend > 0).sort((a, b) => a.payback_months - b.payback_months);
    return paid.length > 0 ? `A large dot marks the month in which a customer has brought back what they cost. Quickest: ${paid[0].value}.` : 'No channel that costs something has paid back yet.';
  },
};
