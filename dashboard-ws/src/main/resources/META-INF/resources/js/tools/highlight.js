// What is pointed at in one chart, such as a segment, stands out in the other charts of the page.

import { aboutOf } from '../panel-tools.js';
import { libraryOf } from '../plotly.js';
import { markOf, marksOf } from './figures.js';

const DIM = 0.2;
/** Where and of when figures are says nothing of what they are about. */
const ELSEWHERE = ['module', 'range', 'from', 'to', 'compare'];

/** Charts in which something stands out, with how opaque their series are otherwise. */
const dimmed = new Map();

const subjectsOf = (about, mark) => Object.entries(about(mark) ?? {}).filter(([name, value]) => value !== null && !ELSEWHERE.includes(name));

function dim(plot, found) {
  dimmed.set(plot, plot.data.map((trace) => trace.opacity ?? 1));
  libraryOf(plot).restyle(plot, {
    opacity: plot.data.map((trace, i) => (found[i].length === 0 ? DIM : trace.opacity ?? 1)),
    selectedpoints: plot.data.map((trace, i) => (found[i].length === 0 || found[i].length === marksOf(trace).length ? null : found[i])),
  });
}

/** Lets all charts be as they were. */
export function forget() {
  for (const [plot, opacity] of dimmed) {
    if (plot.isConnected && plot.data.length === opacity.length) {
      libraryOf(plot).restyle(plot, { opacity, selectedpoints: plot.data.map(() => null) });
    }
  }
  dimmed.clear();
}

/** Marks in the other charts of the module what the point of this one is about. */
export function highlight(source, point) {
  forget();
  const wanted = subjectsOf(aboutOf(source), markOf(point));
  if (wanted.length === 0) {
    return;
  }
  const isWanted = (about) => (mark) => subjectsOf(about, mark).some(([name, value]) => wanted.some(([other, same]) => name === other && value === same));
  for (const plot of document.querySelectorAll('main [data-module]:not([hidden]) .js-plotly-plot')) {
    const about = plot === source ? undefined : aboutOf(plot);
    const found = about === undefined ? [] : plot.data.map((trace) => marksOf(trace).flatMap((mark, i) => (isWanted(about)(mark) ? [i] : [])));
    if (found.some((marks) => marks.length > 0)) {
      dim(plot, found);
    }
  }
}
