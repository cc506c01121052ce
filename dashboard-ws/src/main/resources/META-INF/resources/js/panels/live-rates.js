// What reaches the log, second by second, in the last minute.

import { axis, chart } from '../chart.js';
import { element, table } from '../dom.js';
import { integer, number } from '../format.js';
import { asTable, partsOf } from '../parts.js';
import { actionWords } from './timeline-words.js';

const COLUMNS = [{ title: 'What', className: 'text' }, { title: 'In the last minute', className: 'number' }];
const SHOWN = 8;
const rate = (value) => number({ maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);

export const liveRates = {
  name: 'live-rates',
  whole: true,
  channel: 'activity',
  minInterval: 1000,
  async draw({ body, data }) {
    const parts = partsOf(body, { line: ['div', { class: 'chart' }], kinds: ['ul', { class: 'legend' }], rows: ['div', {}] });
    const seconds = data.seconds;
    const x = seconds.map((_, i) => i - seconds.length);
    await chart(parts.line, 'Events a second in the last minute', (colors) => [{
      type: 'scatter', mode: 'lines', x, y: seconds, fill: 'tozeroy', fillcolor: colors.accentSoft, line: { color: colors.accent, width: 2, shape: 'hv' },
      hovertext: seconds.map((count, i) => `${integer(-x[i])} s ago<br><b>${integer(count)}</b> events`), hoverinfo: 'text',
    }], (colors) => ({
      xaxis: axis(colors, { showgrid: false, zeroline: false, dtick: 10, ticksuffix: ' s', range: [-seconds.length, 0] }),
      yaxis: axis(colors, { range: [0, Math.max(4, 1.1 * Math.max(...seconds))], nticks: 5, tickformat: '~s', title: { text: 'Events' } }),
      hovermode: 'x',
    }));
    const kinds = Object.entries(data.actions).sort((a, b) => b[1] - a[1]);
    parts.kinds.replaceChildren(...kinds.slice(0, SHOWN).map(([action, count]) => element('li', {}, `${actionWords(action)} `, element('b', {}, integer(count)))));
    asTable(parts.rows, table('Events of the last minute', COLUMNS, kinds.map(([action, count]) => ({ cells: [actionWords(action), integer(count)] }))));
    const all = seconds.reduce((sum, count) => sum + count, 0);
    return all > 0 ? `${integer(all)} events in the last minute, ${rate(all / seconds.length)} a second.` : 'Nothing has reached the log in the last minute.';
  },
};
