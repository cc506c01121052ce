// Recency, frequency and spend in space.

import { chart } from '../chart.js';
import { currencySymbol, integer, money } from '../format.js';
import { literal } from '../literal.js';
import { bySegment, inOrder, segmentColor } from './segment-colors.js';

const RECENCY = 0;
const ORDERS = 1;
const NET = 2;
const SEGMENT = 3;
const LABEL = 4;
const NARROW = 480;

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

export const rfm = {
  name: 'rfm',
  about: ({ series }) => ({ segment: series }),
  channel: 'rfm',
  minInterval: 5000,
  emptyText: 'No scores yet: they come with the first cut points.',
  isEmpty: (data) => Object.keys(data.sample).length === 0,
  async draw({ body, data, context }) {
    const groups = bySegment(data.sample, SEGMENT);
    await chart(body, 'Customers by recency, frequency and spend', (colors) => inOrder(groups.keys()).map((segment) => {
      const entries = groups.get(segment).filter(([, point]) => point[NET] > 0);
      return {
        type: 'scatter3d',
        mode: 'markers',
        name: literal(segment),
        x: entries.map(([, point]) => point[RECENCY]),
        y: entries.map(([, point]) => point[ORDERS]),
        z: entries.map(([, point]) => point[NET]),
        hovertext: entries.map(([id, point]) => `Customer ${literal(id)} · ${literal(point[LABEL])}<br>${integer(point[RECENCY])} days ago · ${integer(point[ORDERS])} orders<br><b>${money(point[NET], context.currency)}</b><br>${literal(segment)}`),
        hoverinfo: 'text',
        marker: { color: segmentColor(colors, segment), size: 3, opacity: 0.8, line: { width: 0 } },
      };
    }), (colors) => ({
      scene: {
        xaxis: sceneAxis(colors, 'Recency (days)'),
        yaxis: sceneAxis(colors, 'Orders', { type: 'log' }),
        zaxis: sceneAxis(colors, `Spend (${currencySymbol(context.currency)})`, { type: 'log', tickformat: '~s' }),
        camera: { eye: eye(body.clientWidth), center: { x: 0, y: 0, z: -0.16 } },
        aspectmode: 'cube',
        dragmode: turns() ? 'turntable' : false,
      },
      margin: { l: 0, r: 0, t: 0, b: 0 },
    }));
    const champions = data.labels['555'] ?? 0;
    const exact = data.exact === false ? ' Cut points are within 0.5 % in rank.' : '';
    return `${integer(data.sampled)} of ${integer(data.customers)} customers${turns() ? ', drag to turn' : ''}. Of them with the best score, 555: ${integer(champions)}.${exact}`;
  },
};
