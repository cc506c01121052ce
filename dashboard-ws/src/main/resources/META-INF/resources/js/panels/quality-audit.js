// What the last audit found: whether what is shown is what is in the log, counted once more by another program.

import { counted } from '../bars.js';
import { element, table } from '../dom.js';
import { ago, dateTime, integer } from '../format.js';
import { asTable, partsOf, replaceRows } from '../parts.js';

const PLACES = [['topics', 'Topics'], ['postgresql', 'Tables'], ['api', 'Tiles']];
const DIFFERENCES = [
  { title: 'What', className: 'text' }, { title: 'Where' }, { title: 'Of', className: 'id' }, { title: 'Field' }, { title: 'By the log', className: 'number' }, { title: 'Stored', className: 'number' },
];
const COMPARED = [{ title: 'Compared', className: 'text' }, ...PLACES.flatMap(([, title]) => [{ title, className: 'number' }, { title: 'differ', className: 'number' }])];

const sum = (rows, field) => rows.reduce((all, row) => all + row[field], 0);
const tile = (id, title, value, note) => element('div', { class: 'tile', 'data-figure': id }, element('dt', {}, title), element('dd', { class: 'value' }, value), element('dd', { class: 'note' }, note));

const differencesOf = (families) => families.flatMap((family) => family.differences.map((each) => ({
  cells: [family.family, each.place, each.key, each.field, each.recounted, each.stored].map((text) => text ?? '—'),
})));

export const qualityAudit = {
  name: 'quality-audit',
  whole: true,
  question: () => '/data-quality/audit',
  isEmpty: (data) => data.made_at === null,
  emptyText: 'Not audited yet. "./tillstream audit" counts the whole log again and compares.',
  draw({ body, data: { made_at: madeAt, clean, difference_count: differing, partitions, families, remarks } }) {
    const parts = partsOf(body, { figures: ['dl', { class: 'figures' }], differences: ['div', { class: 'wide-table' }], remarks: ['div', {}], compared: ['div', {}] });
    parts.figures.replaceChildren(
      tile('result', 'Result', clean ? 'agrees' : counted(differing, 'difference'), clean ? 'what is shown is what is in the log' : 'what is shown is not what is in the log'),
      tile('made', 'Made', ago(madeAt, Date.now()), dateTime(madeAt)),
      tile('compared', 'Compared', integer(PLACES.reduce((all, [place]) => all + sum(families, `${place}_compared`), 0)), 'entries of topics, tables and tiles'),
      tile('records', 'Records in the log', integer(sum(partitions, 'records')),
        `${integer(sum(partitions, 'counted'))} counted, ${integer(sum(partitions, 'repeated'))} repeated, ${integer(sum(partitions, 'rejected'))} rejected`));
    const found = differencesOf(families);
    replaceRows(parts.differences, ...(found.length > 0 ? [table('Differences', DIFFERENCES, found, { cards: true })] : []));
    parts.remarks.replaceChildren(...remarks.map((remark) => element('p', { class: 'words' }, remark)));
    asTable(parts.compared, table('What was compared', COMPARED, families.map((family) => ({
      cells: [family.family, ...PLACES.flatMap(([place]) => [integer(family[`${place}_compared`]), integer(family[`${place}_differing`])])],
    }))));
    return 'Of an audit as it was then; what has come since is not in it.';
  },
};
