// The chart library, in two sizes: a small one that draws bars, lines, points, heat maps and rings, which every page has, and the whole one, three times as large,
// which is loaded when a chart comes that the small one does not know. A chart stays with the one that drew it.

import { language } from './language.js';

const SMALL = '/vendor/plotly-cartesian-4.1.1.min.js';
const WHOLE = '/vendor/plotly-4.1.2.min.js';
const SMALL_KNOWS = new Set(['bar', 'scatter', 'heatmap', 'pie', 'box', 'histogram']);

const libraries = new Map();
const drawnBy = new WeakMap();

/** Months and weekdays of the page's language, for the axes. */
function speak(Plotly) {
  if (language() === 'en') {
    return;
  }
  const names = (options, count, time) => Array.from({ length: count }, (_, i) => new Intl.DateTimeFormat(language(), { ...options, timeZone: 'UTC' }).format(time(i)));
  const weekday = (i) => Date.UTC(2024, 0, 7 + i);
  const month = (i) => Date.UTC(2024, i, 1);
  Plotly.register({
    moduleType: 'locale', name: language(), dictionary: {},
    format: {
      days: names({ weekday: 'long' }, 7, weekday), shortDays: names({ weekday: 'short' }, 7, weekday), months: names({ month: 'long' }, 12, month),
      shortMonths: names({ month: 'short' }, 12, month), date: '%d.%m.%Y', decimal: ',', thousands: '.', dayMonth: '%-d. %b', dayMonthYear: '%-d. %b %Y', year: '%Y', month: '%b %Y',
    },
  });
}

/** A script that sets globalThis.Plotly, which is taken from there when it has run: the next one will set it anew. */
function loaded(address) {
  if (!libraries.has(address)) {
    libraries.set(address, new Promise((resolve, reject) => {
      let found = document.querySelector(`script[src="${address}"]`);
      const ready = () => {
        speak(globalThis.Plotly);
        resolve(globalThis.Plotly);
      };
      if (found && globalThis.Plotly) {
        ready();
        return;
      }
      if (found && document.readyState === 'complete') {
        found.remove(); // it has failed, and said so before anybody listened
        found = null;
      }
      const script = found ?? document.createElement('script');
      script.addEventListener('load', ready);
      script.addEventListener('error', () => {
        libraries.delete(address);
        script.remove();
        reject(new Error('the chart library did not load'));
      });
      if (!found) {
        script.src = address;
        document.head.append(script);
      }
    }));
  }
  return libraries.get(address);
}

/** The library that draws these traces in that place. Asked for before the whole one is, so that what the page came with is not taken for the other. */
export async function libraryFor(body, traces) {
  const small = await loaded(SMALL);
  const Plotly = traces.every(({ type }) => SMALL_KNOWS.has(type ?? 'scatter')) ? small : await loaded(WHOLE);
  const before = drawnBy.get(body);
  if (before && before !== Plotly) {
    before.purge(body);
  }
  drawnBy.set(body, Plotly);
  return Plotly;
}

/** The library that drew a chart; the small one makes pictures of what is drawn nowhere. */
export const libraryOf = (plot) => drawnBy.get(plot);
