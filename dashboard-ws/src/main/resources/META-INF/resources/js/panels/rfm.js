// Recency, frequency and spend: two at a time, one point per sampled customer above a map of all customers, or a sample in space.

import { counted } from '../bars.js';
import { axis, chart } from '../chart.js';
import { openCustomer } from '../customer.js';
import { choice, element } from '../dom.js';
import { currencySymbol, integer, money } from '../format.js';
import { literal } from '../literal.js';
import { libraryOf } from '../plotly.js';
import { byOrders, byRecency, bySpend, cellCustomers, cellsOf, densityTrace, ORDERS_TICKS, RECENCY_TICKS, spread } from './density.js';
import { bySegment, inOrder, segmentColor } from './segment-colors.js';

const RECENCY = 0;
const ORDERS = 1;
const NET = 2;
const SEGMENT = 3;
const LABEL = 4;
const NARROW = 480;
const SPACE = 'space';
const VIEWS = [['recency_net', 'Days and spend'], ['recency_orders', 'Days and orders'], [SPACE, 'In space']];

let view = 'recency_net';

/** On a touch screen a finger on the chart scrolls the page, so that nobody gets stuck in it. */
const turns = () => !matchMedia('(pointer: coarse)').matches;

function eye(width) {
  const distance = width < NARROW ? 1.35 : 1;
  return { x: 1.3 * distance, y: 1.25 * distance, z: 0.6 * distance };
}

function sceneAxis(colors, text, extra = {}) {
  return {
    title: { text, font: { color: colors.muted, size: 12 } },
    color: colors.muted, gridcolor: colors.line, zerolinecolor: colors.line, linecolor: colors.line,
    showbackground: false, tickfont: { size: 10, color: colors.muted }, nticks: 6, ...extra,
  };
}

/** A place of its own for each kind of chart, since each comes of another library. */
function placeFor(body, kind) {
  if (body.dataset.kind !== kind) {
    const old = body.firstElementChild;
    (old && libraryOf(old))?.purge(old);
    body.dataset.kind = kind;
    body.replaceChildren(element('div', { class: 'chart tall' }));
  }
  return body.firstElementChild;
}

const words = ([id, point], currency) => `Customer ${literal(id)} · ${literal(point[LABEL])}<br>${counted(point[RECENCY], 'day')} ago · ${counted(point[ORDERS], 'order')}<br><b>${money(point[NET], currency)}</b><br>${literal(point[SEGMENT])}`;

async function drawSpace(place, groups, currency) {
  await chart(place, 'Customers by recency, frequency and spend', (colors) => inOrder(groups.keys()).map((segment) => {
    const entries = groups.get(segment).filter(([, point]) => point[NET] > 0);
    return {
      type: 'scatter3d',
      mode: 'markers',
      name: literal(segment),
      x: entries.map(([, point]) => point[RECENCY]),
      y: entries.map(([, point]) => point[ORDERS]),
      z: entries.map(([, point]) => point[NET]),
      hovertext: entries.map((entry) => words(entry, currency)),
      hoverinfo: 'text',
      marker: { color: segmentColor(colors, segment), size: 3, opacity: 0.8, line: { width: 0 } },
    };
  }), (colors) => ({
    scene: {
      xaxis: sceneAxis(colors, 'Recency (days)'),
      yaxis: sceneAxis(colors, 'Orders', { type: 'log' }),
      zaxis: sceneAxis(colors, `Spend (${currencySymbol(currency)})`, { type: 'log', tickformat: '~s' }),
      camera: { eye: eye(place.clientWidth), center: { x: 0, y: 0, z: -0.16 } },
      aspectmode: 'cube',
      dragmode: turns() ? 'turntable' : false,
    },
    margin: { l: 0, r: 0, t: 0, b: 0 },
  }));
}

async function drawPlane(place, groups, map, context) {
  const { currency } = context;
  const isSpend = view === 'recency_net';
  const y = isSpend ? bySpend(currency) : byOrders;
  const title = isSpend ? `Spend (${currencySymbol(currency)})` : 'Orders';
  const heightOf = ([id, point]) => (isSpend ? point[NET] : point[ORDERS] + 0.8 * spread(`${id} `));
  await chart(place, isSpend ? 'Customers by recency and spend' : 'Customers by recency and orders', (colors) => [
    ...(map ? [densityTrace(colors, map, byRecency, y)] : []),
    ...inOrder(groups.keys()).map((segment) => {
      const entries = groups.get(segment).filter(([, point]) => point[isSpend ? NET : ORDERS] > 0);
      return {
        type: 'scatter', mode: 'markers', name: literal(segment),
        x: entries.map(([id, point]) => byRecency.at(point[RECENCY] + 0.5 + 0.8 * spread(id))), y: entries.map(heightOf),
        customdata: entries.map(([id]) => id), hovertext: entries.map((entry) => words(entry, currency)), hoverinfo: 'text',
        marker: { color: segmentColor(colors, segment), size: map ? 5 : 7, opacity: 0.7, line: { width: 0 } },
      };
    }),
  ], (colors) => ({
    xaxis: axis(colors, { ...RECENCY_TICKS, title: { text: 'Recency (days)' } }),
    yaxis: axis(colors, { ...(isSpend ? { type: 'log', tickformat: '~s', dtick: 1 } : ORDERS_TICKS), title: { text: title } }),
    hovermode: 'closest',
  }));
}

export const rfm = {
  name: 'rfm',
  about: ({ series }) => ({ segment: series }),
  drill: cellCustomers,
  channel: 'rfm',
  minInterval: 5000,
  emptyText: 'No scores yet: they come with the first cut points.',
  isEmpty: (data) => Object.keys(data.sample).length === 0,
  setUp({ controls, redraw }) {
    controls.append(choice('View', VIEWS, view, (value) => {
      view = value;
      redraw();
    }));
  },
  async draw({ body, data, context }) {
    const groups = bySegment(data.sample, SEGMENT);
    const all = cellsOf(data.density?.[view]);
    const map = all && all.customers > data.sampled ? all : null;
    const isNew = body.dataset.kind !== (view === SPACE ? SPACE : 'plane');
    const place = placeFor(body, view === SPACE ? SPACE : 'plane');
    if (view === SPACE) {
      await drawSpace(place, groups, context.currency);
    } else {
      await drawPlane(place, groups, map, context);
      if (isNew) {
        place.on('plotly_click', ({ points: [{ customdata }] }) => typeof customdata === 'string' && openCustomer(customdata, context));
      }
    }
    const champions = data.labels['555'] ?? 0;
    const exact = data.exact === false ? ' Cut points are within 0.5 % in rank.' : '';
    const shown = map ? `Cells count all ${integer(map.customers)} customers, the stronger the more; points are a sample of ${integer(data.sampled)}.`
      : `${integer(data.sampled)} of ${integer(data.customers)} customers${view === SPACE && turns() ? ', drag to turn' : ''}.`;
    return `${shown} Of them with the best score, 555: ${integer(champions)}.${exact}`;
  },
};
