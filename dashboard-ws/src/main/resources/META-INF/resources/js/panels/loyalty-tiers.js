// Members by tier, and whether membership brings customers back.

import { figurePlaces } from '../bars.js';
import { axis, chart } from '../chart.js';
import { integer, percent } from '../format.js';
import { literal } from '../literal.js';
import { effectWords } from './effect-words.js';

export const loyaltyTiers = {
  name: 'loyalty-tiers',
  drill: ({ label }) => ({ loyalty_tier: label }),
  question: () => ['/api/v1/loyalty', '/api/v1/loyalty/effect'],
  isEmpty: ([data]) => data.members === 0,
  emptyText: 'Nobody is a member yet.',
  async draw({ body, data: [data, effect] }) {
    await chart(body, 'Members by tier', (colors) => [{
      type: 'bar', orientation: 'h', y: data.tiers.map((tier) => literal(tier.tier)), x: data.tiers.map((tier) => tier.members), marker: { color: colors.accent, opacity: 0.85 },
      text: data.tiers.map((tier) => integer(tier.members)), textposition: figurePlaces(data.tiers.map((tier) => tier.members)), textangle: 0, insidetextanchor: 'end', insidetextfont: { color: colors.surface }, outsidetextfont: { color: colors.muted }, cliponaxis: false,
      hovertext: data.tiers.map((tier) => `${literal(tier.tier)}: <b>${integer(tier.members)}</b> members, ${percent(tier.members / data.members)}<br>from ${integer(tier.from_points)} points in 12 months`), hoverinfo: 'text',
    }], (colors) => ({
      xaxis: axis(colors, { rangemode: 'tozero', tickformat: '~s', nticks: 5 }),
      yaxis: axis(colors, { type: 'category', showgrid: false }),
    }));
    return effectWords(effect, 'members');
  },
};
