// The bench: one kind of fault, some of its records, and what can be done about all of them at once.

import { ask, tell } from '../api.js';
import { counted } from '../bars.js';
import { element, table } from '../dom.js';
import { dateTime, integer } from '../format.js';
import { actButton, doing, labelled, select, sureButton } from '../forms.js';

const PATH = '/api/v1/quarantine';
const LISTED = 20;
/** After a replay its records come back from the log as replayed. */
const SETTLES_MS = 3_000;
const OPERATIONS = [
  ['set', 'set to'], ['generate', 'give an id of its own'], ['remove', 'take away'], ['rename', 'rename to'], ['move', 'move to'], ['number', 'make a number of the text'],
];
const WITH_TEXT = ['set', 'rename', 'move'];
const COLUMNS = [{ title: 'Rejected', className: 'when' }, { title: 'State' }, { title: 'Action', className: 'narrow-off' }, { title: 'Place', className: 'narrow-off' }, { title: '', className: 'number' }];

const pretty = (document) => element('pre', { class: 'document', tabindex: '0' }, JSON.stringify(document, null, 2));

/** A value as somebody types it: a number, true, false, null and JSON are what they say; anything else is a text. */
function valueOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function outcome(result, done) {
  const left = result.left > 0 ? ` ${integer(result.left)} are left as they are: ${result.complaints.map((each) => `${each.field} ${each.reason} (${integer(each.records)})`).join('; ')}.` : '';
  return `${integer(result.done)} of ${counted(result.records, 'record')} ${done}.${left}${result.more ? ' There are more; do it again for these.' : ''}`;
}

/** One row of the form: what is to be done to which field. */
function changeRow(field) {
  const operation = select({ 'aria-label': 'What to do' }, OPERATIONS);
  const path = element('input', { type: 'text', 'aria-label': 'Field', maxlength: '200', autocomplete: 'off', spellcheck: 'false', value: field, 'data-path': true });
  const text = element('input', { type: 'text', 'aria-label': 'Value', maxlength: '1000', autocomplete: 'off', spellcheck: 'false', 'data-value-of': true });
  const drop = element('button', { type: 'button', class: 'quiet', 'aria-label': 'Leave this change out' }, '×');
  const item = element('li', {}, path, operation, text, drop);
  operation.addEventListener('change', () => { text.hidden = !WITH_TEXT.includes(operation.value); });
  drop.addEventListener('click', () => item.remove());
  item.change = () => {
    const change = { op: operation.value, path: path.value.trim() };
    if (change.op === 'set') {
      change.value = valueOf(text.value);
    } else if (WITH_TEXT.includes(change.op)) {
      change.to = text.value.trim();
    }
    return change;
  };
  return item;
}

/** Shows the bench for a kind of fault; changed is called when there may be other numbers of them. */
export function openBench(holder, group, title, changed) {
  const request = { select: { group: group.group } };
  const note = element('p', { class: 'note', role: 'status', 'aria-live': 'polite', 'data-note': 'quarantine' });
  const records = element('div', { class: 'wide-table' });
  const one = element('div', {});
  const tried = element('div', { class: 'tried' });
  const rows = element('ol', { class: 'rules' }, changeRow(group.field ?? ''));
  const why = element('input', { type: 'text', maxlength: '500', autocomplete: 'off' });

  async function show(id) {
    try {
      const whole = await ask(`${PATH}/${encodeURIComponent(id)}`);
      one.replaceChildren(element('h4', {}, 'As it came'), whole.document === null ? element('pre', { class: 'document', tabindex: '0' }, whole.text ?? 'no text') : pretty(whole.document),
        element('p', { class: 'words' }, whole.complaint ? `${whole.complaint.field}: ${whole.complaint.reason}` : 'It is right now, and can be replayed.'),
        ...(whole.repaired ? [element('h4', {}, 'Mended'), pretty(whole.repaired)] : []));
    } catch (failure) {
      one.replaceChildren(element('p', { class: 'words', role: 'alert' }, failure.message));
    }
  }

  async function list() {
    const { items } = await ask(`${PATH}?group=${encodeURIComponent(group.group)}&limit=${LISTED}`);
    records.replaceChildren(table('Records', COLUMNS, items.map((row) => ({
      cells: [dateTime(row.rejected_at), row.why ? `${row.state}: ${row.why}` : row.state, row.action ?? '—', row.origin, actButton('Show', () => show(row.id))],
    }))));
    if (items.length > 0 && !one.hasChildNodes()) {
      await show(items[0].id);
    }
  }

  const changes = () => [...rows.children].map((row) => row.change());
  const act = (path, body, done) => (button) => doing(button, note, async () => {
    const result = await tell('POST', `${PATH}/${path}`, { ...request, ...body() });
    tried.replaceChildren();
    one.replaceChildren();
    await list();
    changed();
    setTimeout(() => {
      if (records.isConnected) {
        list().then(changed, () => null);
      }
    }, SETTLES_MS);
    return outcome(result, done);
  });
  const nothing = () => ({});

  const preview = actButton('Try it', (button) => doing(button, note, async () => {
    const { result, samples } = await tell('POST', `${PATH}/preview`, { ...request, changes: changes() });
    tried.replaceChildren(...samples.flatMap((sample) => [
      element('p', { class: 'words' }, sample.complaint ? `Still wrong: ${sample.complaint.field} ${sample.complaint.reason}` : 'Right after the changes:'), pretty(sample.after ?? sample.before)]));
    return outcome(result, 'would be right');
  }));
  const keep = actButton('Keep the changes', act('repair', () => ({ changes: changes() }), 'are mended'));
  keep.dataset.action = 'repair';
  const replay = actButton('Replay', act('replay', nothing, 'go to the log'));
  replay.dataset.action = 'replay';
  const add = actButton('Add a change', () => rows.append(changeRow('')));
  const discard = sureButton('Give up', 'Really give up?', act('discard', () => ({ why: why.value.trim() }), 'are given up'));
  const reopen = actButton('Let given-up ones wait again', act('reopen', nothing, 'wait again'));
  const close = actButton('Close', () => holder.replaceChildren());

  holder.replaceChildren(element('section', { class: 'bench', 'aria-label': `Bench: ${title}` },
    element('h4', { tabindex: '-1' }, title), records, one,
    element('h4', {}, 'Mend'), rows, element('div', { class: 'actions' }, add, preview, keep), tried,
    element('h4', {}, 'Then'), element('div', { class: 'actions' }, replay, labelled('Because', why), discard, reopen, close), note));
  holder.querySelector('h4').focus();
  list().catch((failure) => { note.textContent = failure.message; });
}
