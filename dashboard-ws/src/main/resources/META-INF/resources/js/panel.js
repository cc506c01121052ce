// What all panels share: the states of a panel, drawing on the own figures only, not more often than needed, and not while out of sight.

import { onAddress } from './address.js';
import { ask } from './api.js';
import { element } from './dom.js';
import { onThemeChange } from './theme.js';

const ASK_AGAIN_MS = 30_000;
const stalePanels = new Set();
let stale = false;

/** Marks all panels as showing figures that are no longer fed, or as fed again. */
export function setStale(isStale) {
  if (stale !== isStale) {
    stale = isStale;
    stalePanels.forEach((update) => update());
  }
}

/**
 * Ties a module to its section.
 *
 * spec: { name, channel or question(context), isEmpty(data), emptyText (or a function of the data), draw({body, data, context, section}), setUp?({controls, redraw, context, section}),
 *   minInterval? }
 *
 * A panel with a channel asks for it, and draws, when it comes near the window for the first time: `want(channel)`. A panel with a question, which is one
 * path below /api or a list of them, asks then, when the address changes, and every half minute while it is seen; its data are the answers.
 */
export function startPanel(spec, store, context, want) {
  const section = document.querySelector(`[data-panel="${spec.name}"]`);
  const body = section.querySelector('[data-body]');
  const summary = section.querySelector('[data-summary]');
  const message = element('p', { class: 'message', 'data-message': true }, 'Waiting for the first figures…');
  body.after(message);
  let content = 'loading';
  let dirty = false;
  let visible = false;
  let drawnAt = 0;
  let timer = 0;
  let answers;
  let asking = null;
  let askTimer = 0;

  body.hidden = true;

  function show(state, text = '') {
    content = state;
    section.dataset.state = state === 'ready' && stale ? 'stale' : state;
    message.textContent = text;
    body.hidden = state !== 'ready';
  }

  async function draw() {
    clearTimeout(timer);
    timer = 0;
    const data = spec.question ? answers : store.get(spec.channel);
    if (data === undefined) {
      return;
    }
    dirty = false;
    drawnAt = performance.now();
    if (spec.isEmpty?.(data)) {
      show('empty', typeof spec.emptyText === 'function' ? spec.emptyText(data) : spec.emptyText ?? 'Nothing yet.');
      if (summary) {
        summary.textContent = '';
      }
      return;
    }
    try {
      body.hidden = false;
      const text = await spec.draw({ body, data, context, section });
      if (summary && typeof text === 'string') {
        summary.textContent = text;
      }
      show('ready');
    } catch (failure) {
      show('error', 'This chart could not be drawn.');
      console.error(failure);
    }
  }

  function due() {
    if (!dirty || timer !== 0) {
      return;
    }
    const first = drawnAt === 0;
    if (!visible) {
      return;
    }
    const wait = first ? 0 : drawnAt + (spec.minInterval ?? 0) - performance.now();
    if (wait > 0) {
      timer = setTimeout(draw, wait);
    } else {
      draw();
    }
  }

  function change() {
    dirty = true;
    due();
  }

  /** Asks anew; an answer that is no longer wanted is dropped. */
  async function inquire() {
    clearTimeout(askTimer);
    const question = spec.question(context);
    const mine = JSON.stringify(question);
    asking = mine;
    try {
      const got = Array.isArray(question) ? await Promise.all(question.map(ask)) : await ask(question);
      if (asking === mine) {
        answers = got;
        dirty = true;
        due();
      }
    } catch (failure) {
      if (asking === mine && visible) {
        show('error', failure.message);
      }
    }
    if (asking === mine && visible) {
      askTimer = setTimeout(inquire, ASK_AGAIN_MS);
    }
  }

  function seen() {
    if (spec.question) {
      context.onFirstStatus(() => visible && inquire());
    } else {
      want(spec.channel);
    }
  }

  new IntersectionObserver((entries) => {
    const before = visible;
    visible = entries.at(-1).isIntersecting;
    if (visible && !before) {
      seen();
    } else if (!visible) {
      clearTimeout(askTimer);
    }
    due();
  }, { rootMargin: '600px' }).observe(section);
  stalePanels.add(() => show(content, message.textContent));
  onThemeChange(() => drawnAt > 0 && draw());
  context.onChange(change);
  spec.setUp?.({ controls: section.querySelector('[data-controls]'), redraw: spec.question ? inquire : draw, context, section });
  if (spec.question) {
    onAddress(({ params }) => params && visible && inquire());
  } else {
    store.listen(spec.channel, change);
  }
}
