// Referrals by month, and what referred customers are worth.

import { axis, chart } from '../chart.js';
import { integer, money, month, percent } from '../format.js';
import { effectWords } from './effect-words.js';

const STEPS = [['sent', 'Sent'], ['converted', 'Came'], ['bought', 'Bought']];
const REFERRAL = { Sent: 'sent', Came: 'came', Bought: 'bought' };
const MOST = 24;

const lastOf = (of) => new Date(Date.UTC(Number(of.slice(0, 4)), Number(of.slice(5)), 0)).toISOString().slice(0, 10);

export const referrals = {
  name: 'referrals',
  drill: ({ series, customdata }) => (REFERRAL[series] && customdata ? { referral: REFERRAL[series], range: null, from: `${customdata}-01`, to: lastOf(customdata) } : null),
  question: () => ['/api/v1/referrals?dimension=month', '/api/v1/referrals', '/api/v1/referrals/customers'],
  isEmpty: ([, [total]]) => !total || total.sent + total.converted === 0,
  emptyText: 'Nobody was referred yet.',
  async draw({ body, data: [rows, [total], customers], context }) {
    const months = [...rows].sort((a, b) => a.value.localeCompare(b.value)).slice(-MOST);
    const x = months.map((each) => month(each.value));
    await chart(body, 'Referrals by month', (colors) => STEPS.map(([field, title], i) => ({
      type: 'bar', name: title, x, customdata: months.map((each) => each.value), y: months.map((each) => each[field]), marker: { color: [colors.series[6], colors.series[1], colors.accent][i], opacity: 0.85 },
      hovertext: months.map((each) => `${month(each.value)}<br>${title.toLowerCase()} <b>${integer(each[field])}</b>`), hoverinfo: 'text',
    })), (colors) => ({
      barmode: 'group',
      showlegend: true,
      legend: { orientation: 'h', y: 1.02, yanchor: 'bottom', x: 0, traceorder: 'normal' },
      xaxis: axis(colors, { type: 'category', showgrid: false, nticks: 12 }),
      yaxis: axis(colors, { rangemode: 'tozero', tickformat: '~s', nticks: 5 }),
    }));
    const parts = [`${integer(total.sent)} sent, ${integer(total.bought)} of those who came bought${total.conversion === null ? '' : ` (${percent(total.conversion)})`}.`];
    const alike = [customers.net_per_customer_alike_referred, customers.net_per_customer_alike_other];
    if (alike.every((each) => each !== null && each !== undefined)) {
      parts.push(`A referred customer has spent ${money(alike[0], context.currency)}, one alike ${money(alike[1], context.currency)}.`);
    }
    parts.push(effectWords(customers.retention, 'referred customers'));
    return parts.join(' ');
  },
};
