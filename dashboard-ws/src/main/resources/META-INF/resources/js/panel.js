// What all panels share: the states of a panel, drawing on the own slice only, not more often than needed, and not while out of sight.

import { element } from './dom.js';
import { onThemeChange } from './theme.js';

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
 * spec: { name, channel, isEmpty(data), emptyText (or a function of the data), draw({body, data, context, section}), setUp?({controls, redraw, context, section}),
 *   minInterval? }
 *
 * A panel asks for its channel, and draws, when it comes near the window for the first time: `want(channel)`.
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
    const data = store.get(spec.channel);
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

  new IntersectionObserver((entries) => {
    visible = entries.at(-1).isIntersecting;
    if (visible) {
      want(spec.channel);
    }
    due();
  }, { rootMargin: '600px' }).observe(section);
  stalePanels.add(() => show(content, message.textContent));
  onThemeChange(() => drawnAt > 0 && draw());
  context.onChange(change);
  spec.setUp?.({ controls: section.querySelector('[data-controls]'), redraw: draw, context, section });
  store.listen(spec.channel, change);
}
