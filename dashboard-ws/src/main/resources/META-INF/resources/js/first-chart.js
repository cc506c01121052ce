// Figures by day as a few lines of SVG: what a panel shows until the chart library, which takes a browser longer than all the rest of the page, can draw the same.

import { language } from './language.js';

const SVG = 'http://www.w3.org/2000/svg';
const DAY = /^\d{4}-\d\d-\d\d$/;
/** Room for what stands at the axes, in pixels. */
const EDGE = { left: 44, right: 10, top: 12, bottom: 40 };
const MOST_TICKS = 6;
const MOST_DAYS = 8;
const THOUSANDS = [[1e9, 'G'], [1e6, 'M'], [1e3, 'k']];

const shown = new WeakSet();

const isLine = ({ type = 'scatter', mode, fill = 'tozeroy' }) => type === 'scatter' && mode === 'lines' && fill === 'tozeroy';
const isBars = ({ type, orientation }) => type === 'bar' && orientation !== 'h';

/** Whether this is all there is to draw: lines, and bars of one kind, over the same days, on an axis as the page's usually are. */
export const isByDay = (traces, { yaxis }) => Boolean(yaxis?.tickfont) && yaxis.type === undefined && traces.filter(isBars).length <= 1 && traces.every((trace) =>
  (isLine(trace) || isBars(trace)) && !trace.yaxis && trace.x?.length > 1 && trace.x.length === traces[0].x.length && DAY.test(trace.x[0]) && trace.y.every(Number.isFinite));

function drawn(tag, attributes, text = '') {
  const node = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
  node.textContent = text;
  return node;
}

/** Round numbers from the lowest to the highest value. */
function ticksOf(low, high) {
  const rough = (high - low) / (MOST_TICKS - 1) || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((each) => each * power >= rough) * power;
  return Array.from({ length: Math.floor(high / step) - Math.ceil(low / step) + 1 }, (_, i) => (Math.ceil(low / step) + i) * step);
}

function short(value) {
  const [size, sign] = THOUSANDS.find(([each]) => Math.abs(value) >= each) ?? [1, ''];
  return `${Number((value / size).toPrecision(3))}${sign}`;
}

/** Draws the traces of a chart into its place; `layout` gives the colours of the axis. */
export function showFirst(body, traces, layout) {
  const { clientWidth: width, clientHeight: height } = body;
  const values = traces.flatMap(({ y }) => y);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const days = traces[0].x;
  const slot = (width - EDGE.left - EDGE.right) / days.length;
  const at = (i) => EDGE.left + slot * (i + 0.5);
  const up = (value) => height - EDGE.bottom - ((value - low) / (high - low || 1)) * (height - EDGE.bottom - EDGE.top);
  const words = { fill: layout.yaxis.tickfont.color, 'font-size': layout.yaxis.tickfont.size };
  const nodes = ticksOf(low, high).flatMap((tick) => [
    drawn('line', { x1: EDGE.left, x2: width - EDGE.right, y1: up(tick), y2: up(tick), stroke: layout.yaxis.gridcolor }),
    drawn('text', { ...words, x: EDGE.left - 6, y: up(tick) + 4, 'text-anchor': 'end' }, short(tick)),
  ]);
  const every = Math.ceil(days.length / MOST_DAYS);
  const day = new Intl.DateTimeFormat(language(), { month: 'short', day: 'numeric', timeZone: 'UTC' });
  days.forEach((each, i) => i % every === 0 && nodes.push(drawn('text', { ...words, x: at(i), y: height - EDGE.bottom + 18, 'text-anchor': 'middle' }, day.format(Date.parse(each)))));
  for (const { type, y, marker, line, fill, fillcolor } of traces) {
    if (type === 'bar') {
      const bars = y.map((value, i) => `M${at(i) - slot * 0.38} ${up(0)}V${up(value)}h${slot * 0.76}V${up(0)}Z`).join('');
      nodes.push(drawn('path', { d: bars, fill: marker.color, opacity: marker.opacity ?? 1 }));
    } else {
      const path = y.map((value, i) => `${at(i)} ${up(value)}`).join('L');
      if (fill) {
        nodes.push(drawn('path', { d: `M${at(0)} ${up(0)}L${path}V${up(0)}Z`, fill: fillcolor }));
      }
      nodes.push(drawn('path', { d: `M${path}`, fill: 'none', stroke: line.color, 'stroke-width': line.width, 'stroke-dasharray': line.dash === 'dot' ? '2 3' : 'none' }));
    }
  }
  const svg = drawn('svg', { width, height });
  svg.append(...nodes);
  body.replaceChildren(svg);
  body.dataset.firstChart = '';
  shown.add(body);
}

/** Takes it away, for the library draws now. */
export function endFirst(body) {
  if (shown.delete(body)) {
    delete body.dataset.firstChart;
    body.replaceChildren();
  }
}
