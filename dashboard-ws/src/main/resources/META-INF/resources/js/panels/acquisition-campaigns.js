// Campaigns by the customers they brought.

import { addressChanged } from '../address.js';
import { orDash } from '../bars.js';
import { element, table } from '../dom.js';
import { integer, money, number, percent, wholeMoney } from '../format.js';
import { replaceRows } from '../parts.js';
import { rangeQuery, sameMonths } from '../range.js';

const COLUMNS = [
  { title: 'Campaign', className: 'text' }, { title: 'Customers', className: 'number' }, { title: 'Conversion', className: 'number narrow-off' },
  { title: 'Spend', className: 'number' }, { title: 'Per customer', className: 'number narrow-off' }, { title: 'Revenue', className: 'number' }, { title: 'Worth / cost', className: 'number narrow-off' },
];
const SHOWN = 50;

/** The customers whom a campaign won in the months shown. */
const behind = (row, context) => addressChanged('customers', { first_campaign: row.value, ...(row.channel ? { first_channel: row.channel } : {}), ...sameMonths(context) });

export const acquisitionCampaigns = {
  name: 'acquisition-campaigns',
  question: (context) => `/api/v1/acquisition?${rangeQuery(context, { dimension: 'campaign' })}`,
  isEmpty: (data) => data.rows.length === 0,
  emptyText: 'No campaign brought anybody in these months.',
  draw({ body, data, context }) {
    const { currency } = context;
    const rows = [...data.rows].sort((a, b) => b.customers - a.customers || b.revenue - a.revenue);
    const most = Math.max(1, rows[0].customers);
    replaceRows(body, table('Campaigns', COLUMNS, rows.slice(0, SHOWN).map((row) => ({
      cells: [
        element('span', { class: 'product' }, element('a', { class: 'name link', href: behind(row, context) }, row.value), row.channel ? element('span', { class: 'sub' }, row.channel) : null,
          element('meter', { class: 'share', min: '0', max: '1', value: String(row.customers / most), 'aria-hidden': 'true' })),
        integer(row.customers), orDash(row.conversion, percent), orDash(row.spend, (value) => wholeMoney(value, currency)), orDash(row.cac, (value) => money(value, currency)),
        wholeMoney(row.revenue, currency), orDash(row.ltv_to_cac, (value) => `${number({ maximumFractionDigits: 1 }).format(value)} ×`),
      ],
    }))));
    const left = rows.length - SHOWN;
    return `${integer(rows.length)} campaigns, those with most new customers first.${left > 0 ? ` ${integer(left)} more not shown.` : ''}`;
  },
};
