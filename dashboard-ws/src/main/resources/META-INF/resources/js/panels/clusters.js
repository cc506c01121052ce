// The groups of like customers: who they are, how many, and what they are offered.

import { addressChanged } from '../address.js';
import { element } from '../dom.js';
import { integer, number, percent } from '../format.js';
import { replaceRows } from '../parts.js';
import { palette } from '../theme.js';
import { plainName } from './reason-words.js';
import { tierColor } from './tier-colors.js';

const MEANS = 6;
const figure = (value) => number({ maximumFractionDigits: Math.abs(value) < 10 ? 1 : 0 }).format(value);

function card(cluster, placed, greatest, colors) {
  const dot = element('span', { class: 'swatch', 'aria-hidden': 'true' });
  dot.style.backgroundColor = tierColor(colors, cluster.tier);
  const means = Object.entries(cluster.means).slice(0, MEANS).map(([feature, mean]) => {
    const bar = element('meter', { class: 'share', min: '0', max: '1', value: String(Math.max(0, mean) / greatest[feature]), 'aria-hidden': 'true' });
    return element('div', {}, element('dt', {}, plainName(feature)), element('dd', {}, figure(mean)), bar);
  });
  return element('li', { class: 'cluster', 'data-tier': cluster.tier },
    element('h3', {}, dot, element('a', { href: addressChanged('customers', { cluster: cluster.tier }) }, cluster.tier)),
    element('p', { class: 'figure' }, integer(cluster.customers), element('small', {}, ` ${placed > 0 ? percent(cluster.customers / placed, 0) : '—'} of customers`)),
    element('p', { class: 'reward' }, cluster.rewards),
    element('p', { class: 'words' }, cluster.words),
    element('dl', { class: 'means' }, ...means));
}

export const clusters = {
  name: 'clusters',
  channel: 'clusters',
  filtered: {
    question: () => '/api/v1/clusters',
    data: ({ clusters: rows, reason }) => ({ clusters: rows, placed: rows.reduce((sum, row) => sum + row.customers, 0), reason: reason ?? undefined }),
  },
  minInterval: 2000,
  isEmpty: (data) => data.clusters.length === 0,
  emptyText: (data) => `No clusters yet. ${data.reason ?? ''}`,
  draw({ body, data }) {
    const greatest = {};
    for (const cluster of data.clusters) {
      for (const [feature, mean] of Object.entries(cluster.means)) {
        greatest[feature] = Math.max(greatest[feature] ?? 1e-9, mean);
      }
    }
    const colors = palette();
    replaceRows(body, ...data.clusters.map((cluster) => card(cluster, data.placed, greatest, colors)));
    return `${integer(data.placed)} customers in ${integer(data.clusters.length)} groups of their kind, ranked by mean spend. Bars compare the groups.`;
  },
};
