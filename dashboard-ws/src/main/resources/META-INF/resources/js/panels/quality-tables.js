// How far the tables are behind the log, topic by topic.

import { axisName } from '../bars.js';
import { axis, chart } from '../chart.js';
import { element, table } from '../dom.js';
import { dateTime, integer } from '../format.js';
import { asTable, partsOf } from '../parts.js';

const COLUMNS = [{ title: 'Topic', className: 'text' }, { title: 'Partitions', className: 'number' }, { title: 'Records', className: 'number' }, { title: 'Behind', className: 'number' }, { title: '', className: 'number' }];

/** Partitions added up by topic. Not known where the log, or the offset, is not. */
function topicsOf(partitions) {
  const topics = new Map();
  for (const part of partitions) {
    const topic = topics.get(part.topic) ?? { name: part.topic, partitions: 0, records: 0, behind: 0, known: true };
    topic.partitions += 1;
    topic.known &&= part.offset !== null && part.end_offset !== null;
    topic.records += part.end_offset ?? 0;
    topic.behind += Math.max(0, (part.end_offset ?? 0) - (part.offset ?? 0));
    topics.set(part.topic, topic);
  }
  return [...topics.values()].sort((a, b) => b.behind - a.behind || a.name.localeCompare(b.name));
}

export const qualityTables = {
  name: 'quality-tables',
  whole: true,
  question: () => '/api/v1/status',
  isEmpty: (data) => data.topics.length === 0,
  emptyText: 'The query service does not read the log now.',
  async draw({ body, data }) {
    const parts = partsOf(body, { bars: ['div', { class: 'chart' }], rows: ['div', {}] });
    const topics = topicsOf(data.topics);
    const late = topics.filter((topic) => topic.behind > 0);
    parts.bars.hidden = late.length === 0;
    if (late.length > 0) {
      await chart(parts.bars, 'Records behind the log by topic', (colors) => [{
        type: 'bar', orientation: 'h', x: late.map((topic) => topic.behind), y: late.map((topic) => axisName(topic.name, 40)), marker: { color: colors.warn, opacity: 0.85 },
        hovertext: late.map((topic) => `${topic.name}<br><b>${integer(topic.behind)}</b> of ${integer(topic.records)} records behind`), hoverinfo: 'text',
      }], (colors) => ({
        xaxis: axis(colors, { tickformat: '~s', rangemode: 'tozero', nticks: 6 }),
        yaxis: axis(colors, { type: 'category', autorange: 'reversed', showgrid: false, tickfont: { color: colors.text, size: 11 }, ticklabelstandoff: 6 }),
      }));
    }
    asTable(parts.rows, table('Topics', COLUMNS, topics.map((topic) => ({
      cells: [
        topic.name, integer(topic.partitions), integer(topic.records), topic.known ? integer(topic.behind) : '—',
        element('span', { class: 'badge', 'data-kind': !topic.known ? 'bad' : topic.behind > 0 ? 'warn' : 'good' }, !topic.known ? 'not known' : topic.behind > 0 ? 'catching up' : 'up to date'),
      ],
    }))));
    body.dataset.caughtUp = String(data.caught_up);
    const fresh = data.fresh_through ? ` Everything up to ${dateTime(data.fresh_through)} is in them.` : '';
    const refused = data.refused > 0 ? ` ${integer(data.refused)} records could not become a row since the service started.` : '';
    return `${data.caught_up ? 'The tables hold everything that is in the log.' : `${integer(late.reduce((sum, topic) => sum + topic.behind, 0))} records are still to come.`}${fresh}${refused}`;
  },
};
