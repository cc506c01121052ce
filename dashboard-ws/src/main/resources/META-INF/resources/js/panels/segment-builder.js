// The form that says who belongs to a segment: rows of field, operator and value, of which all or any must hold.

import { ask, tell } from '../api.js';
import { element } from '../dom.js';
import { FIELD_ORDER, fieldWords, flatRule, operatorWords, ruleWords } from './segment-words.js';

const MAX_ROWS = 20;
const NO_VALUE = ['exists', 'missing'];
const option = (value, text = value) => element('option', { value }, text);
const rank = (field) => (FIELD_ORDER.includes(field) ? FIELD_ORDER.indexOf(field) : FIELD_ORDER.length);

/** A value as the rule wants it. Texts with commas stand for several where the operator takes several. */
function valueOf(kind, operator, text) {
  const one = (part) => {
    if (kind === 'number' || kind === 'money') {
      const figure = Number(part);
      if (part === '' || !Number.isFinite(figure)) {
        throw new Error(`"${part}" is not a number.`);
      }
      return figure;
    }
    if (kind === 'time') {
      return /^\d{4}-\d{2}-\d{2}$/.test(part) ? `${part}T00:00:00Z` : part;
    }
    return part;
  };
  return operator === 'in' ? text.split(',').map((part) => one(part.trim())) : one(text.trim());
}

/** Builds the form into its holder, as soon as the service has said which fields there are. */
export function startBuilder(holder) {
  let fields = null;
  let editing = null;
  let rule = null;
  const rows = element('ol', { class: 'rules' });
  const name = element('input', { type: 'text', maxlength: '100', required: true, id: 'segment-name', autocomplete: 'off' });
  const description = element('input', { type: 'text', maxlength: '1000', id: 'segment-description', autocomplete: 'off' });
  const match = element('select', { id: 'segment-match' }, option('all', 'all of these hold'), option('any', 'any of these holds'));
  const add = element('button', { type: 'button', class: 'quiet', 'data-action': 'add-rule' }, 'Add a condition');
  const save = element('button', { type: 'submit', class: 'primary', 'data-action': 'save-segment' }, 'Save segment');
  const cancel = element('button', { type: 'button', class: 'quiet', hidden: true }, 'Start anew');
  const note = element('p', { class: 'note', role: 'status', 'aria-live': 'polite', 'data-note': 'segment' });
  const deep = element('p', { class: 'words', hidden: true });
  const legend = element('legend', {}, 'New segment');
  const form = element('form', { class: 'builder', novalidate: true }, element('fieldset', {}, legend,
    element('div', { class: 'fields' }, element('label', { for: 'segment-name' }, 'Name ', name), element('label', { for: 'segment-description' }, 'What for ', description),
      element('label', { for: 'segment-match' }, 'Customers of whom ', match)),
    rows, deep, element('div', { class: 'actions' }, add, save, cancel), note));

  function fillOperators(parts, wanted) {
    const field = fields.get(parts.field.value);
    parts.operator.replaceChildren(...field.operators.map((operator) => option(operator, operatorWords(operator))));
    parts.operator.value = wanted ?? (field.operators.includes('>=') ? '>=' : field.operators[0]);
    fillValue(parts);
  }

  function fillValue(parts, wanted = '') {
    const field = fields.get(parts.field.value);
    const choices = field.choices.length > 0 && parts.operator.value !== 'in' && !NO_VALUE.includes(parts.operator.value);
    const input = choices
      ? element('select', { 'aria-label': 'Value' }, ...field.choices.map((choice) => option(choice)))
      : element('input', {
        type: field.kind === 'time' ? 'date' : 'text', 'aria-label': 'Value', autocomplete: 'off', maxlength: '200',
        inputmode: field.kind === 'number' || field.kind === 'money' ? 'decimal' : null, placeholder: parts.operator.value === 'in' ? 'one, another' : null,
      });
    input.hidden = NO_VALUE.includes(parts.operator.value);
    if (wanted !== '') {
      input.value = field.kind === 'time' ? String(wanted).slice(0, 10) : [].concat(wanted).join(', ');
    }
    parts.value.replaceWith(input);
    parts.value = input;
  }

  function addRow(of) {
    if (rows.children.length >= MAX_ROWS) {
      return;
    }
    const sorted = [...fields.keys()].sort((a, b) => rank(a) - rank(b) || fieldWords(a).localeCompare(fieldWords(b)));
    const parts = {
      field: element('select', { 'aria-label': 'Field' }, ...sorted.map((field) => option(field, fieldWords(field)))),
      operator: element('select', { 'aria-label': 'Operator' }), value: element('input'),
    };
    const drop = element('button', { type: 'button', class: 'quiet', 'aria-label': 'Remove this condition' }, '×');
    const item = element('li', {}, parts.field, parts.operator, parts.value, drop);
    item.parts = parts;
    drop.addEventListener('click', () => {
      item.remove();
      add.focus();
    });
    parts.field.addEventListener('change', () => fillOperators(parts));
    parts.operator.addEventListener('change', () => fillValue(parts));
    rows.append(item);
    if (of) {
      parts.field.value = of.field;
      fillOperators(parts, of.operator);
      fillValue(parts, of.value ?? '');
    } else {
      fillOperators(parts);
    }
  }

  function draft() {
    if (rule) {
      return rule;
    }
    const comparisons = [...rows.children].map(({ parts }) => {
      const operator = parts.operator.value;
      const comparison = { field: parts.field.value, operator };
      return NO_VALUE.includes(operator) ? comparison : { ...comparison, value: valueOf(fields.get(parts.field.value).kind, operator, parts.value.value) };
    });
    if (comparisons.length === 0) {
      throw new Error('Say at least one condition.');
    }
    return { [match.value]: comparisons };
  }

  function reset() {
    editing = null;
    rule = null;
    form.reset();
    rows.replaceChildren();
    addRow();
    legend.textContent = 'New segment';
    cancel.hidden = true;
    deep.hidden = true;
    add.hidden = false;
    match.disabled = false;
  }

  async function submit(event) {
    event.preventDefault();
    if (name.value.trim() === '') {
      note.textContent = 'Give the segment a name.';
      name.focus();
      return;
    }
    save.disabled = true;
    try {
      const body = { name: name.value.trim(), description: description.value.trim(), rule: draft() };
      await (editing ? tell('PUT', `/api/v1/custom-segments/${encodeURIComponent(editing.id)}`, body, editing.version) : tell('POST', '/api/v1/custom-segments', body));
      note.textContent = `Saved: ${body.name}. Its members are counted within moments.`;
      reset();
    } catch (failure) {
      note.textContent = failure.message;
    } finally {
      save.disabled = false;
    }
  }

  async function load() {
    try {
      const answer = await ask('/api/v1/custom-segments/fields');
      fields = new Map((answer?.items ?? []).map((field) => [field.field, field]));
      if (fields.size === 0) {
        throw new Error('The query service does not say which fields there are.');
      }
      holder.replaceChildren(form);
      reset();
    } catch (failure) {
      const again = element('button', { type: 'button', class: 'quiet' }, 'Try again');
      again.addEventListener('click', load);
      holder.replaceChildren(element('p', { class: 'words' }, `Segments cannot be made now: ${failure.message} `, again));
    }
  }

  form.addEventListener('submit', submit);
  add.addEventListener('click', () => {
    addRow();
    rows.lastElementChild.parts.field.focus();
  });
  cancel.addEventListener('click', reset);
  load();

  return {
    /** Puts a saved segment into the form. A rule of several levels keeps its conditions; name and purpose can be changed. */
    edit(id, row, saved) {
      if (!fields) {
        return;
      }
      reset();
      editing = { id, version: row.version };
      legend.textContent = `Change ${row.name}`;
      cancel.hidden = false;
      name.value = row.name;
      description.value = row.description;
      const flat = flatRule(saved);
      rows.replaceChildren();
      if (flat) {
        match.value = flat.match;
        flat.rows.forEach(addRow);
      } else {
        rule = saved;
        deep.hidden = false;
        deep.textContent = `Who: ${ruleWords(saved)}. Such a rule is changed through the API.`;
        add.hidden = true;
        match.disabled = true;
      }
      note.textContent = '';
      name.focus();
    },
  };
}
