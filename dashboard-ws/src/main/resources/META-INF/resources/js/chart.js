// Plotly, in the page's clothes.

import { endFirst, isByDay, showFirst } from './first-chart.js';
import { figureInWords, language, translate } from './language.js';
import { hasLibrary, libraryFor, libraryOf } from './plotly.js';
import { palette } from './theme.js';

const FEW_BARS = 3;
const FEW_BARS_GAP = 0.6;

const sizes = new WeakMap();
/** What is to be drawn, by its place: { draw, waiting: those who are told when it is done }. */
const toDraw = new Map();
let frame = 0;
let firstSeen = null;

/** Draws one chart, and the next one in the next frame: none holds up the others, or what people do meanwhile. */
function drawNext() {
  const [[body, { draw, waiting }]] = toDraw;
  toDraw.delete(body);
  frame = toDraw.size > 0 ? requestAnimationFrame(drawNext) : 0;
  const drawn = Promise.resolve().then(draw);
  waiting.forEach(({ resolve, reject }) => drawn.then(resolve, reject));
}

/** Draws when it is this place's turn; of several drawings that wait for the same place the last one is made. */
function inTurn(body, draw) {
  return new Promise((resolve, reject) => {
    toDraw.set(body, { draw, waiting: [...(toDraw.get(body)?.waiting ?? []), { resolve, reject }] });
    frame ||= requestAnimationFrame(drawNext);
  });
}

/** When what stands there now is on the screen. */
const seen = () => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });

const resized = new ResizeObserver((entries) => {
  for (const { target, contentRect } of entries) {
    // a panel may have grown between the drawing and the first look at it
    const drawn = target._fullLayout;
    const known = sizes.get(target) ?? (drawn ? `${Math.round(drawn.width)}x${Math.round(drawn.height)}` : undefined);
    const size = `${Math.round(contentRect.width)}x${Math.round(contentRect.height)}`;
    if (known !== undefined && known !== size && contentRect.width > 0 && target.classList.contains('js-plotly-plot')) {
      libraryOf(target).Plots.resize(target);
    }
    sizes.set(target, size);
  }
});

/** An axis in the page's style. */
export function axis(colors, extra = {}) {
  return {
    gridcolor: colors.line, linecolor: colors.line, zerolinecolor: colors.line, tickcolor: colors.line,
    tickfont: { color: colors.muted, size: 11 }, automargin: true, fixedrange: true,
    // an axis over another would take that one's lines, whatever numbers come of it
    ...(extra.overlaying ? { tickmode: 'auto' } : {}),
    ...extra,
    title: { font: { color: colors.muted, size: 12 }, standoff: 8, ...(extra.title ?? {}) },
  };
}

/** Whether there are so few bars, side by side, that each would be a wall. */
function hasFewBars(traces) {
  const bars = traces.filter((trace) => trace.type === 'bar').map((trace) => (trace.orientation === 'h' ? trace.y : trace.x)?.length ?? 0);
  return bars.length > 0 && Math.max(...bars) < FEW_BARS;
}

/** Draws or updates a chart. `label` is what a screen reader says of it; the summary below says the rest. */
export async function chart(body, label, makeTraces, makeLayout) {
  const colors = palette();
  const layout = {
    autosize: true,
    margin: { l: 8, r: 8, t: 8, b: 8 },
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif', color: colors.text, size: 12 },
    hoverlabel: { bgcolor: colors.surface, bordercolor: colors.line, font: { color: colors.text, size: 12 }, align: 'left' },
    showlegend: false,
    dragmode: false,
    uirevision: 'keep',
    ...makeLayout(colors),
  };
  body.setAttribute('role', 'img');
  body.setAttribute('aria-label', translate(label));
  const traces = makeTraces(colors);
  if (hasFewBars(traces)) {
    layout.bargap = Math.max(layout.bargap ?? 0, FEW_BARS_GAP);
  }
  const figure = figureInWords(traces, layout);
  if (!hasLibrary() && body.clientWidth > 0 && isByDay(traces, layout)) {
    showFirst(body, figure.traces, figure.layout);
    firstSeen = seen();
  }
  await firstSeen; // the library holds up everything while it starts
  const Plotly = await libraryFor(body, traces);
  await inTurn(body, () => {
    endFirst(body);
    return Plotly.react(body, figure.traces, figure.layout, { displayModeBar: false, responsive: false, displaylogo: false, locale: language() });
  });
  resized.observe(body);
}
