// The models' cards: what they are, how good, on what they decide, how well calibrated, and whether the customers have drifted away from them.

import { tell } from '../api.js';
import { axis, chart } from '../chart.js';
import { element, table } from '../dom.js';
import { ago, dateTime, day, integer, number, percent } from '../format.js';
import { plainName } from './reason-words.js';
import { MODEL_NAMES, inOrder, metricTitle, modelTitle } from './model-words.js';

const IMPORTANCES = 5;
const figure = (value) => (value === undefined ? '—' : number({ maximumFractionDigits: Math.abs(value) < 10 ? 3 : 1 }).format(value));
const cards = new Map();

/** Does something to a model, and says how it went. */
async function command(card, path, body) {
  card.note.textContent = 'Asking the trainer…';
  try {
    await tell('POST', path, body);
    card.note.textContent = 'Asked for. The card changes when it is done.';
  } catch (failure) {
    card.note.textContent = failure.message;
  }
}

function build(name) {
  const title = element('h3', {}, modelTitle(name));
  const badge = element('span', { class: 'badge' });
  const facts = element('div', { class: 'model-facts' });
  const curve = element('div', { class: 'chart small' });
  const weights = element('div', {});
  const note = element('p', { class: 'note', role: 'status', 'aria-live': 'polite' });
  const pin = element('button', { type: 'button', class: 'quiet' });
  const versions = element('select', { 'aria-label': `Kept versions of ${modelTitle(name)}` });
  const promote = element('button', { type: 'button', class: 'quiet' }, 'Let it score');
  const box = element('article', { class: 'model', 'data-model': name }, element('header', {}, title, badge), facts, element('div', { class: 'sides' }, weights, curve),
    element('div', { class: 'actions' }, versions, promote, pin), note);
  const card = { box, badge, facts, curve, weights, note, pin, versions, promote, pinned: false };
  pin.addEventListener('click', () => command(card, `/api/v1/models/${name}/${card.pinned ? 'unpin' : 'pin'}`, {}));
  promote.addEventListener('click', () => command(card, `/api/v1/models/${name}/promote`, { version: versions.value, by: 'dashboard' }));
  cards.set(name, card);
  return box;
}

function comparison(model) {
  const names = inOrder(Object.keys(model.metrics));
  const others = Object.keys(model.baselines);
  const columns = [{ title: 'On rows not seen', className: 'text' }, { title: 'Model', className: 'number' },
    ...others.map((other) => ({ title: plainName(other), className: 'number' }))];
  return element('div', { class: 'wide-table', tabindex: '0', role: 'region', 'aria-label': 'Quality of the model' },
    table('Quality of the model', columns, names.map((name) => ({
      cells: [metricTitle(name), figure(model.metrics[name]), ...others.map((other) => figure(model.baselines[other][name]))],
    }))));
}

function facts(model) {
  if (model.version === undefined) {
    return [element('p', { class: 'words' }, model.reason ?? 'No model yet.')];
  }
  const period = `${day(model.trained_from.slice(0, 10))} to ${day(model.trained_to.slice(0, 10))}`;
  return [
    element('p', { class: 'words' }, model.summary),
    element('p', { class: 'test' }, `Version ${model.version}, trained ${dateTime(model.trained_at)} (${ago(model.trained_at, Date.now())}) on ${integer(model.snapshots)} rows of ${period}${model.holdout > 0 ? `; measured on ${integer(model.holdout)}` : ''}.`),
    Object.keys(model.metrics).length > 0 ? comparison(model) : null,
    model.drift ? element('p', { class: 'words' }, model.drift.sentence) : null,
  ].filter(Boolean);
}

async function drawCurve(card, model) {
  const bins = model.calibration ?? [];
  card.curve.hidden = bins.length === 0;
  if (bins.length === 0) {
    return;
  }
  await chart(card.curve, 'Reliability: predicted against observed share', (colors) => [
    { type: 'scatter', mode: 'lines', x: [0, 1], y: [0, 1], line: { color: colors.line, width: 2, dash: 'dash' }, hoverinfo: 'skip' },
    {
      type: 'scatter', mode: 'lines+markers', x: bins.map((bin) => bin[0]), y: bins.map((bin) => bin[1]),
      line: { color: colors.accent, width: 2 }, marker: { color: colors.accent, size: 7 },
      hovertext: bins.map((bin) => `predicted ${percent(bin[0])}, observed <b>${percent(bin[1])}</b><br>${integer(bin[2])} rows`), hoverinfo: 'text',
    },
  ], (colors) => ({
    xaxis: axis(colors, { range: [0, 1], tickformat: '.0%', nticks: 5, title: { text: 'Predicted' } }),
    yaxis: axis(colors, { range: [0, 1], tickformat: '.0%', nticks: 5, title: { text: 'Observed' } }),
    hovermode: 'closest',
  }));
}

function importances(model) {
  const features = (model.features ?? []).filter((feature) => feature.importance > 0).slice(0, IMPORTANCES);
  return features.length === 0 ? [] : [
    element('h4', {}, 'What it decides on'),
    element('dl', { class: 'means' }, ...features.map((feature) => element('div', { title: feature.description },
      element('dt', {}, plainName(feature.name)), element('dd', {}, percent(feature.importance, 0)),
      element('meter', { class: 'share', min: '0', max: String(features[0].importance), value: String(feature.importance), 'aria-hidden': 'true' })))),
  ];
}

function actions(card, model) {
  const kept = Object.keys(model.versions).filter((version) => version !== model.version).sort().reverse();
  const wanted = kept.join('\n');
  if (card.versions.dataset.keys !== wanted) {
    card.versions.dataset.keys = wanted;
    card.versions.replaceChildren(...kept.map((version) => element('option', { value: version }, version)));
  }
  card.versions.hidden = kept.length === 0;
  card.promote.hidden = kept.length === 0;
  card.pinned = model.pinned === true;
  card.pin.hidden = model.version === undefined;
  card.pin.textContent = card.pinned ? 'Unpin' : 'Pin';
  card.pin.title = card.pinned ? 'Let training replace it again' : 'Training must not replace it';
}

function badge(model) {
  if (model.version === undefined) {
    return ['flat', 'no model'];
  }
  return model.drift?.drifted ? ['warn', 'customers have changed'] : model.pinned ? ['flat', 'pinned'] : ['good', 'scores'];
}

export const models = {
  name: 'models',
  channel: 'models',
  whole: true,
  minInterval: 2000,
  async draw({ body, data }) {
    if (cards.size === 0) {
      body.replaceChildren(...MODEL_NAMES.map(build));
    }
    for (const name of MODEL_NAMES) {
      const card = cards.get(name);
      const model = data[name];
      const [kind, text] = badge(model);
      card.badge.dataset.kind = kind;
      card.badge.textContent = text;
      card.box.dataset.version = model.version ?? '';
      card.facts.replaceChildren(...facts(model));
      card.weights.replaceChildren(...importances(model));
      actions(card, model);
      await drawCurve(card, model);
    }
    const scoring = MODEL_NAMES.filter((name) => data[name].version !== undefined).length;
    return `${scoring} of ${MODEL_NAMES.length} models score. A new version replaces the one before only when it is not worse on the same rows.`;
  },
};
