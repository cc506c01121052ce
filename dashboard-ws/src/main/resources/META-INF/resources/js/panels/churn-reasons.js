// What puts customers at high risk.

import { figurePlaces } from '../bars.js';
import { axis, chart } from '../chart.js';
import { integer, percent } from '../format.js';
import { literal } from '../literal.js';
import { churnOf } from './churn.js';
import { plainName } from './reason-words.js';

const SHOWN = 7;

export const churnReasons = {
  name: 'churn-reasons',
  channel: 'churn',
  filtered: { question: () => '/api/v1/churn?tier=High', data: churnOf },
  minInterval: 2000,
  isEmpty: (data) => Object.keys(data.reasons).length === 0,
  emptyText: (data) => (data.scored > 0 ? 'Nobody is at high risk.' : 'Reasons come with the model.'),
  async draw({ body, data }) {
    const all = Object.entries(data.reasons).sort((a, b) => b[1] - a[1]);
    const shown = all.slice(0, SHOWN).reverse();
    const words = (feature) => data.words[feature] ?? plainName(feature);
    const high = Math.max(1, data.tiers.High ?? 0);
    await chart(body, 'Why customers are at high risk', (colors) => [{
      type: 'bar',
      orientation: 'h',
      x: shown.map(([, count]) => count),
      y: shown.map(([feature]) => literal(plainName(feature))),
      text: shown.map(([, count]) => integer(count)),
      textposition: figurePlaces(shown.map(([, count]) => count)), textangle: 0,
      insidetextanchor: 'end',
      insidetextfont: { color: colors.surface },
      outsidetextfont: { color: colors.muted },
      cliponaxis: false,
      marker: { color: colors.bad, opacity: 0.8 },
      hovertext: shown.map(([feature, count]) => `${literal(words(feature))}<br><b>${integer(count)}</b> customers, ${percent(count / high, 0)} of those at high risk`),
      hoverinfo: 'text',
    }], (colors) => ({
      xaxis: { visible: false, fixedrange: true },
      yaxis: axis(colors, { type: 'category', tickfont: { color: colors.text, size: 12 }, ticklabelstandoff: 6 }),
      margin: { l: 8, r: 30, t: 4, b: 4 },
      bargap: 0.35,
    }));
    return `Most often: ${words(all[0][0])}; for ${percent(all[0][1] / high, 0)} of customers at high risk. A customer has up to three reasons.`;
  },
};
