// The strongest rules, products first, as a table.

import { element, table } from '../dom.js';
import { integer, number, percent } from '../format.js';

const COLUMNS = [
  { title: 'Who buys', className: 'text' }, { title: 'also buys', className: 'text' }, { title: 'Lift', className: 'number' },
  { title: 'Confidence', className: 'number' }, { title: 'Orders', className: 'number narrow-off' },
];

export const bundleRules = {
  name: 'bundle-rules',
  channel: 'bundles',
  minInterval: 2000,
  isEmpty: (data) => data.product.rules.length === 0 && data.category.rules.length === 0,
  emptyText: (data) => data.product.sentence ?? 'No rules yet: they come with enough baskets.',
  draw({ body, data }) {
    const of = data.product.rules.length > 0 ? data.product : data.category;
    body.replaceChildren(table('Strongest rules', COLUMNS, of.rules.map((rule) => ({
      cells: [
        rule.with.join(' + '),
        element('span', {}, rule.then, rule.significant ? null : element('span', { class: 'test' }, ' (may be chance)')),
        `${number({ maximumFractionDigits: 1 }).format(rule.lift)} ×`,
        percent(rule.confidence, 0),
        integer(rule.baskets),
      ],
    }))));
    return `${of.sentence ?? ''} ${integer(of.significant_count ?? 0)} of ${integer(of.rules_count ?? of.rules.length)} rules are more than chance.`.trim();
  },
};
