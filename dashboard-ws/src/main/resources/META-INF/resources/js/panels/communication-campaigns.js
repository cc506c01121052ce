// Campaigns by what their messages led to.

import { orDash } from '../bars.js';
import { element, table } from '../dom.js';
import { integer, money, percent, wholeMoney } from '../format.js';
import { rangeQuery } from '../range.js';

const COLUMNS = [
  { title: 'Campaign', className: 'text' }, { title: 'Sent', className: 'number' }, { title: 'Opened', className: 'number' }, { title: 'Clicked', className: 'number' },
  { title: 'Ordered', className: 'number narrow-off' }, { title: 'Orders', className: 'number narrow-off' }, { title: 'Sales', className: 'number' },
  { title: 'Per message', className: 'number narrow-off' }, { title: 'Unsubscribed', className: 'number narrow-off' }, { title: 'Bounced', className: 'number narrow-off' },
];
const SHOWN = 50;

export const communicationCampaigns = {
  name: 'communication-campaigns',
  question: (context) => `/api/v1/communications?${rangeQuery(context, { dimension: 'campaign' })}`,
  isEmpty: (data) => data.length === 0,
  emptyText: 'No message was sent in these days.',
  draw({ body, data, context }) {
    const { currency } = context;
    const rows = [...data].sort((a, b) => b.gross - a.gross || b.sent - a.sent);
    body.replaceChildren(table('Campaigns', COLUMNS, rows.slice(0, SHOWN).map((row) => ({
      cells: [
        element('span', { class: 'product' }, element('span', { class: 'name' }, row.value), row.channel ? element('span', { class: 'sub' }, row.channel) : null),
        integer(row.sent), orDash(row.open_rate, percent), orDash(row.click_rate, percent), orDash(row.conversion_rate, percent), integer(row.orders),
        wholeMoney(row.gross, currency), orDash(row.gross_per_message, (value) => money(value, currency)), orDash(row.unsubscribe_rate, percent), orDash(row.bounce_rate, percent),
      ],
    }))));
    const left = rows.length - SHOWN;
    return `${integer(rows.length)} campaigns, those with most sales first. Opened, clicked and unsubscribed are shares of what was delivered, ordered of what was clicked.${left > 0 ? ` ${integer(left)} more not shown.` : ''}`;
  },
};
