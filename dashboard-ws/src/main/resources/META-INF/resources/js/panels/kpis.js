// The headline figures.

import { element } from '../dom.js';
import { compactMoney, integer, money, number, percent, wholeMoney } from '../format.js';
import { daysBefore, givenDays } from '../range.js';

const CENTS_UP_TO = 100_000;
const WHOLE_UP_TO = 100_000_000;

/** As exact as a tile has room for; the tooltip has the rest. */
function asMoney(value, { currency }) {
  const size = Math.abs(value);
  return size < CENTS_UP_TO ? money(value, currency) : size < WHOLE_UP_TO ? wholeMoney(value, currency) : compactMoney(value, currency);
}

const asInteger = (value) => integer(value);
const asPercent = (value) => percent(value);

const TILES = [
  { id: 'revenue', title: 'Revenue', field: 'revenue', format: asMoney, trend: true, hint: 'Orders less refunds' },
  { id: 'orders', title: 'Orders', field: 'orders', format: asInteger, trend: true, hint: 'Orders placed' },
  { id: 'aov', title: 'Average order', field: 'average_order_value', format: asMoney, trend: true, hint: 'Revenue per order' },
  { id: 'customers', title: 'Customers', field: 'customers', format: asInteger, note: () => 'with an order', hint: 'Customers with at least one order' },
  { id: 'active', title: 'Active', field: 'active_customers', format: asInteger, note: activeNote, hint: 'Customers who bought in the last 90 days' },
  { id: 'conversion', title: 'Conversion', field: 'conversion_rate', format: asPercent, note: () => 'of closed carts', hint: 'Carts bought, at once or recovered, of all carts that closed' },
  { id: 'abandonment', title: 'Abandonment', field: 'abandonment_rate', format: asPercent, note: () => 'of carts left or bought', hint: 'Carts abandoned of those abandoned or bought directly' },
  { id: 'recovery', title: 'Recovery', field: 'recovery_rate', format: asPercent, note: () => 'of abandoned carts', hint: 'Abandoned carts bought within 7 days' },
];

function activeNote(data) {
  return data.customers > 0 ? `${percent(data.active_customers / data.customers, 0)} of customers` : 'in the last 90 days';
}

const SIGNS = { up: '▲', down: '▼', flat: '■' };
const FIELDS = ['revenue', 'orders', 'customers', 'active_customers', 'conversion_rate', 'abandonment_rate', 'recovery_rate'];

/** The service's answer with the names of the channel; what is not known is absent. */
function figuresOf(answer) {
  const figures = { average_order_value: answer.aov ?? undefined };
  for (const field of FIELDS) {
    figures[field] = answer[field] ?? undefined;
  }
  return figures;
}

/** What changed since the days before: shares in points, the rest in percent. */
function changeOf(tile, data) {
  const [now, before] = [data[tile.field], data.before[tile.field]];
  if (now === undefined || before === undefined || (before === 0 && tile.format !== asPercent)) {
    return { text: 'before: —', kind: 'flat' };
  }
  const points = tile.format === asPercent;
  const change = points ? now - before : now / before - 1;
  const kind = Math.abs(change) < 0.0005 ? 'flat' : change > 0 ? 'up' : 'down';
  const size = points ? `${number({ maximumFractionDigits: 1 }).format(100 * Math.abs(change))} points` : percent(Math.abs(change));
  return { text: `${SIGNS[kind]} ${size} from ${tile.format(before, data)}`, kind: tile.id === 'abandonment' && kind !== 'flat' ? (kind === 'up' ? 'down' : 'up') : kind };
}

function trendOf(tile, data) {
  const now = data.last_period?.[tile.field];
  const before = data.previous_period?.[tile.field];
  if (now === undefined || !(before > 0)) {
    return { text: 'last 30 days: —', kind: 'flat' };
  }
  const change = now / before - 1;
  const kind = Math.abs(change) < 0.0005 ? 'flat' : change > 0 ? 'up' : 'down';
  return { text: `${SIGNS[kind]} ${percent(Math.abs(change))} in 30 days`, kind };
}

const nodes = new Map();

function build(body) {
  for (const tile of TILES) {
    const value = element('dd', { class: 'value' });
    const note = element('dd', { class: 'note' });
    const box = element('div', { class: 'tile', 'data-kpi': tile.id, title: tile.hint }, element('dt', {}, tile.title), value, note);
    nodes.set(tile.id, { box, value, note });
    body.append(box);
  }
}

export const kpis = {
  name: 'kpis',
  channel: 'kpis',
  filtered: {
    question() {
      const before = daysBefore();
      return ['/api/v1/kpis', ...(before ? [`/api/v1/kpis?from=${before.from}&to=${before.to}`] : [])];
    },
    data: ([now, before], { currency }) => ({ ...figuresOf(now), filtered: true, currency, before: before ? figuresOf(before) : null }),
  },
  draw({ body, data, context }) {
    if (nodes.size === 0) {
      build(body);
    }
    for (const tile of TILES) {
      const { box, value, note } = nodes.get(tile.id);
      const raw = data[tile.field];
      const text = raw === undefined ? '—' : tile.format(raw, context);
      const rawText = raw === undefined ? '' : String(raw);
      if (box.dataset.value !== undefined && box.dataset.value !== rawText) {
        box.classList.remove('moved');
        requestAnimationFrame(() => box.classList.add('moved'));
      }
      box.dataset.value = rawText;
      value.textContent = text;
      const hint = `${tile.hint}${data.filtered && givenDays() ? '' : ', all time'}`;
      box.title = tile.format === asMoney && raw !== undefined ? `${hint}: ${money(raw, context.currency)}` : hint;
      if (data.filtered) {
        const change = data.before && tile.id !== 'active' ? changeOf(tile, data) : { text: tile.note?.(data) ?? '', kind: 'flat' };
        note.textContent = change.text;
        note.dataset.trend = change.kind;
      } else if (tile.trend) {
        const trend = trendOf(tile, data);
        note.textContent = trend.text;
        note.dataset.trend = trend.kind;
      } else {
        delete note.dataset.trend;
        note.textContent = tile.note(data);
      }
    }
  },
};
