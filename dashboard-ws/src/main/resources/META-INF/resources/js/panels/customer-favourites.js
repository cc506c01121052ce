// What a customer spent most on.

import { currentItem, currentModule } from '../address.js';
import { axisName, distinct, figurePlaces } from '../bars.js';
import { axis, chart } from '../chart.js';
import { choice, table } from '../dom.js';
import { compactMoney, integer, money } from '../format.js';
import { literal } from '../literal.js';
import { asTable, partsOf } from '../parts.js';

const KINDS = [['top_products', 'Products'], ['top_categories', 'Categories']];
const COLUMNS = [{ title: 'What', className: 'text' }, { title: 'Orders', className: 'number' }, { title: 'Units', className: 'number' }, { title: 'Spent', className: 'number' }];

let kind = 'top_products';

const nameOf = (row) => row.title ?? row.value;

export const customerFavourites = {
  name: 'customer-favourites',
  whole: true,
  question: () => (currentModule() === 'customers' && currentItem() ? `/api/v1/customers/${encodeURIComponent(currentItem())}` : null),
  isEmpty: (data) => (data.portrait?.[kind] ?? []).length === 0,
  emptyText: 'Nothing bought yet.',
  setUp({ controls, redraw }) {
    controls.append(choice('What', KINDS, kind, (value) => {
      kind = value;
      redraw();
    }));
  },
  async draw({ body, data, context }) {
    const parts = partsOf(body, { bars: ['div', { class: 'chart' }], rows: ['div', {}] });
    const rows = data.portrait[kind];
    const { currency } = context;
    await chart(parts.bars, 'What most was spent on', (colors) => [{
      type: 'bar', orientation: 'h', x: rows.map((row) => row.gross), y: distinct(rows.map((row) => axisName(nameOf(row)))),
      text: rows.map((row) => compactMoney(row.gross, currency)), textposition: figurePlaces(rows.map((row) => row.gross)), textangle: 0, insidetextanchor: 'end', insidetextfont: { color: colors.surface }, outsidetextfont: { color: colors.muted },
      cliponaxis: false, marker: { color: colors.accent, opacity: 0.85 },
      hovertext: rows.map((row) => `${literal(nameOf(row))}<br><b>${money(row.gross, currency)}</b><br>${integer(row.units)} in ${integer(row.orders)} orders`), hoverinfo: 'text',
    }], (colors) => ({
      xaxis: { visible: false, fixedrange: true },
      yaxis: axis(colors, { type: 'category', autorange: 'reversed', tickfont: { color: colors.text, size: 12 }, ticklabelstandoff: 6 }),
      bargap: 0.3,
    }));
    asTable(parts.rows, table('What most was spent on', COLUMNS, rows.map((row) => ({ cells: [nameOf(row), integer(row.orders), integer(row.units), money(row.gross, currency)] }))));
    return `Most on ${nameOf(rows[0])}. Before refunds.`;
  },
};
