// What moves a customer's churn probability, and what to offer.

import { currentItem, currentModule } from '../address.js';
import { axisName } from '../bars.js';
import { axis, chart } from '../chart.js';
import { element, table } from '../dom.js';
import { number, percent } from '../format.js';
import { literal } from '../literal.js';
import { asTable, partsOf } from '../parts.js';

const OFFERED = 5;
const points = (share) => `${number({ maximumFractionDigits: 1, signDisplay: 'exceptZero' }).format(100 * share)} points`;

function stepsOf(churn) {
  return [
    ...churn.reasons.map((reason) => ({ words: reason.words, value: reason.contribution })),
    { words: 'Everything else', value: churn.other },
  ];
}

export const customerWhy = {
  name: 'customer-why',
  whole: true,
  question: () => (currentModule() === 'customers' && currentItem()
    ? [`/api/v1/customers/${encodeURIComponent(currentItem())}`, `/api/v1/customers/${encodeURIComponent(currentItem())}/recommendations`] : null),
  isEmpty: ([detail, offers]) => !detail.predictions?.churn && offers.items.length === 0,
  emptyText: ([, offers]) => offers.reason ?? 'No model says anything of this customer yet.',
  async draw({ body, data: [detail, offers] }) {
    const parts = partsOf(body, { bars: ['div', { class: 'chart' }], rows: ['div', {}], offers: ['div', {}] });
    const churn = detail.predictions?.churn;
    parts.bars.hidden = !churn;
    parts.rows.hidden = !churn;
    if (churn) {
      const steps = stepsOf(churn);
      await chart(parts.bars, 'What moves the churn probability', (colors) => [{
        type: 'bar', orientation: 'h', x: steps.map((step) => step.value), y: steps.map((step) => axisName(step.words, 44)),
        marker: { color: steps.map((step) => (step.value > 0 ? colors.bad : colors.good)), opacity: 0.8 },
        hovertext: steps.map((step) => `${literal(step.words)}<br><b>${points(step.value)}</b>`), hoverinfo: 'text',
      }], (colors) => ({
        xaxis: axis(colors, { tickformat: '+.0%', nticks: 5, zeroline: true }),
        yaxis: axis(colors, { type: 'category', autorange: 'reversed', showgrid: false, tickfont: { color: colors.text, size: 11 }, ticklabelstandoff: 6 }),
        bargap: 0.35,
      }));
      asTable(parts.rows, table('What moves the churn probability', [{ title: 'Reason', className: 'text' }, { title: 'Moves it by', className: 'number' }],
        steps.map((step) => ({ cells: [step.words, points(step.value)] }))));
    }
    const items = offers.items.slice(0, OFFERED);
    parts.offers.replaceChildren(...(items.length === 0 ? [] : [
      element('h4', {}, 'What to offer'),
      element('ul', { class: 'plain' }, ...items.map((item) => element('li', {}, element('b', {}, item.title ?? item.product_id), ` ${item.reason ?? ''}`))),
    ]));
    return churn ? `${percent(churn.probability, 0)} likely not to buy again, where ${percent(churn.base_rate, 0)} is usual.` : '';
  },
};
