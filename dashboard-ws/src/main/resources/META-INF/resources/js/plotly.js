// The chart library, in two sizes: a small one that draws bars, lines, points, heat maps and rings, which a browser fetches with the page, and the whole one, three times
// as large, which is loaded when a chart comes that the small one does not know. A chart stays with the one that drew it.

import { language } from './language.js';

const SMALL = '/vendor/plotly-cartesian-4.1.1.min.js';
const WHOLE = '/vendor/plotly-4.1.2.min.js';
const SMALL_KNOWS = new Set(['bar', 'scatter', 'heatmap', 'pie', 'box', 'histogram']);

const libraries = new Map();
const arrived = new Set();
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
      const script = document.createElement('script');
      script.addEventListener('load', () => {
        speak(globalThis.Plotly);
        arrived.add(address);
        resolve(globalThis.Plotly);
      });
      script.addEventListener('error', () => {
        libraries.delete(address);
        script.remove();
        reject(new Error('the chart library did not load'));
      });
      script.src = address;
      document.head.append(script);
    }));
  }
  return libraries.get(address);
}

/** Begins to load the small library, where its first chart is not there yet. */
export const beginLibrary = () => loaded(SMALL).catch(() => null); // a chart asks for it again

/** Whether the small library is there, so that a chart need not wait for it. */
export const hasLibrary = () => arrived.has(SMALL);

/** The library that draws these traces in that place. */
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
