// Which figures of buyers go together.

import { axis, chart } from '../chart.js';
import { choice } from '../dom.js';
import { integer, number } from '../format.js';

const KINDS = [['spearman', 'Rising together'], ['pearson', 'On a line']];
const words = (feature) => feature.replaceAll('_', ' ');
const say = (value) => number({ minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'exceptZero' }).format(value);

let kind = 'spearman';

export const correlations = {
  name: 'correlations',
  question: () => '/api/v1/behaviour/correlations',
  isEmpty: (data) => data.customers < 4,
  emptyText: 'Too few buyers to compare.',
  setUp({ controls, redraw }) {
    controls.append(choice('Kind', KINDS, kind, (value) => {
      kind = value;
      redraw();
    }));
  },
  async draw({ body, data }) {
    const names = data.features;
    const cells = names.map(() => names.map(() => null));
    const hover = names.map((name) => names.map((other) => (name === other ? words(name) : '')));
    for (const pair of data.pairs) {
      const [a, b] = [names.indexOf(pair.a), names.indexOf(pair.b)];
      const { value, low, high } = pair[kind];
      cells[a][b] = value;
      cells[b][a] = value;
      const text = `${words(pair.a)} and ${words(pair.b)}<br><b>${value === null ? 'no variation' : say(value)}</b>${low === null ? '' : ` (95 %: ${say(low)} to ${say(high)})`}<br>${integer(pair.customers)} buyers`;
      hover[a][b] = text;
      hover[b][a] = text;
    }
    await chart(body, 'Correlations of buyers’ figures', (colors) => [{
      type: 'heatmap', x: names.map(words), y: names.map(words), z: cells, xgap: 1, ygap: 1, zmin: -1, zmax: 1, hovertext: hover, hoverinfo: 'text',
      colorscale: [[0, colors.second], [0.5, colors.surface], [1, colors.accent]],
      colorbar: { thickness: 10, outlinewidth: 0, tickfont: { color: colors.muted, size: 11 }, nticks: 5, xpad: 8, ypad: 0 },
    }], (colors) => ({
      xaxis: axis(colors, { type: 'category', showgrid: false, tickangle: -40 }),
      yaxis: axis(colors, { type: 'category', showgrid: false, autorange: 'reversed', dtick: 1 }),
    }));
    const strongest = data.pairs.filter((pair) => pair[kind].low !== null).sort((a, b) => Math.abs(b[kind].value) - Math.abs(a[kind].value))[0];
    const of = `Of ${integer(data.customers)} buyers${data.sampled ? ', a sample' : ''}. What goes together need not cause one another.`;
    return strongest ? `Closest: ${words(strongest.a)} and ${words(strongest.b)}, ${say(strongest[kind].value)}. ${of}` : of;
  },
};
