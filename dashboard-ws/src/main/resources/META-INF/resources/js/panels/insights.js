// Findings in plain words that are more than chance, and alerts that are not cleared.

import { ask } from '../api.js';
import { element } from '../dom.js';
import { ago, number } from '../format.js';
import { alertWords } from './reason-words.js';

const EVERY_MS = 120_000;
const SHOWN = 8;

let findings = null;
let trouble = '';
let askedAt = 0;
let redraw = () => {};

const chance = (p) => (p < 0.0001 ? 'p < 0.0001' : `p = ${number({ maximumSignificantDigits: 2 }).format(p)}`);

async function refresh() {
  if (performance.now() - askedAt < EVERY_MS && askedAt > 0) {
    return;
  }
  askedAt = performance.now();
  try {
    const answer = await ask('/api/v1/insights');
    findings = answer?.items ?? [];
    trouble = '';
  } catch (failure) {
    trouble = failure.message;
  }
  redraw();
}

function finding(of) {
  const test = [of.test, of.p_value === undefined || of.p_value === null ? null : chance(of.p_value)].filter(Boolean).join(', ');
  return element('li', { class: 'finding' }, element('p', { title: of.advice }, of.sentence), test ? element('p', { class: 'test' }, test) : null);
}

function alert(of, context) {
  return element('li', { class: 'finding alarm' },
    element('p', {}, element('strong', {}, 'Alert: '), alertWords(of)),
    element('p', { class: 'test' }, ago(of.at, Math.max(context.asOf(), Date.parse(of.at)))));
}

export const insights = {
  name: 'insights',
  channel: 'alerts',
  setUp(panel) {
    redraw = panel.redraw;
    setInterval(() => document.visibilityState === 'visible' && refresh(), EVERY_MS);
  },
  draw({ body, data, context }) {
    refresh();
    const alerts = Object.values(data.rows).sort((a, b) => Date.parse(b.at) - Date.parse(a.at)).map((row) => alert(row, context));
    const shown = (findings ?? []).slice(0, SHOWN).map(finding);
    const nothing = findings === null
      ? (trouble ? `Findings cannot be asked for now: ${trouble}` : 'Looking for findings…')
      : 'Nothing that is more than chance at the moment.';
    body.replaceChildren(...alerts, ...shown, ...(alerts.length + shown.length === 0 ? [element('li', { class: 'finding quiet' }, nothing)] : []));
  },
};
