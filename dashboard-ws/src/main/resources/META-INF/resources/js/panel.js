// What all panels share: the states of a panel, drawing on the own figures only, not more often than needed, and not while out of sight.

import { onAddress } from './address.js';
import { ask } from './api.js';
import { element } from './dom.js';
import { filterWords, givenNames, withFilters } from './filters.js';
import { translate } from './language.js';
import { afterDrawing, startTools } from './panel-tools.js';
import { onThemeChange } from './theme.js';

const ASK_AGAIN_MS = 30_000;
const TRY_AGAIN_MS = 5_000;
const stalePanels = new Set();
let stale = false;

/** Whether it was refused, so that waiting does not help. */
const isRefusal = ({ status }) => status >= 400 && status < 500;

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
 *   minInterval?, filtered?: { question(context), data(answers, context) }, whole?, drill?(mark), about?(mark) }
 *
 * A panel with a channel asks for it, and draws, when it comes near the window for the first time: `want(channel)`. A panel with a question, which is one
 * path below /api or a list of them (or null while there is nothing to ask), asks then, when the address changes, and every half minute while it is seen; its data are the answers.
 * When there is no answer, the figures of the one before stay, said to be old.
 *
 * The page's filters are added to questions that take them. A panel with a channel asks the question of `filtered` while filters are set, and makes data of the
 * channel's shape of the answers; the question is null when the filters are none of its business. What a panel is not filtered by, it says. `whole` panels say
 * nothing, since their figures are not of orders or customers, or of one customer. `drill` says where a mark { label, series, x, y, customdata } leads: the parameters of the list of
 * customers, or of another module that it names; null when nowhere. `about` says the same of marks that lead nowhere: what they have in common with others of the page.
 */
export function startPanel(spec, store, context, want) {
  const section = document.querySelector(`[data-panel="${spec.name}"]`);
  const body = section.querySelector('[data-body]');
  const summary = section.querySelector('[data-summary]');
  const message = element('p', { class: 'message', 'data-message': true }, 'Waiting for the first figures…');
  body.after(message);
  const notBy = element('p', { class: 'not-by', 'data-not-by': true, hidden: true });
  const old = element('p', { class: 'not-by', 'data-old': true, role: 'status', hidden: true });
  (section.querySelector('header') ?? section.firstElementChild).after(notBy, old);
  section.querySelector('header h3')?.setAttribute('data-stale', translate('standing still'));
  let content = 'loading';
  let dirty = false;
  let visible = false;
  let drawnAt = 0;
  let timer = 0;
  let answers;
  let asking = null;
  let askTimer = 0;
  let askedPaths = null;
  let fedAt = null;
  let saidNotBy = '';
  let saidOld = '';
  let isAsked = Boolean(spec.question);

  body.hidden = true;

  function show(state, text = '') {
    content = state;
    section.dataset.state = state === 'ready' && (stale || saidOld !== '') ? 'stale' : state;
    message.textContent = text;
    body.hidden = state !== 'ready';
  }

  /** What to ask now; null when the channel says all. */
  function questionNow() {
    if (spec.question) {
      return spec.question(context);
    }
    return spec.filtered && givenNames().length > 0 ? spec.filtered.question(context) : null;
  }

  function sayNotBy(names) {
    const words = names.length === 0 || spec.whole ? '' : `Not by ${names.map((name) => translate(filterWords(name))).join(', ')}: shows all.`;
    if (saidNotBy !== words) {
      saidNotBy = words;
      notBy.textContent = words;
      notBy.hidden = words === '';
    }
  }

  /** Says why the figures are not the newest; nothing when they are. */
  function sayOld(why) {
    if (saidOld !== why) {
      saidOld = why;
      old.textContent = why;
      old.hidden = why === '';
      show(content, message.textContent);
    }
  }

  async function draw() {
    clearTimeout(timer);
    timer = 0;
    const data = isAsked ? answers : store.get(spec.channel);
    if (data === undefined) {
      return;
    }
    dirty = false;
    drawnAt = performance.now();
    try {
      if (spec.isEmpty?.(data)) {
        show('empty', typeof spec.emptyText === 'function' ? spec.emptyText(data) : spec.emptyText ?? 'Nothing yet.');
        if (summary) {
          summary.textContent = '';
        }
        return;
      }
      body.hidden = false;
      const text = await spec.draw({ body, data, context, section });
      if (summary && typeof text === 'string') {
        summary.textContent = text;
      }
      show('ready');
      afterDrawing(section, body, spec);
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

  /** Draws from the channel, which knows no filter. */
  function toLive() {
    if (isAsked) {
      sayOld('');
      isAsked = false;
      asking = null;
      answers = undefined;
      askedPaths = null;
      section.removeAttribute('aria-busy');
      change();
    }
    sayNotBy(givenNames());
    want(spec.channel);
  }

  /** Asks anew; an answer that is no longer wanted is dropped. */
  async function inquire() {
    clearTimeout(askTimer);
    const question = questionNow();
    if (question === null && spec.question) {
      return;
    }
    if (question === null) {
      toLive();
      return;
    }
    const { paths, refused } = withFilters([].concat(question));
    const mine = JSON.stringify(paths);
    if (asking !== mine) {
      section.setAttribute('aria-busy', 'true');
    }
    asking = mine;
    isAsked = true;
    let next = ASK_AGAIN_MS;
    try {
      const got = await Promise.all(paths.map(ask));
      if (asking === mine) {
        const data = Array.isArray(question) ? got : got[0];
        answers = spec.question ? data : spec.filtered.data(data, context);
        askedPaths = paths;
        fedAt = Date.now();
        sayNotBy(refused);
        sayOld('');
        dirty = true;
        due();
      }
    } catch (failure) {
      if (asking === mine && visible) {
        next = isRefusal(failure) ? ASK_AGAIN_MS : TRY_AGAIN_MS;
        if (['ready', 'empty'].includes(content) && !isRefusal(failure) && JSON.stringify(askedPaths) === mine) {
          sayOld(failure.message);
        } else {
          sayOld('');
          show('error', failure.message);
        }
      }
    }
    if (asking === mine) {
      section.removeAttribute('aria-busy');
    }
    if (asking === mine && visible) {
      askTimer = setTimeout(inquire, next);
    }
  }

  function seen() {
    if (spec.question || isAsked || givenNames().length > 0) {
      context.onFirstStatus(() => visible && inquire());
    } else {
      want(spec.channel);
    }
  }

  /** Draws anew, of other figures if need be. */
  const redraw = () => (questionNow() === null ? draw() : inquire());

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
  startTools(section, spec, context, () => ({ paths: isAsked ? askedPaths : null, at: fedAt }));
  stalePanels.add(() => show(content, message.textContent));
  onThemeChange(() => drawnAt > 0 && draw());
  context.onChange(change);
  spec.setUp?.({ controls: section.querySelector('[data-controls]'), redraw, context, section });
  onAddress(({ params }) => params && visible && inquire());
  if (!spec.question) {
    store.listen(spec.channel, () => {
      if (!isAsked) {
        fedAt = Date.now();
        change();
      }
    });
  }
}
