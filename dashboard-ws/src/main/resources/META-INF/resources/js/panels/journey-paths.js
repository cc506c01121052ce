// The paths that most sessions take.

import { chart } from '../chart.js';
import { choice, table } from '../dom.js';
import { integer, percent } from '../format.js';
import { asTable, partsOf } from '../parts.js';
import { rangeQuery } from '../range.js';
import { pathWords } from './touchpoints.js';

const PARTS = { bars: ['div', { class: 'chart tall' }], rows: ['div', {}] };
const OUTCOMES = [['conversion', 'To a purchase'], ['leave', 'To leaving']];
const COLUMNS = [{ title: 'Path' }, { title: 'Sessions', className: 'number' }, { title: 'Share', className: 'number' }];
const SHOWN = 10;
const MOST = 50;

let outcome = 'conversion';

export const journeyPaths = {
  name: 'journey-paths',
  question: (context) => `/api/v1/journeys/paths?${rangeQuery(context, { outcome, limit: MOST })}`,
  isEmpty: (data) => data.length === 0,
  emptyText: () => (outcome === 'conversion' ? 'No session led to a purchase in these days.' : 'No session ended without a purchase in these days.'),
  setUp({ controls, redraw }) {
    controls.append(choice('Paths', OUTCOMES, outcome, (chosen) => {
      outcome = chosen;
      redraw();
    }));
  },
  async draw({ body, data }) {
    const { bars, rows } = partsOf(body, PARTS);
    const shown = data.slice(0, SHOWN);
    const ranks = shown.map((_, i) => i);
    asTable(rows, table('Paths of sessions', COLUMNS, data.map((row) => ({ cells: [pathWords(row.path), integer(row.sessions), percent(row.share)] }))));
    await chart(bars, `The paths that most sessions take ${outcome === 'conversion' ? 'to a purchase' : 'to leaving'}`, (colors) => [
      {
        type: 'bar', orientation: 'h', x: shown.map((row) => row.sessions), y: ranks, marker: { color: outcome === 'conversion' ? colors.accent : colors.bad, opacity: 0.28 },
        hovertext: shown.map((row) => `${pathWords([...row.path, outcome])}<br><b>${integer(row.sessions)}</b> sessions, ${percent(row.share)}`), hoverinfo: 'text',
      },
      {
        type: 'scatter', mode: 'text', x: shown.map(() => 0), y: ranks, text: shown.map((row) => ` ${pathWords(row.path)} · ${percent(row.share)}`),
        textposition: 'middle right', textfont: { color: colors.text, size: 11.5 }, hoverinfo: 'skip', cliponaxis: false,
      },
    ], () => ({
      xaxis: { visible: false, fixedrange: true, rangemode: 'tozero' },
      yaxis: { visible: false, fixedrange: true, autorange: 'reversed' },
      margin: { l: 4, r: 8, t: 4, b: 4 },
      bargap: 0.22,
    }));
    return `Most often: ${pathWords(shown[0].path)}, ${percent(shown[0].share)} of these sessions.`;
  },
};
