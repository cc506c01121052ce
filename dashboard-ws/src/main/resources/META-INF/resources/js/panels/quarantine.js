// Records that are no events: what is wrong with how many, and a bench to mend and replay them, or to give them up.

import { axisName, counted, distinct, legendAbove } from '../bars.js';
import { axis, chart } from '../chart.js';
import { element, table } from '../dom.js';
import { ago, dateTime, integer } from '../format.js';
import { actButton } from '../forms.js';
import { literal } from '../literal.js';
import { partsOf, replaceRows } from '../parts.js';
import { openBench } from './quarantine-bench.js';

const SHOWN = 10;
const MOST = 100;
const STATES = [['open', 'Open'], ['replayed', 'Replayed'], ['discarded', 'Given up']];
const COLUMNS = [
  { title: 'What is wrong', className: 'text' }, { title: 'From', className: 'narrow-off' }, { title: 'Open', className: 'number' }, { title: 'Replayed', className: 'number narrow-off' },
  { title: 'Given up', className: 'number narrow-off' }, { title: 'Last', className: 'when narrow-off' }, { title: '', className: 'number' },
];

let mayMend = false;
let again = null;

const fault = (group) => `${group.field ?? 'record'}: ${group.reason ?? 'not readable'}`;
const from = (group) => [group.source, group.write_key].filter(Boolean).join(', ');

export const quarantine = {
  name: 'quarantine',
  whole: true,
  question: () => ['/api/v1/quarantine/summary', `/api/v1/quarantine/groups?limit=${MOST}`],
  isEmpty: ([summary]) => summary.records === 0,
  emptyText: 'Nothing was rejected. What is no event is kept here, to be mended and replayed.',
  setUp({ context, redraw }) {
    again = redraw;
    context.who.then((me) => {
      mayMend = Boolean(me?.roles?.includes('analyst'));
      redraw();
    });
  },
  async draw({ body, data: [summary, { items }], context }) {
    const parts = partsOf(body, { bars: ['div', { class: 'chart' }], rows: ['div', { class: 'wide-table' }], bench: ['div', {}] });
    const shown = items.slice(0, SHOWN);
    const y = distinct(shown.map((group) => axisName(fault(group), 44)));
    await chart(parts.bars, 'Rejected records by what is wrong', (colors) => STATES.map(([state, title], i) => ({
      type: 'bar', orientation: 'h', name: title, y, x: shown.map((group) => group[state]), marker: { color: [colors.bad, colors.good, colors.muted][i], opacity: 0.8 },
      hovertext: shown.map((group) => `${literal(fault(group))}<br>${title.toLowerCase()}: <b>${integer(group[state])}</b> of ${integer(group.records)}`), hoverinfo: 'text',
    })), (colors) => ({
      ...legendAbove,
      barmode: 'stack',
      xaxis: axis(colors, { tickformat: '~s', rangemode: 'tozero', nticks: 6 }),
      yaxis: axis(colors, { type: 'category', autorange: 'reversed', showgrid: false, tickfont: { color: colors.text, size: 11 }, ticklabelstandoff: 6 }),
    }));
    replaceRows(parts.rows, table('Rejected records', COLUMNS, items.map((group, i) => ({
      cells: [
        fault(group), from(group), integer(group.open), integer(group.replayed), integer(group.discarded),
        element('time', { datetime: group.last_at, title: dateTime(group.last_at) }, ago(group.last_at, Date.now())),
        mayMend && group.group ? actButton(`Look at ${integer(i + 1)}`, () => openBench(parts.bench, group, fault(group), again)) : '',
      ],
    }))));
    body.dataset.open = String(summary.open);
    const oldest = summary.oldest_open_at ? `; the oldest since ${ago(summary.oldest_open_at, context.asOf())}` : '';
    return `${integer(summary.open)} of ${counted(summary.records, 'record')} are still to be dealt with${oldest}. ${integer(summary.replayed)} were replayed, ${integer(summary.discarded)} given up.`;
  },
};
