// How training goes, and a button to train now.

import { tell } from '../api.js';
import { element } from '../dom.js';
import { dateTime, percent } from '../format.js';
import { partsOf } from '../parts.js';
import { MODEL_NAMES, modelTitle } from './model-words.js';

const OUTCOMES = {
  promoted: ['good', 'now scores'], kept: ['flat', 'the one before stays'], too_little_data: ['flat', 'too little data'], failed: ['bad', 'failed'],
};

let button = null;
let note = null;
let askedFor = null;

async function train() {
  button.disabled = true;
  note.textContent = 'Asking the trainer…';
  try {
    const answer = await tell('POST', '/api/v1/models/train', { by: 'dashboard' });
    askedFor = answer?.run_id ?? 'asked';
    note.textContent = 'Asked for. It begins within moments.';
  } catch (failure) {
    button.disabled = false;
    note.textContent = failure.message;
  }
}

function sentenceOf(data) {
  if (data.state === 'never') {
    return 'No training yet. It starts by itself as soon as there is enough history, and every night.';
  }
  const why = { schedule: 'by schedule', start: 'because there was no model yet', request: `on request${data.by ? ` of ${data.by}` : ''}` }[data.trigger] ?? '';
  if (data.state === 'running') {
    return `Running ${why}: ${data.step}`;
  }
  const end = data.finished_at ? dateTime(data.finished_at) : '';
  return data.state === 'failed' ? `The last run failed (${end}): ${data.step}` : `Last run finished ${end}, ${why}.`;
}

function outcome(name, of) {
  const [kind, text] = OUTCOMES[of.outcome] ?? ['flat', of.outcome];
  return element('li', {},
    element('strong', {}, modelTitle(name)), ' ', element('span', { class: 'badge', 'data-kind': kind }, text),
    element('p', { class: 'words' }, of.sentence));
}

export const training = {
  name: 'training',
  channel: 'training',
  whole: true,
  setUp({ controls }) {
    note = element('span', { class: 'note', role: 'status', 'aria-live': 'polite' });
    button = element('button', { type: 'button', class: 'primary', 'data-action': 'train' }, 'Train now');
    button.addEventListener('click', train);
    controls.append(note, button);
  },
  draw({ body, data }) {
    const parts = partsOf(body, {
      state: ['p', { class: 'run', role: 'status', 'aria-live': 'polite' }], progress: ['progress', { max: '1', 'aria-label': 'Progress of the training' }], list: ['ul', { class: 'plain outcomes' }],
    });
    const running = data.state === 'running';
    parts.state.textContent = sentenceOf(data);
    parts.progress.hidden = !running;
    parts.progress.value = data.progress ?? 0;
    button.disabled = running;
    if (running || askedFor === data.run_id) {
      note.textContent = running ? percent(data.progress, 0) : '';
    }
    body.dataset.run = data.run_id ?? '';
    parts.list.replaceChildren(...MODEL_NAMES.filter((name) => data.outcomes?.[name]).map((name) => outcome(name, data.outcomes[name])));
  },
};
