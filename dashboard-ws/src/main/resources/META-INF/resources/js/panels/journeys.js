// Where sessions lead, from touchpoint to touchpoint.

import { seenThrough } from '../bars.js';
import { chart } from '../chart.js';
import { integer, percent } from '../format.js';
import { rangeQuery, sameDays } from '../range.js';
import { actionOf, touchpoint } from './touchpoints.js';

/** From the left to the right of the picture, and from the top down, both 0 to 1. */
const PLACES = {
  start: [0.01, 0.5], home: [0.14, 0.2], page: [0.14, 0.75], search: [0.28, 0.3], product: [0.44, 0.45], cart: [0.6, 0.3], checkout: [0.74, 0.2],
  abandon: [0.74, 0.5], more: [0.87, 0.4], conversion: [0.99, 0.15], leave: [0.99, 0.7],
};

function colorOf(name, colors) {
  return name === 'conversion' ? colors.accent : name === 'leave' || name === 'abandon' ? colors.bad : colors.series[1];
}

export const journeys = {
  name: 'journeys',
  drill: ({ label }) => (actionOf(label) ? { did: actionOf(label), ...sameDays() } : null),
  question: (context) => `/api/v1/journeys?${rangeQuery(context)}`,
  isEmpty: (data) => data.sessions === 0,
  emptyText: 'Nobody visited the shop in these days.',
  async draw({ body, data }) {
    const names = data.nodes.map((node) => node.name);
    const links = data.links.filter((link) => link.count > 0);
    await chart(body, 'From touchpoint to touchpoint within sessions', (colors) => [{
      type: 'sankey',
      arrangement: 'snap',
      node: {
        label: names.map(touchpoint),
        x: names.map((name) => PLACES[name]?.[0] ?? 0.5),
        y: names.map((name) => PLACES[name]?.[1] ?? 0.5),
        color: names.map((name) => colorOf(name, colors)),
        customdata: data.nodes.map((node) => `${touchpoint(node.name)}<br><b>${integer(node.visits)}</b> times`),
        hovertemplate: '%{customdata}<extra></extra>',
        pad: 14, thickness: 14, line: { width: 0 },
      },
      link: {
        source: links.map((link) => names.indexOf(link.from)),
        target: links.map((link) => names.indexOf(link.to)),
        value: links.map((link) => link.count),
        color: links.map((link) => seenThrough(colorOf(link.to, colors))),
        customdata: links.map((link) => `${touchpoint(link.from)} → ${touchpoint(link.to)}<br><b>${integer(link.count)}</b> times, ${percent(link.share)} of all from there`),
        hovertemplate: '%{customdata}<extra></extra>',
      },
      textfont: { color: colors.text, size: 12 },
    }], () => ({ margin: { l: 8, r: 8, t: 12, b: 12 } }));
    return `${integer(data.sessions)} sessions, ${integer(data.conversions)} with a purchase (${percent(data.conversion_rate)}). `
      + 'What follows the first purchase of a session is not shown; the same touchpoint twice in a row is one.';
  },
};
