// A customer's orders and refunds over time.

import { currentItem, currentModule } from '../address.js';
import { counted } from '../bars.js';
import { axis, chart } from '../chart.js';
import { element, table } from '../dom.js';
import { currencySymbol, dateTime, integer, money } from '../format.js';
import { asTable, partsOf } from '../parts.js';

const MOST = 500;
const COLUMNS = [{ title: 'When', className: 'when' }, { title: 'Order', className: 'id' }, { title: 'Units', className: 'number' }, { title: 'Amount', className: 'number' }];

const unitsOf = (entry) => (entry.items ?? []).reduce((sum, item) => sum + (item.quantity ?? 1), 0);
const path = (kind) => `/api/v1/customers/${encodeURIComponent(currentItem())}/timeline?kind=${kind}&limit=${MOST}`;

export const customerOrders = {
  name: 'customer-orders',
  whole: true,
  question: () => (currentModule() === 'customers' && currentItem() ? [path('order'), path('refund')] : null),
  isEmpty: ([orders, refunds]) => orders.items.length + refunds.items.length === 0,
  emptyText: 'No purchase yet.',
  async draw({ body, data: [orders, refunds], context }) {
    const parts = partsOf(body, { bars: ['div', { class: 'chart' }], rows: ['div', {}] });
    const { currency } = context;
    const dots = (entries, name, color, sign) => ({
      type: 'scatter', mode: 'markers', name, x: entries.map((entry) => entry.occurred_at), y: entries.map((entry) => sign * (entry.value ?? 0)),
      marker: { color, size: 9, opacity: 0.8 }, error_y: { type: 'data', symmetric: false, array: entries.map(() => 0), arrayminus: entries.map((entry) => sign * (entry.value ?? 0)), color, thickness: 1.5, width: 0 },
      hovertext: entries.map((entry) => `${dateTime(entry.occurred_at)}<br><b>${money(sign * (entry.value ?? 0), currency)}</b>`), hoverinfo: 'text',
    });
    await chart(parts.bars, 'Orders and refunds over time', (colors) => [
      dots(orders.items, 'Orders', colors.accent, 1), dots(refunds.items, 'Refunds', colors.bad, -1),
    ], (colors) => ({
      xaxis: axis(colors, { type: 'date', showgrid: false, nticks: 6 }),
      yaxis: axis(colors, { rangemode: 'tozero', tickformat: '~s', nticks: 5, title: { text: `Amount (${currencySymbol(currency)})` } }),
      hovermode: 'closest',
    }));
    const rows = [...orders.items.map((entry) => [entry, 1]), ...refunds.items.map((entry) => [entry, -1])].sort(([a], [b]) => b.occurred_at.localeCompare(a.occurred_at));
    asTable(parts.rows, table('Orders and refunds', COLUMNS, rows.map(([entry, sign]) => ({
      cells: [element('time', { datetime: entry.occurred_at }, dateTime(entry.occurred_at)), entry.order_id ?? '—', integer(unitsOf(entry)), money(sign * (entry.value ?? 0), currency)],
    }))));
    const more = orders.next_cursor ? 'The latest ' : '';
    return `${more}${counted(orders.items.length, 'order')}, ${counted(refunds.items.length, 'refund')}.`;
  },
};
