// A file is chosen, looked at, its columns are named, and it is sent to be imported. How a kind of file is read can be kept by name.

import { element, table } from '../dom.js';
import { integer, percent } from '../format.js';
import { doing, labelled, select, tick } from '../forms.js';
import { atIngest, IMPORTS, KEYS, preview, send } from '../imports.js';
import { partsOf } from '../parts.js';

const SHOWN_ROWS = 8;
const FIELDS = {
  orders: ['order_id', 'product_id', 'quantity', 'event_time', 'price', 'customer_id', 'title', 'country', 'category', 'brand', 'location', 'channel', 'discount', 'currency'],
  events: ['action', 'timestamp', 'event_id', 'customer_id', 'anonymous_id', 'session_id', 'order_id', 'cart_id', 'product_id', 'product_title', 'product_price', 'quantity', 'value', 'score', 'rating', 'ticket_id', 'message_id', 'channel', 'context_channel', 'device', 'country', 'location', 'campaign_source', 'campaign_medium', 'campaign_name'],
};
const DATES = [['', 'as recognised'], ['iso', '2026-01-31 13:05'], ['mdy', '1/31/2026 13:05'], ['dmy', '31/1/2026 13:05'], ['excel', 'Excel day numbers']];
const CANCELLED = [['', 'as usual'], ['drop', 'left out'], ['refund', 'refunds of their orders']];

let shownKeys = '';

/** A column's field: chosen of those there are, or typed. */
function fieldInput(column, listId) {
  return element('input', { type: 'text', list: listId, value: column.field ?? '', maxlength: '100', autocomplete: 'off', spellcheck: 'false', size: '12', 'data-column': column.name, 'aria-label': `Field of column ${column.name}` });
}

function look(holder, found, again) {
  const id = 'fields-of-a-file';
  const mapped = found.columns.filter((column) => column.field).length;
  const words = `${found.kind === 'events' ? 'A table of events' : 'A table of orders'}, ${found.format}${found.encoding ? `, ${found.encoding}` : ''}${found.sheet ? `, sheet ${found.sheet}` : ''}. ${mapped} of ${found.columns.length} columns are read.`;
  const rows = found.rows.slice(0, SHOWN_ROWS).map((cells) => ({ cells: found.columns.map((_, i) => cells[i] ?? '') }));
  const made = table('The first rows', found.columns.map((column) => ({ title: column.name, className: 'text' })), rows);
  made.querySelector('thead').append(element('tr', {}, ...found.columns.map((column) => element('td', {}, fieldInput(column, id)))));
  holder.replaceChildren(
    element('p', { class: 'words', 'data-found': true }, words),
    ...(found.problem ? [element('p', { class: 'words', role: 'alert', 'data-problem': true }, found.problem)] : []),
    element('datalist', { id }, ...FIELDS[found.kind === 'events' ? 'events' : 'orders'].map((field) => new Option(field))),
    element('div', { class: 'wide-table foreign', tabindex: '0', role: 'region', 'aria-label': 'The first rows' }, made));
  holder.querySelectorAll('[data-column]').forEach((input) => input.addEventListener('change', again));
}

/** What the inputs above the columns say: column to field. */
const mappingOf = (holder) => Object.fromEntries([...holder.querySelectorAll('[data-column]')].filter((input) => input.value.trim() !== '').map((input) => [input.dataset.column, input.value.trim()]));

function build(parts, keys) {
  const { form, found, then, note } = parts;
  const key = select({ name: 'key' }, keys.map((name) => [name, name]));
  const file = element('input', { type: 'file', name: 'file', accept: '.csv,.tsv,.txt,.json,.jsonl,.ndjson,.gz,.xz,.xlsx' });
  const kept = element('select', { name: 'kept' });
  const dates = select({ name: 'dates' }, DATES);
  const cancelled = select({ name: 'cancelled' }, CANCELLED);
  const dry = tick({ name: 'dry' });
  const name = element('input', { type: 'text', name: 'mapping-name', maxlength: '64', autocomplete: 'off' });
  const shared = tick({ name: 'shared' });
  const keep = element('button', { type: 'button', class: 'quiet', 'data-action': 'keep-mapping' }, 'Keep how it is read');
  const begin = element('button', { type: 'button', class: 'primary', 'data-action': 'import' }, 'Import');
  const bar = element('progress', { max: '1', value: '0', hidden: true, 'aria-label': 'How much of the file is sent' });
  let saved = [];

  const options = () => ({ date_format: dates.value, cancellations: cancelled.value });
  const looked = () => found.querySelector('[data-column]') !== null;

  async function listKept(chosen = '') {
    saved = (await atIngest('GET', `${IMPORTS}/mappings`, key.value)).mappings;
    kept.replaceChildren(new Option('by its own headings', ''), ...saved.map((each) => new Option(each.name, each.name)));
    kept.value = chosen;
  }

  function lookAt(isNew) {
    then.hidden = true;
    if (!file.files[0]) {
      found.replaceChildren();
      return Promise.resolve();
    }
    return doing(file, note, async () => {
      const mapping = !isNew && looked() ? mappingOf(found) : null;
      const answer = await preview(file.files[0], key.value, { ...options(), mapping, mapping_name: mapping ? '' : kept.value });
      look(found, answer, () => lookAt(false));
      then.hidden = false;
      begin.disabled = Boolean(answer.problem);
    });
  }

  file.addEventListener('change', () => {
    found.replaceChildren();
    lookAt(true);
  });
  kept.addEventListener('change', () => {
    const chosen = saved.find((each) => each.name === kept.value);
    dates.value = chosen?.options.date_format ?? '';
    cancelled.value = chosen?.options.cancellations ?? '';
    name.value = chosen?.name ?? '';
    lookAt(true);
  });
  [dates, cancelled].forEach((control) => control.addEventListener('change', () => lookAt(false)));
  key.addEventListener('change', () => doing(key, note, () => listKept().then(() => lookAt(true))));
  keep.addEventListener('click', () => doing(keep, note, async () => {
    const wanted = name.value.trim();
    const chosen = Object.fromEntries(Object.entries(options()).filter(([, value]) => value !== ''));
    const before = saved.find((each) => each.own && each.name === wanted);
    try {
      await atIngest('PUT', `${IMPORTS}/mappings/${encodeURIComponent(wanted)}`, key.value, { mapping: mappingOf(found), options: chosen, shared: shared.checked }, before?.version);
    } finally {
      await listKept(wanted);
    }
    return `Kept as ${wanted}.`;
  }));
  begin.addEventListener('click', () => doing(begin, note, async () => {
    bar.hidden = false;
    try {
      const wish = { ...options(), mapping: mappingOf(found), ...(dry.checked ? { dry_run: 'true' } : {}) };
      await send(file.files[0], key.value, wish, (share) => {
        bar.value = share;
        note.textContent = `${percent(share, 0)} of ${integer(file.files[0].size)} bytes are sent.`;
      });
      document.dispatchEvent(new Event('tillstream-imported'));
      file.value = '';
      found.replaceChildren();
      then.hidden = true;
      return 'It is sent. Below it says how far it is.';
    } finally {
      bar.hidden = true;
    }
  }));

  form.classList.add('entry');
  form.append(labelled('File', file), labelled('In the name of', key), labelled('Read', kept), labelled('Days and times', dates), labelled('Cancelled orders', cancelled));
  then.append(
    element('div', { class: 'entry' }, labelled('Only count, send nothing', dry), begin),
    element('div', { class: 'entry' }, labelled('Name', name), labelled('For other keys too', shared), keep), bar);
  then.hidden = true;
  listKept().catch((failure) => { note.textContent = failure.message; });
}

export const importFile = {
  name: 'import-file',
  whole: true,
  question: () => KEYS,
  emptyText: 'The gateway has no write key to import with: tillstream.dashboard.write-keys-file names none.',
  isEmpty: ({ keys }) => keys.length === 0,
  draw({ body, data }) {
    const parts = partsOf(body, { form: ['div', {}], found: ['div', {}], then: ['div', {}], note: ['p', { class: 'note', role: 'status', 'aria-live': 'polite' }] });
    if (shownKeys === '') {
      shownKeys = data.keys.join();
      build(parts, data.keys);
    }
    return 'Orders, or events of any kind, as CSV or JSON (packed or not) or as an Excel workbook. The same file twice changes nothing.';
  },
};
